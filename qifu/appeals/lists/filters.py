"""The filters of the lists: what the URL says, checked, and the condition that each word stands for.

Every condition rests on an index of Appeal (by unit, street, category, channel, stage, enterprise, running clock, mark, each
with the time) or thins out a walk along the time. Words in titles and company names cannot: they read every row in between.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.figures.breakdown import NONE, districts_of
from qifu.appeals.figures.disagreement import Verdicts, verdicts_in
from qifu.appeals.figures.measures import MEASURES
from qifu.appeals.models import Category
from qifu.appeals.numbers import SHAPE
from qifu.appeals.words import Channel, Claim, Mark, Part, Population, Stage
from qifu.lib.months import first_of
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit, UnitKind
from qifu.organisations.moment import Moment

NUMBER = re.compile(SHAPE)
ANY = ("", "—")
LIGHTS = [
    ("red", pgettext_lazy("light", "Overdue")),
    ("yellow", pgettext_lazy("light", "Due soon")),
    ("green", pgettext_lazy("light", "On time")),
    ("none", pgettext_lazy("light", "No clock")),
]
WITH_COMPANIES = (UnitKind.STREET, UnitKind.ZONE)
PAGING = ("after", "before")
Conditions = Mapping[str, Callable[[Any, Moment], Q]]


# "asked": a request for exclusion waits for the office
EXCLUSION = {"yes": Q(excluded=True), "no": Q(excluded=False), "asked": Q(exclusion_asked=True)}


def said(text: str) -> Q:
    """A number exactly; else a part of the title or of the company's name."""
    if NUMBER.fullmatch(text):
        return Q(number=text)
    return Q(title__icontains=text) | Q(enterprise_name__icontains=text) | Q(enterprise__name__icontains=text)


def row_or_none(column: str) -> Callable[[str, Moment], Q]:
    return lambda pk, moment: Q(**{f"{column}__isnull": True} if pk == NONE else {column: pk})


def in_branch(code: str) -> Q:
    return Q(category=None) if code == NONE else Q(category__code__startswith=code)


CONDITIONS: Conditions = {
    "text": lambda text, moment: said(text.strip()),
    "stage": lambda stages, moment: Q(stage=stages[0]) if len(stages) == 1 else Q(stage__in=stages),
    "light": lambda light, moment: moment.shows(light),
    "population": lambda population, moment: Q(population=population),
    "channel": lambda channel, moment: Q(channel=channel),
    "unit": row_or_none("lead_unit"),
    "front": row_or_none("lead_unit__front"),
    "street": row_or_none("street"),
    "category": lambda code, moment: in_branch(code),
    "mark": lambda mark, moment: Q(**{mark: True}),
    "claim": lambda claim, moment: Q(claim=claim),
    "excluded": lambda said, moment: EXCLUSION[said],
    "on_time": lambda answer, moment: Q(on_time=answer == "yes"),
    "since": lambda day, moment: Q(month__gte=first_of(day), registered_on__gte=day),
    "until": lambda day, moment: Q(month__lte=day, registered_on__lte=day),
    "enterprise": lambda number, moment: Q(enterprise__number=number),
    "verdicts": lambda verdicts, moment: verdicts.condition,
    "district": lambda pk, moment: Q(district=pk),
}


class FilterForm(forms.Form):
    """A word of the URL that cannot be read is told beside its field and narrows nothing."""

    conditions: Conditions = CONDITIONS

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query)
        self.by = by
        self.label_suffix = ""

    @property
    def given(self) -> dict[str, Any]:
        """The words that are said and can be read."""
        self.is_valid()
        return {
            name: value for name, value in self.cleaned_data.items() if value not in (None, "", [], False)
        }

    def condition(self, moment: Moment) -> Q:
        found = Q()
        for name, value in self.given.items():
            if name in self.conditions:
                found &= self.conditions[name](value, moment)
        return found


def branches(by: Actor) -> list[tuple[str, str]]:
    """Every branch of the categories, by code; two districts may share one."""
    rows = Category.objects.filter(district__in=districts_of(by)).order_by("code").values_list("code", "path")
    return list(dict(rows).items())


def _choice(label: Any, choices: Any = (), **kwargs: Any) -> forms.ChoiceField:
    attrs = {"data-search": ""} if kwargs.pop("search", False) else {}
    return forms.ChoiceField(
        label=label, choices=[ANY, *choices], required=False, widget=forms.Select(attrs=attrs), **kwargs
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


def _text() -> forms.CharField:
    return forms.CharField(
        label=_("Number, title or company"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"data-page-search": "", "type": "search"}),
    )


