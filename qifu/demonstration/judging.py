"""What is said of answers in the demonstration: inspectors' verdicts that agree and disagree, a company that nobody reaches, one that
is unhappy twice, judgements by link and a link that was sent again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from qifu.appeals.advancing import advance
from qifu.appeals.follow_up_rules import in_force
from qifu.appeals.models import Appeal
from qifu.appeals.models.appeal import TO_CALL
from qifu.appeals.words import Claim, Stage, Way
from qifu.demonstration.course import pick
from qifu.demonstration.founding import Ground
from qifu.demonstration.government import INSPECTORS, OPERATORS, officers_of
from qifu.organisations.actors import Actor, caller
from qifu.organisations.roles import Role
from qifu.portal.judging import people_of, send_again
from qifu.portal.standing import own_rating

# Which closed ones an inspector looked at: claim, the company's word, how many, and every how manyth is found not solved.
LOOKED_AT = (
    (Claim.SOLVED, True, 24, 6),
    (Claim.SOLVED, False, 8, 2),
    (Claim.PARTLY, True, 4, 2),
    (Claim.PARTLY, False, 4, 3),
    (Claim.EXPLAINED, True, 3, 5),
)
FOUND_SOLVED = (
    "到现场查看，问题已解决，与答复一致。",
    "查阅了办理记录和佐证材料，并与企业核实，情况属实。",
    "会同街道到企业走访，企业现场负责人确认已解决。",
)
FOUND_OPEN = (
    "到现场查看，答复所述措施尚未全部落实，问题仍在。",
    "佐证材料只有会议记录，未见实施结果，不能认定已解决。",
    "企业反映解决后又反复出现，现场核实属实。",
)
GIVEN_UP = "三天不同时段多次拨打，均无人接听；已请街道上门，企业大门紧锁。"
UNHAPPY = "答复写得客气，但事情没有解决。"
AGAIN_UNHAPPY = "第二次答复和第一次差不多，问题还在。"
BY_LINK = "通过链接评价：办得及时，谢谢。"


def play(ground: Ground, now: datetime) -> None:
    inspect(ground, now)
    give_up_one(ground, now)
    judge_by_link(ground, now)
    be_unhappy_again(ground, now)
    send_a_link_again(ground, now)


def inspect(ground: Ground, now: datetime) -> None:
    for n, (appeal, solved) in enumerate(_looked_at(ground)):
        at = min((appeal.closed_at or now) + timedelta(days=2, hours=n % 3), now - timedelta(minutes=90 - n))
        at = max(at, appeal.timeline.latest("at").at)
        note = pick(FOUND_SOLVED if solved else FOUND_OPEN, n)
        advance(appeal, "inspect", by=_inspector(ground, n), at=at, solved=solved, note=note)


def _looked_at(ground: Ground) -> Iterator[tuple[Appeal, bool]]:
    """None that the sampling inspection has drawn."""
    closed = Appeal.objects.filter(district=ground.district, stage=Stage.CLOSED, inspected_solved=None)
    closed = closed.order_by("-closed_at", "-id")
    for claim, word, count, every in LOOKED_AT:
        for n, appeal in enumerate(closed.filter(claim=claim, follow_up_solved=word)[:count]):
            yield appeal, n % every != every - 1


def give_up_one(ground: Ground, now: datetime) -> None:
    """Of two who were called in vain on as many days as it takes, one is given up."""
    needed = in_force(ground.district.pk).days_tried
    if appeal := _to_call(ground).filter(attempt_days__gte=needed).first():
        by = ground.actor(OPERATORS[0].username, Role.OPERATOR, "")
        advance(appeal, "give_up_calling", by=by, at=now - timedelta(minutes=50), note=GIVEN_UP)


def judge_by_link(ground: Ground, now: datetime) -> None:
    """One content, one not."""
    for n, appeal in enumerate(list(_to_call(ground).filter(attempts=0)[:2])):
        at = now - timedelta(minutes=40 - n)
        _hear(
            appeal,
            caller(ground.district, appeal.caller_name),
            at,
            happy=n == 0,
            note=pick((BY_LINK, UNHAPPY), n),
        )


def be_unhappy_again(ground: Ground, now: datetime) -> None:
    """One that is being redone is answered once more, and the company is as unhappy as before."""
    redone = Appeal.objects.filter(district=ground.district, stage=Stage.HANDLING, unhappy__gt=0)
    appeal = redone.select_related("lead_unit").order_by("id").first()
    if appeal is None:
        return
    unit = next(key for key, row in ground.units.items() if row.pk == appeal.lead_unit_id)
    officer = ground.actor(officers_of(unit)[0], Role.OFFICER, "")
    head = ground.actor(f"{unit}.head", Role.HEAD, "")
    reply = "经再次研究，已安排专人跟进，后续进展将及时告知贵公司。"
    at = now - timedelta(minutes=35)
    advance(appeal, "submit_answer", by=officer, at=at, claim=Claim.SOLVED, reply=reply)
    advance(appeal, "answer", by=head, at=at + timedelta(minutes=5))
    _hear(appeal, _inspector(ground, 0), at + timedelta(minutes=10), happy=False, note=AGAIN_UNHAPPY)


def send_a_link_again(ground: Ground, now: datetime) -> None:
    by = ground.actor(OPERATORS[-1].username, Role.OPERATOR, "")
    answered = Appeal.objects.filter(district=ground.district, stage=Stage.ANSWERED).order_by(
        "follow_up_solved", "id"
    )
    waiting = (each for each in answered if people_of(each) and not own_rating(each))
    if appeal := next(waiting, None):
        send_again(appeal, by=by, at=now - timedelta(minutes=10))


def _to_call(ground: Ground) -> QuerySet[Appeal]:
    return Appeal.objects.filter(TO_CALL, district=ground.district).order_by("id")


def _inspector(ground: Ground, n: int) -> Actor:
    return ground.actor(pick(INSPECTORS, n).username, Role.INSPECTOR, "")


def _hear(appeal: Appeal, by: Actor, at: datetime, *, happy: bool, note: str) -> None:
    said: dict[str, Any] = {
        "reply_satisfaction": 5 if happy else 3,
        "solution_satisfaction": 5 if happy else 1,
        "solved": happy,
    }
    way = Way.ONLINE if by.role == Role.CONTACT else Way.PHONE
    advance(appeal, "follow_up", by=by, at=at, way=way, reached=True, note=note, **said)
