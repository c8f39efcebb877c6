"""What a leader owes the linked companies: a visit and a contact at set rhythms, from what there was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Max, Min, Q

from qifu.appeals.words import Way
from qifu.enterprises.models import Enterprise
from qifu.liaison.models import ContactRhythm, LeaderContact
from qifu.lib.months import months_later
from qifu.lib.workdays import Light, YearNotLoaded, end_of_day
from qifu.organisations.calendar import calendar
from qifu.organisations.models import District, Leader
from qifu.organisations.moment import Moment


@dataclass(frozen=True)
class Days:
    """The first and the last contact of a leader with a company, and the last visit."""

    first: date
    last: date
    visited: date | None


@dataclass(frozen=True)
class ContactOwed:
    """What is due first. `way` is a visit or, since any contact will do, a call; `due_at` is None where there has been no
    contact yet (`never`), or where no rhythm is set.
    """

    days: Days | None
    way: Way | None
    due_at: datetime | None
    light: Light | None
    left: int | None
    never: bool
    last: LeaderContact | None = None

    @property
    def is_owed(self) -> bool:
        """Now, or within a working day."""
        return self.never or self.light in (Light.RED, Light.YELLOW)


def rhythm_in_force(district_id: int) -> ContactRhythm | None:
    return ContactRhythm.objects.filter(district=district_id).order_by("-version").first()


def contacts_owed(leader: Leader, companies: Iterable[Enterprise], moment: Moment) -> dict[int, ContactOwed]:
    """By the company's key, with the last contact itself; two queries. A leader sees a handful of companies a few times a year."""
    rhythm = rhythm_in_force(leader.district_id)
    keys = [company.pk for company in companies]
    rows: dict[int, list[LeaderContact]] = {pk: [] for pk in keys}
    for contact in LeaderContact.objects.filter(leader=leader, enterprise__in=keys).order_by("day", "id"):
        rows[contact.enterprise_id].append(contact)
    return {
        pk: _owed(_days_of(found), rhythm, moment, found[-1] if found else None) for pk, found in rows.items()
    }


def owed_in(district: District, moment: Moment) -> dict[int, ContactOwed]:
    """Of all linked companies, by the company's key; three queries however many."""
    rhythm = rhythm_in_force(district.pk)
    linked = Enterprise.objects.filter(district=district, leader__isnull=False).present()
    grouped = (
        LeaderContact.objects.filter(district=district, leader=F("enterprise__leader"))
        .order_by()
        .values("enterprise")
        .annotate(first=Min("day"), last=Max("day"), visited=Max("day", filter=Q(way=Way.VISIT)))
    )
    days = {row["enterprise"]: Days(row["first"], row["last"], row["visited"]) for row in grouped}
    return {pk: _owed(days.get(pk), rhythm, moment) for pk in linked.values_list("pk", flat=True)}


def _days_of(contacts: list[LeaderContact]) -> Days | None:
    if not contacts:
        return None
    visits = [contact.day for contact in contacts if contact.way == Way.VISIT]
    return Days(contacts[0].day, contacts[-1].day, max(visits, default=None))


def _owed(
    days: Days | None, rhythm: ContactRhythm | None, moment: Moment, last: LeaderContact | None = None
) -> ContactOwed:
    if days is None or rhythm is None:
        return ContactOwed(days, None, None, None, None, rhythm is not None and days is None, last)
    due = [
        (at, way)
        for at, way in (
            (_end_of(days.last, rhythm.call_months), Way.PHONE),
            # Whom nobody has visited yet is owed the first visit from the first contact on.
            (_end_of(days.visited or days.first, rhythm.visit_months), Way.VISIT),
        )
        if at
    ]
    at, way = min(due, default=(None, None))
    return ContactOwed(days, way, at, moment.light(at), moment.days_left(at), False, last)


def _end_of(day: date, months: int) -> datetime | None:
    try:
        return end_of_day(calendar().add(months_later(day, months), 0))
    except YearNotLoaded:
        return None