class AppealFilter(FilterForm):
    folded = (
        "population channel unit front street category mark claim on_time excluded since until enterprise"
    )
    hidden = ("exact", "measure", "at", "verdicts", "district")

    text = _text()
    stage = forms.MultipleChoiceField(
        label=pgettext_lazy("column", "Stage"),
        choices=Stage,
        required=False,
        widget=forms.SelectMultiple(attrs={"data-search": ""}),
    )
    light = _choice(pgettext_lazy("column", "Light"), LIGHTS)
    unit = _choice(_("Lead unit"), search=True)
    category = _choice(_("Category"), search=True)
    population = _choice(_("Population"), Population.choices)
    channel = _choice(_("Channel"), Channel.choices)
    front = _choice(pgettext_lazy("column", "Front"))
    street = _choice(pgettext_lazy("column", "Street"))
    mark = _choice(_("Mark"), Mark.choices)
    claim = _choice(_("Unit's claim"), Claim.choices)
    on_time = _choice(
        pgettext_lazy("column", "On time"),
        [("yes", pgettext_lazy("on time", "Yes")), ("no", pgettext_lazy("on time", "No"))],
    )
    excluded = _choice(
        pgettext_lazy("column", "Rates"),
        [
            ("yes", pgettext_lazy("rates", "Excluded")),
            ("no", pgettext_lazy("rates", "Counted")),
            ("asked", pgettext_lazy("rates", "Exclusion asked for")),
        ],
    )
    since = _day(_("Registered from"))
    until = _day(_("Registered to"))
    enterprise = forms.CharField(label=_("Enterprise's number"), required=False, max_length=12)
    exact = forms.BooleanField(label=_("The branch itself"), required=False, widget=forms.HiddenInput)
    measure = forms.ChoiceField(
        label=_("Figure"),
        choices=[(name, m.label) for name, m in MEASURES.items()],
        required=False,
        widget=forms.HiddenInput,
    )
    at = forms.CharField(label=_("Counted at"), required=False, widget=forms.HiddenInput)
    verdicts = forms.CharField(label=_("Three verdicts"), required=False, widget=forms.HiddenInput)
    district = forms.ChoiceField(
        label=pgettext_lazy("column", "District"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        districts = districts_of(by)
        units = list(Unit.objects.filter(district__in=districts).select_related("front"))
        fronts = {unit.front.pk: unit.front for unit in units if unit.front}
        nobody, unsaid = (NONE, _("None yet")), (NONE, pgettext_lazy("filter", "None"))
        choices: dict[str, list[tuple[Any, Any]]] = {
            "unit": [*((u.pk, u.short_name) for u in units), nobody],
            "street": [*((u.pk, u.short_name) for u in units if u.kind in WITH_COMPANIES), unsaid],
            "front": [
                *((f.pk, f.name) for f in sorted(fronts.values(), key=lambda f: (f.order, f.pk))),
                unsaid,
            ],
            "category": [*branches(by), nobody],
            "district": [(d.pk, d.name) for d in districts],
        }
        for name, found in choices.items():
            self.fields[name].choices = [ANY, *found]  # type: ignore[attr-defined]

    def clean_at(self) -> datetime | None:
        """The cut-off of a figure whose list is looked at later."""
        try:
            at = datetime.fromisoformat(self.cleaned_data["at"])
        except ValueError:
            return None
        return at if at.tzinfo else timezone.make_aware(at)

    def clean_verdicts(self) -> Verdicts | None:
        return verdicts_in(self.cleaned_data["verdicts"])

    def narrow(self, appeals: QuerySet[Any], moment: Moment) -> QuerySet[Any]:
        given = self.given
        found = appeals.filter(self.condition(moment))
        if measure := given.get("measure"):
            found = found.filter(MEASURES[measure].condition(given.get("at") or moment.now))
        return found.filter(category__code=given["category"]) if given.get("exact") else found

    def in_time(self, appeals: QuerySet[Any]) -> QuerySet[Any]:
        """The same rows, for a list in the order of time: the instants of the two days bound the walk along the index.

        Without it for counting, which goes by the day: an index that lacks the instant would be left for the rows.
        """
        given = self.given
        if first := given.get("since"):
            appeals = appeals.filter(registered_at__gte=start_of_day(first))
        if last := given.get("until"):
            appeals = appeals.filter(registered_at__lt=end_of_day(last))
        return appeals


def _on_appeal(name: str) -> Callable[[Any, Moment], Q]:
    """The same condition, asked of an assignment's appeal."""
    return lambda value, moment: _moved(CONDITIONS[name](value, moment))


def _moved(condition: Q) -> Q:
    children = [
        _moved(child) if isinstance(child, Q) else (f"appeal__{child[0]}", child[1])  # type: ignore[index]
        for child in condition.children
    ]
    return Q(*children, _connector=condition.connector, _negated=condition.negated)


class WorklistFilter(FilterForm):
    folded = "category mark"
    conditions: Conditions = {
        "text": _on_appeal("text"),
        "part": lambda part, moment: Q(part=part),
        "stage": lambda stage, moment: Q(appeal__stage=stage),
        "light": lambda light, moment: moment.shows(light),
        "category": _on_appeal("category"),
        "mark": _on_appeal("mark"),
    }

    text = _text()
    part = _choice(pgettext_lazy("column", "Part"), Part.choices)
    stage = _choice(
        pgettext_lazy("column", "Stage"),
        [
            (stage.value, stage.label)
            for stage in (
                Stage.ASSIGNED,
                Stage.DISPUTED,
                Stage.HANDLING,
                Stage.WAITING,
                Stage.SIGNING,
                Stage.ANSWERED,
                Stage.LISTED,
            )
        ],
    )
    light = _choice(pgettext_lazy("column", "Light"), LIGHTS[:3])
    category = _choice(_("Category"), search=True)
    mark = _choice(_("Mark"), Mark.choices)

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        self.fields["category"].choices = [ANY, *branches(by)]  # type: ignore[attr-defined]

    def narrow(self, assignments: QuerySet[Any], moment: Moment) -> QuerySet[Any]:
        return assignments.filter(self.condition(moment))
