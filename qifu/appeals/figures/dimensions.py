"""By what figures are broken down: unit, front, street, category, channel, size, month, quarter, year, district."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qifu.appeals.figures.breakdown import NONE, Cohort, Line, districts_of, units_of
from qifu.appeals.figures.measures import Tally
from qifu.appeals.models import Category
from qifu.appeals.words import Channel
from qifu.enterprises.models.enterprise import SIZES
from qifu.lib.months import end_of_month
from qifu.organisations.actors import Actor
from qifu.organisations.models import Front
from qifu.organisations.roles import Role


def _by_unit(cohort: Cohort) -> list[Line]:
    units = units_of(cohort.by)
    return [
        Line(units[pk].label, (units[pk].order, pk), {"unit": str(pk)}, tally)
        if pk
        else Line(_("Given to no unit yet"), None, {"unit": NONE}, tally)
        for pk, tally in cohort.tallies("lead_unit").items()
    ]


def _by_front(cohort: Cohort) -> list[Line]:
    units = units_of(cohort.by)
    lines = []
    for pk, tally in cohort.tallies("lead_unit").items():
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
        for pk, tally in cohort.tallies("street").items()
    ]


def _by_category(cohort: Cohort) -> list[Line]:
    """One level: the branches right below the one that is open, and what hangs on that one itself."""
    names: dict[str, str] = {}
    codes: dict[int, str] = {}
    for category in Category.objects.filter(district__in=districts_of(cohort.by)):
        names[category.code], codes[category.pk] = category.name, category.code
    lines = []
    for pk, tally in cohort.tallies("category").items():
        code = codes[pk] if pk else ""
        if not code.startswith(cohort.branch):
            continue
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
        for channel, tally in cohort.tallies("channel").items()
    ]


def _by_size(cohort: Cohort) -> list[Line]:
    order, labels = [size for size, _label in SIZES], dict(SIZES)
    return [
        Line(str(labels[size]), order.index(size), {"size": size}, tally)
        if size
        else Line(_("Size not known"), None, {"size": NONE}, tally)
        for size, tally in cohort.tallies("size").items()
    ]


def _by_month(cohort: Cohort) -> list[Line]:
    return [
        _stretch(cohort, f"{day:%Y-%m}", f"{day:%Y-%m}", day, day, tally)
        for day, tally in cohort.tallies("month").items()
    ]


def _by_quarter(cohort: Cohort) -> list[Line]:
    """Of each month a line; `merged` makes one of those with the same days."""
    lines = []
    for day, tally in cohort.tallies("month").items():
        n = (day.month + 2) // 3
        label = _("%(year)s, quarter %(n)s") % {"year": day.year, "n": n}
        first, last = date(day.year, n * 3 - 2, 1), date(day.year, n * 3, 1)
        lines.append(_stretch(cohort, label, f"{day.year}-Q{n}", first, last, tally))
    return lines


def _by_year(cohort: Cohort) -> list[Line]:
    return [
        _stretch(cohort, str(day.year), str(day.year), date(day.year, 1, 1), date(day.year, 12, 1), tally)
        for day, tally in cohort.tallies("month").items()
    ]


def _stretch(cohort: Cohort, label: str, name: str, first: date, last_month: date, tally: Tally) -> Line:
    """Of the stretch only the days that are counted; `name` is as periods.named reads it."""
    since = max(cohort.query["since"], first.isoformat())
    until = min(cohort.query["until"], end_of_month(last_month).isoformat())
    return Line(label, name, {"since": since, "until": until}, tally)


def _by_district(cohort: Cohort) -> list[Line]:
    districts = {district.pk: district for district in districts_of(cohort.by)}
    return [
        Line(districts[pk].name, districts[pk].code, {"district": str(pk)}, tally)
        for pk, tally in cohort.tallies("district").items()
    ]


@dataclass(frozen=True)
class Dimension:
    """`column` of the appeals is what `lines` are counted by."""

    name: str
    label: Promise
    column: str
    lines: Callable[[Cohort], list[Line]]


DIMENSIONS: dict[str, Dimension] = {
    dimension.name: dimension
    for dimension in (
        Dimension("unit", gettext_lazy("Lead unit"), "lead_unit", _by_unit),
        Dimension("front", pgettext_lazy("column", "Front"), "lead_unit", _by_front),
        Dimension("street", pgettext_lazy("column", "Street"), "street", _by_street),
        Dimension("category", gettext_lazy("Category"), "category", _by_category),
        Dimension("channel", gettext_lazy("Channel"), "channel", _by_channel),
        Dimension("size", gettext_lazy("Size class"), "size", _by_size),
        Dimension("month", pgettext_lazy("column", "Month"), "month", _by_month),
        Dimension("quarter", pgettext_lazy("period", "Quarter"), "month", _by_quarter),
        Dimension("year", gettext_lazy("Year"), "month", _by_year),
        Dimension("district", pgettext_lazy("column", "District"), "district", _by_district),
    )
}


def dimensions_for(by: Actor) -> list[Dimension]:
    return [d for d in DIMENSIONS.values() if d.name != "district" or by.role == Role.CITY]
