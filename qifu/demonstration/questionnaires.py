"""Questionnaires in the demonstration: one closed with its problems decided and undecided, one running with reminders, one draft."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from qifu.demonstration.course import pick
from qifu.demonstration.founding import Ground
from qifu.liaison.questionnaires import answering, building, sending
from qifu.liaison.questionnaires.checking import Said
from qifu.liaison.questionnaires.models import Problem, Question, Questionnaire, Recipient
from qifu.liaison.questionnaires.problems import look_at, note_many, raise_many
from qifu.liaison.questionnaires.words import Kind, Way
from qifu.liaison.targets import Target
from qifu.organisations.actors import Actor, caller
from qifu.organisations.roles import Role

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ABOUT = 120  # companies of the closed one
ANSWERED, ANSWERED_SO_FAR = 7, 4  # in ten
NEEDS = ("用工", "融资", "用地", "水电气", "物流", "政策信息")
PEOPLE = ("办公室", "生产部", "财务部", "行政部", "总经理办")
PROBLEMS = (
    "厂区门前道路夜间大型货车停放，原料车进不来，希望划出禁停区。",
    "夏季高峰期停电两次，窑炉停一次要三天才能恢复，希望纳入保供名单。",
    "技改贷款抵押评估排队两个月，希望协调银行加快。",
    "园区公交末班车太早，夜班工人下班没有车坐。",
    "申报高新技术企业的材料要求前后不一致，希望给一份明确清单。",
    "雨季厂区积水，市政雨水管和厂内管标高不合。",
    "老厂房房产证遗失多年，补办不知找哪个部门。",
    "焊工招不到，希望与技工学校对接一批实习生。",
)
REMARKS = (
    "希望政策宣讲到车间一级。",
    "服务专员上门很及时。",
    "建议把几张表合并成一张。",
    "盼物流园早日开通。",
)
LAST = 5  # problems of the closed one that nobody has decided on yet


def play(ground: Ground, now: datetime) -> None:
    office = ground.actor("office1", Role.OFFICE, "")
    closed = _closed(ground, office, now)
    _decide(closed, office, now)
    _running(ground, ground.actor("labour.head", Role.HEAD, ""), now)
    _draft(ground.actor("industry.head", Role.HEAD, ""), now)


def _closed(ground: Ground, by: Actor, now: datetime) -> Questionnaire:
    found = _make(
        by,
        "企业生产经营情况调查表",
        now - 46 * DAY,
        now - 12 * DAY,
        "为摸清企业困难，请如实填写，约五分钟。答复只用于改进服务。",
    )
    needs = _add(found, by, Said(Kind.SEVERAL, "当前最需要帮助的方面", required=True, options=NEEDS))
    _add(
        found,
        by,
        Said(
            Kind.NUMBER,
            "目前缺工人数",
            help="没有缺工请填 0。",
            low=Decimal(0),
            high=Decimal(9999),
            when_key=needs.key,
            when_op="is",
            when_values=["用工"],
        ),
    )
    _add(
        found, by, Said(Kind.ONE, "上半年订单与去年同期相比", required=True, options=["增长", "持平", "下降"])
    )
    _add(
        found,
        by,
        Said(
            Kind.SCALE,
            "对政府服务的总体评价",
            required=True,
            low=Decimal(1),
            high=Decimal(5),
            low_words="很不满意",
            high_words="很满意",
        ),
    )
    _add(
        found,
        by,
        Said(
            Kind.TABLE,
            "主要产品产销",
            lines=["第一产品", "第二产品"],
            columns=[("名称", False), ("产值（万元）", True)],
        ),
    )
    _add(found, by, Said(Kind.PROBLEM, "最希望政府解决的一个问题"))
    _add(found, by, Said(Kind.LONG, "其他意见和建议"))
    _send(found, _streets(ground, ABOUT), by, now - 45 * DAY)
    _answer(found, ground, now - 44 * DAY, now - 16 * DAY, ANSWERED - 2)
    sending.remind_by_the_clock(now - 15 * DAY)
    _answer(found, ground, now - 14 * DAY, now - 13 * DAY, ANSWERED)
    return found


def _running(ground: Ground, by: Actor, now: datetime) -> None:
    found = _make(
        by, "企业用工需求调查表", now - 11 * DAY, now + 5 * DAY, "用工需求汇总后用于组织专场招聘会。"
    )
    short = _add(found, by, Said(Kind.ONE, "目前是否缺工", required=True, options=["缺工", "不缺工"]))
    only: dict[str, Any] = {"when_key": short.key, "when_op": "is", "when_values": ["缺工"]}
    _add(found, by, Said(Kind.NUMBER, "缺工人数", required=True, low=Decimal(1), high=Decimal(9999), **only))
    _add(found, by, Said(Kind.TEXT, "最缺的工种", **only))
    _add(found, by, Said(Kind.PROBLEM, "招工中希望解决的问题"))
    _send(found, Target(above_scale=True), by, now - 10 * DAY)
    _answer(found, ground, now - 9 * DAY, now - 3 * DAY, ANSWERED_SO_FAR - 1)
    waiting = Recipient.objects.filter(questionnaire=found)
    reminded = sending.remind(found, waiting, by=by, words="全部未答复企业", at=now - 2 * DAY)
    sending.remind_all(reminded, at=now - 2 * DAY)
    _answer(found, ground, now - 2 * DAY, now - HOUR, ANSWERED_SO_FAR)


def _draft(by: Actor, now: datetime) -> None:
    found = _make(by, "技术改造意向调查表", now - 2 * DAY, now + 30 * DAY, "")
    plans = _add(
        found, by, Said(Kind.ONE, "未来两年是否有技术改造计划", required=True, options=["有", "没有"])
    )
    only: dict[str, Any] = {"when_key": plans.key, "when_op": "is", "when_values": ["有"]}
    _add(found, by, Said(Kind.NUMBER, "计划投资（万元）", low=Decimal(0), **only))
    _add(found, by, Said(Kind.FILE, "项目简介", help="一页即可。", **only))


def _make(by: Actor, title: str, at: datetime, closes: datetime, intro: str) -> Questionnaire:
    day = timezone.localdate(closes)
    return building.make(by=by, title=title, intro=intro, closes_on=day, remind_days=3, at=at)


def _add(found: Questionnaire, by: Actor, said: Said) -> Question:
    return building.add_question(found, said, by=by)


def _send(found: Questionnaire, target: Target, by: Actor, at: datetime) -> None:
    sending.send(sending.publish(found, target, by=by, at=at), at=at)
    found.refresh_from_db()


def _streets(ground: Ground, about: int) -> Target:
    """So many streets that their companies are about as many."""
    count, streets = 0, []
    for street in sorted({each.street_id for each in ground.enterprises if each.street_id}):
        streets.append(street)
        count += sum(each.street_id == street for each in ground.enterprises)
        if count >= about:
            break
    return Target(streets=tuple(streets))


def _answer(found: Questionnaire, ground: Ground, since: datetime, until: datetime, in_ten: int) -> None:
    """Those whose turn it is, spread over the time; one in nine by an officer."""
    version = building.in_force(found)
    questions = list(version.questions.all()) if version else []
    rows = (
        Recipient.objects.filter(questionnaire=found, answered_at=None)
        .select_related("enterprise")
        .order_by("id")
    )
    chosen = [row for row in rows if row.enterprise_id * 7 % 10 < in_ten]
    for n, row in enumerate(chosen):
        at = since + (until - since) * n / max(len(chosen), 1)
        turn = row.enterprise_id
        values = {
            question.key: value for question in questions if (value := _value(question, turn)) is not None
        }
        person = pick(PEOPLE, turn)
        behalf = turn % 9 == 4
        by = ground.actor("office1", Role.OFFICE, "") if behalf else caller(ground.district, person)
        way = pick((Way.PHONE, Way.VISIT, Way.PAPER), turn // 9) if behalf else Way.SELF
        if not behalf:
            answering.opened(row, at - HOUR / 6)
        answering.answer(row, values, by=by, version=1, way=way, person=person, at=at)


def _value(question: Question, turn: int) -> Any:
    n = turn + question.position * 3
    match question.kind:
        case Kind.ONE:
            return pick(question.options, n * n // 3)
        case Kind.SEVERAL:
            return tuple(dict.fromkeys((pick(question.options, n), pick(question.options, n * n // 2))))
        case Kind.SCALE:
            return Decimal(pick((5, 4, 4, 3, 5, 4, 2, 5, 3, 4, 1, 4), n))
        case Kind.NUMBER:
            return Decimal(pick((3, 5, 8, 10, 12, 15, 20, 6, 30, 2, 45, 18, 25, 1), n))
        case Kind.TABLE:
            return (
                (0, pick(("锅炉", "阀门", "电缆", "纸箱"), n)),
                (1, Decimal(300 + n * 37 % 900)),
                (101, Decimal(80 + n * 13 % 200)),
            )
        case Kind.PROBLEM:
            return pick(PROBLEMS, turn // 4) if turn % 4 == 0 else None
        case Kind.LONG:
            return pick(REMARKS, turn // 5) if turn % 5 == 0 else None
        case _:
            return pick(("焊工", "数控车工", "缝纫工", "质检员"), n)


def _decide(found: Questionnaire, by: Actor, now: datetime) -> None:
    """Most became appeals, some were noted; the last ones wait, of these a few have been looked at."""
    rows: Sequence[Problem] = list(Problem.objects.filter(questionnaire=found).for_list().order_by("id"))
    decided, waiting = rows[:-LAST], rows[-LAST:]
    if noted := [row for n, row in enumerate(decided) if n % 5 == 3]:
        note_many(noted, by=by, at=now - 2 * HOUR)
    if raised := [row for n, row in enumerate(decided) if n % 5 != 3]:
        raise_many(raised, by=by, at=now - HOUR)
    if waiting:
        look_at(waiting[:2], by=by, at=now - HOUR)
