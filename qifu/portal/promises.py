"""How it goes, with the times that the district's clock rules promise: changed there, they change here."""

from dataclasses import dataclass

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from qifu.appeals.clocks import rule_days
from qifu.appeals.words import ClockKind, Complexity
from qifu.organisations.models import District


@dataclass(frozen=True)
class Step:
    title: Lazy
    text: Lazy
    within: str


def promises_of(district: District) -> list[Step]:
    return [
        Step(
            gettext_lazy("You file"),
            gettext_lazy("One page, on a phone too. You get a number at once."),
            _("at any hour"),
        ),
        Step(
            gettext_lazy("The office reviews"),
            gettext_lazy("It is accepted, or you are told why not and where to turn instead."),
            within(district, ClockKind.REVIEW),
        ),
        Step(
            gettext_lazy("A unit takes it up"),
            gettext_lazy(
                "One unit leads and answers for it. It signs for your appeal and gets in touch with you."
            ),
            within(district, ClockKind.CONTACT),
        ),
        Step(
            gettext_lazy("You are answered"),
            gettext_lazy("Simple matters fast; longer where several units or old problems are involved."),
            answer_times(district),
        ),
        Step(
            gettext_lazy("You judge"),
            gettext_lazy(
                "We ask you whether it helped, or you say it here: the reply and the solution, each for itself. Only then is it closed."
            ),
            within(district, ClockKind.FOLLOW_UP),
        ),
    ]


def within(district: District, kind: ClockKind) -> str:
    days = rule_days(district.pk, kind, Complexity.SIMPLE)
    return in_working_days(days) if days else ""


def in_working_days(days: int) -> str:
    return ngettext("within %(days)s working day", "within %(days)s working days", days) % {"days": days}


def answer_times(district: District) -> str:
    """5, 15 or 30 working days; equal ones are said once."""
    times = [rule_days(district.pk, ClockKind.ANSWER, complexity) for complexity in Complexity]
    days = sorted({time for time in times if time})
    if len(days) < 2:
        return in_working_days(days[0]) if days else ""
    first, last = pgettext("between numbers", ", ").join(map(str, days[:-1])), days[-1]
    return _("within %(first)s or %(last)s working days") % {"first": first, "last": last}


def reopen_days(district: District) -> int | None:
    return rule_days(district.pk, ClockKind.REOPEN, Complexity.SIMPLE)
