"""Who hears of an assessment. Each occasion has one key, so that nobody hears of it twice."""

from datetime import datetime

from django.urls import reverse

from qifu.assessment import indicators
from qifu.assessment.models import Contest, Line, Result, Round
from qifu.lib.workdays import due_date
from qifu.notices.telling import tell
from qifu.organisations import people
from qifu.organisations.models import User
from qifu.organisations.roles import Role


def computed(round_: Round, at: datetime) -> None:
    """Once a month, however often it is computed."""
    _tell("assessment-computed", round_, people.of_office(round_.district), "computed", at)


def published(round_: Round, at: datetime) -> None:
    until = f"{due_date(round_.contest_until):%Y-%m-%d} 24:00" if round_.contest_until else ""
    _tell("assessment-published", round_, heads(round_), "published", at, until=until)


def frozen(round_: Round, at: datetime) -> None:
    _tell("assessment-frozen", round_, heads(round_), "frozen", at)


def corrected(round_: Round, result: Result, at: datetime) -> None:
    url = reverse("assessment-edition", args=[round_.pk, result.number])
    _tell("assessment-corrected", round_, heads(round_), f"corrected-{result.number}", at, url)


def contested(contest: Contest, at: datetime) -> None:
    to = people.of_office(contest.district)
    said = {"unit": contest.unit.short_name, "reason": contest.reason}
    _of_contest("assessment-contested", contest, to, at, **said)


def ruled(contest: Contest, at: datetime) -> None:
    to = people.at_unit(contest.unit, Role.HEAD)
    said = {"ruling": contest.get_ruling_display(), "reason": contest.ruling_reason}
    _of_contest("assessment-ruled", contest, to, at, **said)


def heads(round_: Round) -> list[User]:
    units = Line.objects.filter(result__round=round_, result__number=round_.edition).values("unit")
    return people.at_units(units, Role.HEAD)  # type: ignore[arg-type] # a subquery does as well as rows


def _of_contest(kind: str, contest: Contest, to: list[User], at: datetime, **said: object) -> None:
    label = indicators.label_of(contest.indicator, contest.label)
    url = reverse("assessment-contest", args=[contest.pk])
    _tell(kind, contest.round, to, f"{kind[11:]}-{contest.pk}", at, url, indicator=label, **said)


def _tell(
    kind: str, round_: Round, to: list[User], occasion: str, at: datetime, url: str = "", **said: object
) -> None:
    tell(
        kind,
        to=to,
        district=round_.district,
        url=url or reverse("assessment-month", args=[round_.pk]),
        key=f"assessment-{round_.pk}-{occasion}",
        at=at,
        scheme=round_.scheme.name,
        month=f"{round_.month:%Y-%m}",
        **said,
    )
