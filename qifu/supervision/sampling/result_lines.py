"""Draws and results as pages show them: each number with the list behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit
from qifu.supervision.models import Draw, Inspection
from qifu.supervision.models.inspection import InspectionQuerySet
from qifu.supervision.sampling.results import (
    DEFECT,
    Tally,
    appeals_again,
    by_unit,
    categories_again,
    offenders,
    overdue_by_inspector,
    states,
    total,
)

Query = Mapping[str, str]
COLUMNS = {
    "drawn": "counted",
    "inspected": "done",
    "defects": "defect",
    "reopened": "reopened",
    "overdue": "overdue",
}


def cases_url(query: Query, **more: object) -> str:
    return f"{reverse('inspections')}?{urlencode({**query, **more})}"


@dataclass(frozen=True)
class ResultLine:
    """`unit` None: all of them together. `urls` are by the names of the tally's counts."""

    unit: Unit | None
    tally: Tally
    urls: dict[str, str] = field(default_factory=dict)

    @property
    def low(self) -> float | None:
        return 100 * self.tally.interval[0] if self.tally.interval else None

    @property
    def high(self) -> float | None:
        return 100 * self.tally.interval[1] if self.tally.interval else None


def lines_of(inspections: InspectionQuerySet, now: datetime, query: Query) -> list[ResultLine]:
    """The units in their order, then the sum; nothing of nothing."""
    tallies = by_unit(inspections, now)
    lines = [_line(unit, tally, {**query, "unit": str(unit.pk)}) for unit, tally in tallies.items()]
    return [*lines, _line(None, total(tallies), query)] if lines else []


def _line(unit: Unit | None, tally: Tally, query: Query) -> ResultLine:
    return ResultLine(unit, tally, {name: cases_url(query, state=state) for name, state in COLUMNS.items()})


@dataclass(frozen=True)
class DrawRow:
    draw: Draw
    drawn: int
    inspected: int
    defects: int
    overdue: int

    @property
    def urls(self) -> dict[str, str]:
        return {name: cases_url({"draw": str(self.draw.pk)}, state=state) for name, state in COLUMNS.items()}


def draw_rows(draws: Sequence[Draw], by: Actor, now: datetime) -> list[DrawRow]:
    """Counted are the cases that one sees."""
    kinds = states(now)
    seen = Inspection.objects.visible_to(by).filter(draw__in=[draw.pk for draw in draws])
    counts = (
        seen.order_by()
        .values("draw")
        .annotate(
            drawn=Count("pk"),
            inspected=Count("pk", filter=kinds["done"]),
            defects=Count("pk", filter=DEFECT),
            overdue=Count("pk", filter=kinds["overdue"]),
        )
    )
    found = {row.pop("draw"): row for row in counts}
    return [DrawRow(draw, **found[draw.pk]) for draw in draws if draw.pk in found]


def facts_of(draw: Draw) -> list[tuple[str, object]]:
    yes_no = {True: _("in the frame"), False: _("left out")}
    wanted = (
        _("%(share)s%% of the frame: %(size)s cases") % {"share": draw.share, "size": draw.size}
        if draw.share
        else _("%(size)s cases") % {"size": draw.size}
    )
    return [
        (_("Closed in"), f"{draw.since} – {draw.until}"),
        (_("Population"), draw.get_population_display()),
        (_("Category"), draw.category),
        (pgettext("column", "Street"), draw.street),
        (_("Channel"), draw.get_channel_display()),
        (_("Answered, not closed yet"), yes_no[draw.with_answered]),
        (_("Excluded from the rates"), yes_no[draw.with_excluded]),
        (_("Drawn before"), yes_no[draw.with_drawn]),
        (_("Wanted"), wanted),
        (_("At least from each unit"), draw.least),
        (_("Seed"), draw.seed),
        (_("Where the seed comes from"), draw.seed_source),
        (pgettext("column", "Due"), draw.due_on.isoformat()),
        (_("Inspection form"), draw.checklist),
        (_("Drawn by"), draw.who),
    ]


def repeats_of(
    seen: InspectionQuerySet, counted: InspectionQuerySet, query: Query, repeats: int
) -> dict[str, Any] | None:
    """`seen` reach back before the period: a run may have begun there. None where nothing is repeated."""
    if not repeats:
        return None
    since_ever = {name: value for name, value in query.items() if name in ("population", "until")}
    units = [
        {"line": line, "url": cases_url(since_ever, unit=line.unit.pk, since=line.first_day, state="defect")}
        for line in offenders(seen, repeats)
    ]
    categories = [
        {"line": line, "url": cases_url(query, category=line.category.code, state="defect")}
        for line in categories_again(counted, repeats)
    ]
    appeals = [
        {"appeal": appeal, "count": count, "url": cases_url(since_ever, appeal=appeal.number, state="defect")}
        for appeal, count in appeals_again(seen)
    ]
    found = {"units": units, "categories": categories, "appeals": appeals}
    return found if any(found.values()) else None


def overdue_lines(district: District, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "name": user.name if user else _("Nobody yet"),
            "count": count,
            "url": cases_url({}, inspector=user.pk if user else "none", state="overdue"),
        }
        for user, count in overdue_by_inspector(district, now)
    ]
