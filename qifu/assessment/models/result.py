"""A month's result in one edition, with everything that it was computed from. Written once; the database refuses changes."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.assessment.models.round import Round
from qifu.assessment.models.scheme import SchemeVersion
from qifu.assessment.words import Cause, PartState
from qifu.lib.digests import seal
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit, User
from qifu.organisations.roles import Role

EVERYTHING = (Role.OFFICE, Role.INSPECTOR, Role.CITY)


class Result(models.Model):
    """`rules` is the version of the definitions of the figures, `calendar` which working days were known.

    `change` says what a contest or a correction changed: {unit, indicator, kind, cases, value}. `digest` covers all its rows
    and the digest of the edition before it.
    """

    round = models.ForeignKey(Round, models.PROTECT, db_index=False, related_name="results")
    number = models.PositiveSmallIntegerField()
    cause = models.CharField(max_length=10, choices=Cause)
    scheme_version = models.ForeignKey(SchemeVersion, models.PROTECT, db_index=False, related_name="+")
    rules = models.CharField(max_length=10)
    calendar = models.CharField(max_length=200)
    cut_off = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    who = models.CharField(max_length=80)
    change = models.JSONField(null=True)
    why = models.TextField(blank=True)
    approved_by = models.CharField(max_length=80, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    key = models.UUIDField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="result_edition_once"),
            models.UniqueConstraint(fields=["round", "key"], name="result_made_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}#{self.number}"

    def sealed(self, lines: "list[Line]", parts: "list[Part]") -> str:
        """The digest of this edition with these rows."""
        content = {
            "round": self.round_id,
            "number": self.number,
            "cause": self.cause,
            "scheme_version": self.scheme_version_id,
            "rules": self.rules,
            "calendar": self.calendar,
            "cut_off": self.cut_off,
            "at": self.at,
            "who": self.who,
            "change": self.change,
            "why": self.why,
            "approved_by": self.approved_by,
            "previous": self.previous,
            "lines": [line.content() for line in lines],
            "parts": [part.content() for part in parts],
        }
        return seal(settings.LEDGER_KEY.encode(), content)

    def explains_to(self, by: Actor) -> bool:
        """Which cases changed how, and why, is for those who may open the unit's cases."""
        if not self.change:
            return True
        lines = Line.objects.filter(result=self, unit=self.change["unit"])
        return lines.opened_to(by).exists()

    def is_untouched(self) -> bool:
        lines = list(self.lines.order_by("unit_id"))
        parts = list(Part.objects.filter(line__result=self).select_related("line").order_by(*Part.ORDER))
        return self.digest == self.sealed(lines, parts)


class LineQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """Of results that one may see: a head reads the own unit's group, an officer the own unit, a deputy the own front."""
        match by.role:
            case role if role in EVERYTHING:
                return self
            case Role.HEAD if by.unit:
                own = self.model.objects.filter(result=models.OuterRef("result"), unit=by.unit)
                return self.filter(group=models.Subquery(own.values("group")[:1]))
            case _:
                return self.opened_to(by)

    def opened_to(self, by: Actor) -> Self:
        """Whose parts open to their cases."""
        match by.role:
            case role if role in EVERYTHING:
                return self
            case Role.LEADER if by.leader and by.leader.is_head:
                return self
            case Role.LEADER if by.leader and by.leader.front_id:
                return self.filter(unit__front=by.leader.front_id)
            case Role.HEAD | Role.OFFICER if by.unit:
                return self.filter(unit=by.unit)
            case _:
                return self.none()


class Line(models.Model):
    """One unit's result, under the names that unit and group had."""

    result = models.ForeignKey(Result, models.PROTECT, db_index=False, related_name="lines")
    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="+")
    unit_name = models.CharField(max_length=50)
    unit_short_name = models.CharField(max_length=20)
    group = models.CharField(max_length=30)
    group_position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=7, choices=PartState)
    score = models.DecimalField(_("Score"), max_digits=5, decimal_places=2, null=True)
    rank = models.PositiveSmallIntegerField(pgettext_lazy("assessment", "Rank"), null=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ("group_position", models.F("rank").asc(nulls_last=True), "unit_id")
        constraints = [models.UniqueConstraint(fields=["result", "unit"], name="unit_once_a_result")]
        indexes = [models.Index(fields=["unit", "result"], name="line_by_unit")]

    def __str__(self) -> str:
        return f"{self.unit_name} {self.score}"

    def content(self) -> dict[str, object]:
        return {
            "unit": self.unit_id,
            "name": self.unit_name,
            "short": self.unit_short_name,
            "group": self.group,
            "position": self.group_position,
            "state": self.state,
            "score": None if self.score is None else str(self.score),
            "rank": self.rank,
        }


class Part(models.Model):
    """What one indicator found and gave. `cases` holds the lists `met`, `unmet`, `out_met`, `out_unmet`: an appeal by its
    number, anything else as [words, address]. What was left out of the rates is in the figures before exclusion alone.
    """

    ORDER = ("line__unit_id", "position")

    line = models.ForeignKey(Line, models.PROTECT, db_index=False, related_name="parts")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=30)
    label = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=5)
    state = models.CharField(max_length=7, choices=PartState)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    before_numerator = models.PositiveIntegerField(null=True)
    before_denominator = models.PositiveIntegerField(null=True)
    mark = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    weight = models.DecimalField(max_digits=7, decimal_places=4)
    points = models.DecimalField(max_digits=7, decimal_places=4)
    cases = models.JSONField(default=dict)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["line", "name"], name="indicator_once_a_line")]

    def __str__(self) -> str:
        return f"{self.name} {self.numerator}/{self.denominator}"

    def content(self) -> dict[str, object]:
        return {
            "unit": self.line.unit_id,
            "name": self.name,
            "label": self.label,
            "state": self.state,
            "figures": [self.numerator, self.denominator, self.before_numerator, self.before_denominator],
            "mark": None if self.mark is None else str(self.mark),
            "weight": str(self.weight),
            "points": str(self.points),
            "cases": self.cases,
        }
