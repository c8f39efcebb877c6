"""The first statistics as a table: one line a unit, front, street, category, channel, month or district, each figure with its list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qifu.appeals.figures.measures import Rate, Tally, Text, tally_by
from qifu.appeals.models import Category
from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.words import Channel
from qifu.lib.months import end_of_month
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Front, Unit
from qifu.organisations.roles import Role

Query = dict[str, str]
AT_THE_CUT_OFF = ("due", "sign_due", "contact_due")  # a clock may run out between counting and looking
NONE = "none"  # the list's word for an empty column


@dataclass(frozen=True)
class Cohort:
    """What is counted: whose appeals, which of them, until when. `query` leads to the same ones as a list."""

    appeals: AppealQuerySet
    query: Query
    at: datetime
    by: Actor
    branch: str = ""  # of the categories, when one looks into it

    def url(self, measure: str, line: Query) -> str:
        moment = {"at": self.at.isoformat()} if measure in AT_THE_CUT_OFF else {}
        return f"{reverse('appeals')}?{urlencode({**self.query, **line, 'measure': measure, **moment})}"


@dataclass(frozen=True)
class Share:
    """`before` is the same share with what is excluded; None where nothing is."""

    label: Text
    numerator: int
    denominator: int
    url: str
    denominator_url: str
    before: "Share | None" = None


@dataclass(frozen=True)
class Line:
    """`inside` opens what the line is made of; `order` sorts it among the others."""

    label: str
    order: Any
    query: Query
    tally: Tally
    inside: str = ""


@dataclass(frozen=True)
class PrintedLine:
    label: str
    inside: str
    received: int
    received_url: str
    shares: list[Share]
    median: int | None
    p95: int | None
    timed: int
    timed_url: str
    excluded: int
    excluded_url: str
    listed: int
    listed_url: str


def printed(line: Line, cohort: Cohort, rates: Sequence[Rate]) -> PrintedLine:
    tally = line.tally
    rated = {**line.query, "excluded": "no"} if tally.excluded else line.query
    return PrintedLine(
        line.label,
        line.inside,
        tally.before("received"),
        cohort.url("received", line.query),
        [share_of(rate, line, cohort, rated) for rate in rates],
        tally.median,
        tally.p95,
        tally["timed"],
        cohort.url("timed", rated),
        tally.excluded,
        cohort.url("received", {**line.query, "excluded": "yes"}),
        tally.before("listed"),
        cohort.url("listed", line.query),
    )


def share_of(rate: Rate, line: Line, cohort: Cohort, rated: Query) -> Share:
    above, below, tally = rate.numerator, rate.denominator, line.tally
    before = Share(
        rate.label,
        tally.before(above),
        tally.before(below),
        cohort.url(above, line.query),
        cohort.url(below, line.query),
    )
    return Share(
        rate.label,
        tally[above],
        tally[below],
        cohort.url(above, rated),
        cohort.url(below, rated),
        before if tally.excluded else None,
    )


def total(lines: list[Line]) -> Line:
    tally = Tally()
    for line in lines:
        tally.add(line.tally)
    return Line(_("Together"), None, {}, tally)


def merged(lines: list[Line]) -> list[Line]:
    """Lines with the same label and query are one; in order."""
    found: dict[tuple[tuple[str, str], ...], Line] = {}
    for line in lines:
        key = tuple(line.query.items())
        if key in found:
            found[key].tally.add(line.tally)
        else:
            found[key] = line
    return sorted(found.values(), key=lambda line: (line.order is None, line.order))


def units_of(by: Actor) -> dict[int, Unit]:
    return {
        unit.pk: unit for unit in Unit.objects.filter(district__in=districts_of(by)).select_related("front")
    }


def districts_of(by: Actor) -> list[District]:
    """A city user's are the city and the districts below; everybody else's is one."""
    if by.district is None:
        return []
    below = list(by.district.children.all()) if by.role == Role.CITY else []
    return [by.district, *below]


def _by_unit(cohort: Cohort) -> list[Line]:
    units = units_of(cohort.by)
    return [
        Line(units[pk].short_name, (units[pk].order, pk), {"unit": str(pk)}, tally)
        if pk
        else Line(_("Given to no unit yet"), None, {"unit": NONE}, tally)
        for pk, tally in tally_by(cohort.appeals, "lead_unit", cohort.at).items()
    ]


def _by_front(cohort: Cohort) -> list[Line]:
    units = units_of(cohort.by)
    lines = []
    for pk, tally in tally_by(cohort.appeals, "lead_unit", cohort.at).items():
        front: Front | None = units[pk].front if pk else None
        if front:
            lines.append(Line(front.name, (front.order, front.pk), {"front": str(front.pk)}, tally))
        else:
            lines.append(Line(_("In no front, or given to no unit yet"), None, {"front": NONE}, tally))
    return lines


def _by_street(cohort: Cohort) -> list[Line]:
    units = units_of(cohort.by)
    return [
        Line(units[pk].short_name, (units[pk].order, pk), {"street": str(pk)}, tally)
        if pk
        else Line(_("No street on record"), None, {"street": NONE}, tally)
        for pk, tally in tally_by(cohort.appeals, "street", cohort.at).items()
    ]


def _by_category(cohort: Cohort) -> list[Line]:
    """One level: the branches right below the one that is open, and what hangs on that one itself."""
    names: dict[str, str] = {}
    codes: dict[int, str] = {}
    for category in Category.objects.filter(district__in=districts_of(cohort.by)):
        names[category.code], codes[category.pk] = category.name, category.code
    lines = []
    for pk, tally in tally_by(cohort.appeals, "category", cohort.at).items():
        code = codes[pk] if pk else ""
        branch = code[: len(cohort.branch) + 2]
        if not code:
            lines.append(Line(_("Not classified yet"), None, {"category": NONE}, tally))
        elif branch == cohort.branch:
            query = {"category": branch, "exact": "on"}
            lines.append(Line(_("“%(category)s” itself") % {"category": names[branch]}, branch, query, tally))
        else:
            deeper = branch if any(c.startswith(branch) and c != branch for c in names) else ""
            lines.append(Line(names.get(branch, branch), branch, {"category": branch}, tally, deeper))
    return lines


def _by_channel(cohort: Cohort) -> list[Line]:
    order = list(Channel.values)
    return [
        Line(str(Channel(channel).label), order.index(channel), {"channel": channel}, tally)
        for channel, tally in tally_by(cohort.appeals, "channel", cohort.at).items()
    ]


def _by_month(cohort: Cohort) -> list[Line]:
    first, last = cohort.query["since"], cohort.query["until"]
    lines = []
    for day, tally in tally_by(cohort.appeals, "month", cohort.at).items():
        month = f"{day:%Y-%m}"
        ends = end_of_month(day)
        query = {"since": max(first, f"{month}-01"), "until": min(last, ends.isoformat())}
        lines.append(Line(month, month, query, tally))
    return lines


def _by_district(cohort: Cohort) -> list[Line]:
    districts = {district.pk: district for district in districts_of(cohort.by)}
    return [
        Line(districts[pk].name, districts[pk].code, {"district": str(pk)}, tally)
        for pk, tally in tally_by(cohort.appeals, "district", cohort.at).items()
    ]


@dataclass(frozen=True)
class Dimension:
    name: str
    label: Promise
    lines: Callable[[Cohort], list[Line]]


DIMENSIONS: dict[str, Dimension] = {
    dimension.name: dimension
    for dimension in (
        Dimension("unit", gettext_lazy("Lead unit"), _by_unit),
        Dimension("front", pgettext_lazy("column", "Front"), _by_front),
        Dimension("street", pgettext_lazy("column", "Street"), _by_street),
        Dimension("category", gettext_lazy("Category"), _by_category),
        Dimension("channel", gettext_lazy("Channel"), _by_channel),
        Dimension("month", pgettext_lazy("column", "Month"), _by_month),
        Dimension("district", pgettext_lazy("column", "District"), _by_district),
    )
}


def dimensions_for(by: Actor) -> list[Dimension]:
    return [d for d in DIMENSIONS.values() if d.name != "district" or by.role == Role.CITY]
