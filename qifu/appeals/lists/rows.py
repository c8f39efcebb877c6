"""What the lists share: a row with its clock, and capped counts in one query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise

from qifu.appeals.models import Appeal, Assignment, CatalogueEntry
from qifu.appeals.words import Channel, ClockKind, Part, Stage
from qifu.lib.workdays import Light
from qifu.organisations.actors import Actor
from qifu.organisations.models import District
from qifu.organisations.moment import Moment
from qifu.organisations.paging import COUNT_LIMIT

TIME_ORDER = ("-registered_at", "-id")


@dataclass(frozen=True)
class Row:
    """An appeal in a list, with the clock that counts there: its own, or the unit's."""

    appeal: Appeal
    due_at: datetime | None
    light: Light | None
    left: int | None
    url: str
    assignment: Assignment | None = None
    suggested: CatalogueEntry | None = None  # whom the catalogue of duties names, where it is to be assigned

    # Read straight from the words: Django's get_…_display costs ten times as much, and a page asks for it 150 times.
    @property
    def stage(self) -> Promise | str:
        return Stage(self.appeal.stage).label

    @property
    def channel(self) -> Promise | str:
        return Channel(self.appeal.channel).label

    @property
    def part(self) -> Promise | str:
        return Part(self.assignment.part).label if self.assignment else ""

    @property
    def due_kind(self) -> Promise | str:
        kind = self.assignment.due_kind if self.assignment else None
        return ClockKind(kind).label if kind else ""


def row_of(appeal: Appeal, moment: Moment, by: Actor, assignment: Assignment | None = None) -> Row:
    due = assignment.due_at if assignment else appeal.due_at
    return Row(appeal, due, moment.light(due), moment.days_left(due), url_of(appeal, by), assignment)


def url_of(appeal: Appeal, by: Actor) -> str:
    """A city sees several districts, whose numbers may be alike."""
    url = reverse("appeal", args=[appeal.number])
    here = by.district is not None and by.district.pk == appeal.district_id
    return url if here else f"{url}?district={appeal.district.code}"


class _Capped(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) capped)"
    output_field = IntegerField()


def count_each(
    district: District, rows: dict[str, QuerySet[Any]], limit: int = COUNT_LIMIT
) -> dict[str, int]:
    """`paging.count_up_to` of several lists in one query; each counts at most limit + 1 rows."""
    if not rows:
        return {}
    counts = {f"n_{name}": _Capped(some.order_by().values("pk")[: limit + 1]) for name, some in rows.items()}
    found: Any = District.objects.filter(pk=district.pk).values(**counts).get()
    return {name: found[f"n_{name}"] for name in rows}
