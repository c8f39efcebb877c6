"""What the records of the ladder say. They are official texts, and written as such in both languages."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.appeals.models import Appeal, Clock
from qifu.lib.workdays import due_date
from qifu.organisations.models import Unit


def official_date(instant: datetime) -> str:
    """The last day of a deadline, as documents of that language write it."""
    return date_format(due_date(instant), pgettext("official date", "Y-m-d"))


def facts(clock: Clock, late: int) -> dict[str, object]:
    return {
        **about(clock.appeal, clock.assignment.unit if clock.assignment else None),
        "due": official_date(clock.due_at),
        "late": late,
    }


def about(appeal: Appeal, unit: Unit | None) -> dict[str, object]:
    return {
        "unit": unit.name if unit else _("the programme office"),
        "number": appeal.number,
        "company": appeal.company or _("a company not in the register"),
        "title": appeal.title,
    }


def urging(clock: Clock, late: int) -> str:
    return _(
        "%(unit)s: the answer to appeal %(number)s (%(company)s: %(title)s) was due on %(due)s and has not been given. "
        "Please handle it without delay and answer the enterprise."
    ) % facts(clock, late)


def order(clock: Clock, late: int) -> str:
    return _(
        "%(unit)s: the answer to appeal %(number)s (%(company)s: %(title)s) was due on %(due)s. It is now %(late)s working days "
        "overdue and still not answered after an urging notice."
    ) % facts(clock, late)


def circular(clock: Clock, late: int) -> str:
    return _(
        "Circular: appeal %(number)s (%(company)s: %(title)s), handled by %(unit)s, was due on %(due)s and is more than %(late)s working "
        "days overdue, after an urging notice and a supervision order. It is submitted to the leader in charge of the front and "
        "to the next joint meeting, and made known to the units of the front."
    ) % facts(clock, late)


def hand_over(clock: Clock, late: int) -> str:
    return _(
        "Hand-over letter: appeal %(number)s (%(company)s: %(title)s), handled by %(unit)s, was due on %(due)s. It is %(late)s working days "
        "overdue, and urging, a supervision order and the leader of the front have not brought an answer. The matter and its "
        "record are handed over to the district head for a decision."
    ) % facts(clock, late)
