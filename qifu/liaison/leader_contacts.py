"""What a leader owes the linked companies: the last contact with each, and when the next one is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qifu.enterprises.models import Enterprise
from qifu.liaison.models import ContactRhythm, LeaderContact
from qifu.lib.months import months_later
from qifu.lib.workdays import Light, YearNotLoaded, end_of_day
from qifu.organisations.calendar import calendar
from qifu.organisations.models import Leader
from qifu.organisations.moment import Moment


@dataclass(frozen=True)
class ContactOwed:
    """`due_at` is None where there has been no contact yet (`never`), or where no rhythm is set."""

    last: LeaderContact | None
    due_at: datetime | None
    light: Light | None
    left: int | None
    never: bool

    @property
    def is_owed(self) -> bool:
        """Now, or within a working day."""
        return self.never or self.light in (Light.RED, Light.YELLOW)


def rhythm_in_force(district_id: int) -> ContactRhythm | None:
    return ContactRhythm.objects.filter(district=district_id).order_by("-version").first()


def contacts_owed(leader: Leader, companies: Iterable[Enterprise], moment: Moment) -> dict[int, ContactOwed]:
    """By the company's key; two queries. A leader has a handful of companies and sees each a few times a year."""
    rhythm = rhythm_in_force(leader.district_id)
    last: dict[int, LeaderContact] = {}
    keys = [company.pk for company in companies]
    for contact in LeaderContact.objects.filter(leader=leader, enterprise__in=keys).order_by("day", "id"):
        last[contact.enterprise_id] = contact
    return {pk: _owed(last.get(pk), rhythm, moment) for pk in keys}


def _owed(last: LeaderContact | None, rhythm: ContactRhythm | None, moment: Moment) -> ContactOwed:
    due = _due(last, rhythm) if last and rhythm else None
    never = last is None and rhythm is not None
    return ContactOwed(last, due, moment.light(due), moment.days_left(due), never)


def _due(last: LeaderContact, rhythm: ContactRhythm) -> datetime | None:
    try:
        return end_of_day(calendar().add(months_later(last.day, rhythm.months), 0))
    except YearNotLoaded:
        return None
