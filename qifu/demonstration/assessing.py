"""The year's assessments, played month by month: computed on the first working day, published, contested, frozen.

One head contests with success and one without; the month before last may still be open to contest in its first days.
"""

from datetime import date, datetime, time, timedelta
from io import BytesIO

from django.utils import timezone

from qifu.appeals.files import Incoming
from qifu.assessment import contesting, rounds
from qifu.assessment.editions import Change
from qifu.assessment.models import Contest, Part, Round, Scheme
from qifu.assessment.presets import THREE_RATES
from qifu.assessment.words import ChangeKind, Ruling
from qifu.demonstration.founding import Ground
from qifu.lib.months import first_of, month_after
from qifu.lib.uploads import inspect
from qifu.notices.models import Notice
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import calendar
from qifu.organisations.roles import Role

DAY = timedelta(days=1)
KB = 1024
UPHELD_MONTH, REFUSED_MONTH = 6, 9
READ_BEFORE = timedelta(days=2)
SAID = {
    UPHELD_MONTH: (
        "企业所提补贴标准超出现行政策，已当面说明并取得理解，回访时仍按未解决登记，附情况说明。",
        "经核，企业所提没有政策依据，单位已说明到位，该件不计入本月解决率。",
    ),
    REFUSED_MONTH: (
        "企业已口头表示认可，请按已解决计入。",
        "回访记录为未解决，口头认可没有记录，维持原结果。",
    ),
}


def play(ground: Ground, now: datetime) -> None:
    office = ground.actor("office1", Role.OFFICE, "")
    scheme = Scheme.objects.get(district=ground.district, name=THREE_RATES)
    month, present = date(timezone.localdate(now).year, 1, 1), first_of(timezone.localdate(now))
    while month < present:
        _live(ground, scheme, month, office, now)
        month = month_after(month)
    told = Notice.objects.filter(district=ground.district, kind__startswith="assessment-", read_at=None)
    told.filter(at__lt=now - READ_BEFORE).update(read_at=now - READ_BEFORE)


def _live(ground: Ground, scheme: Scheme, month: date, office: Actor, now: datetime) -> None:
    """As far as it has come by now."""
    first = calendar().add(month_after(month), 0)
    counted, seen = _at(first, 9), _at(first, 15)
    if counted > now:
        return
    found = rounds.compute(scheme, month, by=office, at=counted)
    if seen > now:
        return
    found = rounds.publish(found, by=office, at=seen)
    if month.month in SAID:
        _contest(ground, found, office, now)
    end = _at(calendar().add(first, 4), 9)
    if end <= now and not found.contests.filter(ruling=None).exists():
        rounds.freeze(found, by=office, at=end)


def _contest(ground: Ground, found: Round, office: Actor, now: datetime) -> None:
    """By the head of the first unit that has a case called unsolved; ruled on the working day after."""
    part = _missed(found)
    raised = _at(calendar().add(timezone.localdate(found.published_at), 1), 10)
    if part is None or raised > now:
        return
    reason, ruling_reason = SAID[found.month.month]
    case = part.cases["unmet"][0]
    raised_contest = contesting.contest(
        part, by=_head(ground, part), reason=reason, cases=[case], evidence=[_statement(case)], at=raised
    )
    ruled = _at(calendar().add(timezone.localdate(raised), 1), 16)
    if ruled <= now:
        _rule(raised_contest, part, case, ruling_reason, office, ruled)


def _missed(found: Round) -> Part | None:
    parts = Part.objects.filter(
        line__result__round=found, line__result__number=found.edition, name="solved", state="counted"
    )
    for part in parts.select_related("line__unit", "line__result__round").order_by("line__unit_id"):
        if part.cases.get("unmet"):
            return part
    return None


def _rule(raised: Contest, part: Part, case: object, reason: str, office: Actor, at: datetime) -> None:
    if raised.round.month.month == UPHELD_MONTH:
        change = Change(part.line.unit_id, part.name, ChangeKind.LEAVE_OUT, [str(case)])
        contesting.rule(raised, by=office, ruling=Ruling.UPHELD, reason=reason, change=change, at=at)
    else:
        contesting.rule(raised, by=office, ruling=Ruling.REFUSED, reason=reason, at=at)


def _head(ground: Ground, part: Part) -> Actor:
    key = next(key for key, unit in ground.units.items() if unit.pk == part.line.unit_id)
    return ground.actor(f"{key}.head", Role.HEAD, "")


def _statement(case: object) -> Incoming:
    name, content = "情况说明.txt", BytesIO(f"{case} 办理情况说明（示例）".encode())
    return Incoming(name, content, inspect(content, name, KB))


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
