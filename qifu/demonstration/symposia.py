"""Six symposia and three researches over the year, one of them next week, one cancelled, one held and not written up yet.

The appeals that came by way of a symposium were raised at these; what else was said was noted, or still waits to be decided.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from qifu.appeals.models import Appeal
from qifu.appeals.words import Channel
from qifu.demonstration.enterprises import enterprises
from qifu.demonstration.founding import Ground
from qifu.liaison.findings import note_only
from qifu.liaison.models import Finding
from qifu.liaison.symposia import gathering
from qifu.liaison.symposia.gathering import Came, Guest, Plan
from qifu.liaison.symposia.models import Gathering
from qifu.liaison.symposia.words import GatheringKind
from qifu.liaison.words import Outcome
from qifu.organisations.roles import Role

COMPANIES = 7
FIRST_KEY, STEP = 3, 11  # which companies come


@dataclass(frozen=True)
class Written:
    """`share` of the year that has gone by then; of what was raised, "-" is noted, "?" waits."""

    kind: GatheringKind
    share: float
    topic: str
    host: str
    others: tuple[str, ...]
    chair: str
    raised: Sequence[tuple[str, str]]
    record: str
    conclusion: str = ""


SYMPOSIUM, RESEARCH = GatheringKind.SYMPOSIUM, GatheringKind.RESEARCH
WRITTEN = (
    Written(SYMPOSIUM, 0.12, "节后复工用工座谈会", "labour", ("industry", "zone"), "人社局局长", (
        ("-", "建议职校实习期与企业旺季错开。"),),
        "各企业逐一介绍返岗情况，人社局现场解答稳岗返还。"),
    Written(RESEARCH, 0.22, "工业园区供水管网专题调研", "water", ("zone", "planning"), "水务局局长", (
        ("-", "园区东片管径偏小，夜间水压不足，影响两班倒生产。"), ("?", "计划停水的短信没有发到车间负责人。")),
        "走访七家用水大户，查看泵站和计量井。", "东片主管网须在两年内更换；先行加装增压泵，停水通知直达用水负责人。"),
    Written(SYMPOSIUM, 0.34, "小微企业融资座谈会", "finance", ("tax", "banking"), "财政局局长", (
        ("-", "希望贴息政策明年延续。"),),
        "银行代表到会答疑，现场登记意向。"),
    Written(SYMPOSIUM, 0.46, "改制企业遗留问题座谈会", "reform", ("labour", "planning"), "改革办主任", (
        ("-", "改制时划拨的厂区土地至今未办变更，无法抵押。"), ("-", "退休职工移交社区的档案缺失，手续停滞。")),
        "逐户核对遗留事项清单。"),
    Written(RESEARCH, 0.58, "物流企业货车通行专题调研", "transport", ("police", "municipal"), "交通局局长", (
        ("-", "早高峰限行两小时，冷链配送无法按时到店。"),),
        "跟车两趟，记录限行路段和时段。", "冷链车辆可凭备案在早高峰通行两条线路，试行三个月后评估。"),
    Written(SYMPOSIUM, 0.70, "专精特新企业座谈会", "industry", ("market", "development"), "工信局局长", (
        ("?", "希望开放检测设备共享目录。"),),
        "十家企业发言，工信局逐条回应。"),
    Written(RESEARCH, 0.82, "企业开办“一天办结”专题调研", "services", ("market", "tax"), "政务服务局局长", (
        ("-", "周五下午提交的申请顺延到下周，达不到一天办结。"),),
        "随机抽查三十件开办记录，回访申请人。", "周五十六时后的申请由值班窗口当日收件、周六上午办结。"),
    Written(SYMPOSIUM, 0.94, "冬季安全生产座谈会", "emergency", ("fire",), "应急局局长", (
        ("-", "消防设施维保单位少，年检排队超过一个月。"),),
        "通报近期检查情况，企业提出建议。"),
)  # fmt: skip
CANCELLED, COMING = "外贸企业座谈会", "明年惠企政策意见征集座谈会"


def play(ground: Ground, now: datetime) -> None:
    year = timezone.localtime(now).replace(month=1, day=1, hour=9, minute=0, second=0, microsecond=0)
    gone = max(now - year, timedelta(days=3))
    for turn, each in enumerate(WRITTEN):
        at = now - gone * (1 - each.share)
        starts = datetime.combine(timezone.localdate(at), time(9, 30))
        raised = _raised_at(ground, each, at)
        if raised:
            before = timezone.localtime(raised[0].registered_at).replace(tzinfo=None) - timedelta(minutes=30)
            starts = min(
                starts.combine(before, starts.time()), before.replace(minute=before.minute // 30 * 30)
            )
        _held(ground, each, turn, min(timezone.make_aware(starts), now - timedelta(hours=5)), raised)
    office = ground.actor("office1", Role.OFFICE, "")
    next_week = datetime.combine(timezone.localdate(now) + timedelta(days=7), time(14, 30))
    for turn, topic in enumerate((CANCELLED, COMING), len(WRITTEN)):
        starts = timezone.make_aware(next_week - timedelta(days=3 * (topic == CANCELLED)))
        row = _planned(
            ground, SYMPOSIUM, topic, "industry", ("finance", "services"), "分管副区长", turn, starts, now - timedelta(hours=6)
        )  # fmt: skip
        if topic == CANCELLED:
            gathering.cancel(
                row,
                by=office,
                reason="与全市外贸会议时间冲突，另行通知",
                version=0,
                at=now - timedelta(hours=2),
            )


def _planned(
    ground: Ground, kind: GatheringKind, topic: str, host: str, others: tuple[str, ...], chair: str, turn: int, starts: datetime, at: datetime
) -> Gathering:  # fmt: skip
    chosen = [
        turn % 4,
        *(FIRST_KEY + turn * 17 + each * STEP for each in range(1, COMPANIES)),
    ]  # one with an account
    companies = [(ground.enterprises[index], enterprises()[index].contacts[0]) for index in chosen]
    guests = [Guest(enterprise=row, name=person.name, title=person.title) for row, person in companies]
    guests += [Guest(unit=ground.units[key]) for key in others]
    said = Plan(
        kind,
        topic,
        starts,
        "区政务中心三楼会议室",
        chair,
        ground.units[host],
        "请围绕主题准备一至两条具体问题。",
        guests,
    )
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"symposium {turn}")
    return gathering.plan(
        said, by=ground.actor("office1", Role.OFFICE, ""), district=ground.district, key=key, at=at
    )


def _raised_at(ground: Ground, each: Written, at: datetime) -> list[Appeal]:
    """The appeals of the day on which the first one after `at` came by way of a symposium."""
    if each.kind == RESEARCH:
        return []
    rows = Appeal.objects.filter(
        district=ground.district, channel=Channel.SYMPOSIUM, enterprise__isnull=False, parent=None
    )
    free = rows.exclude(
        pk__in=Finding.objects.filter(source=gathering.SOURCE, appeal__isnull=False).values("appeal")
    )
    later = free.filter(registered_at__gte=at - timedelta(days=12)).select_related("enterprise")
    found = list(later.order_by("registered_at", "id")[:4])
    return [row for row in found if row.registered_on == found[0].registered_on]


def _held(ground: Ground, each: Written, turn: int, starts: datetime, appeals: list[Appeal]) -> None:
    office = ground.actor("office1", Role.OFFICE, "")
    row = _planned(
        ground, each.kind, each.topic, each.host, each.others, each.chair, turn, starts, starts - timedelta(days=8)
    )  # fmt: skip
    people = list(row.participants.select_related("enterprise", "unit"))
    came = [
        Came(person.pk, number % 6 != 4, person.name, person.title) for number, person in enumerate(people)
    ]
    after = starts + timedelta(hours=3)
    more = [Guest(enterprise=appeal.enterprise, name=appeal.caller_name) for appeal in appeals]
    row = gathering.hold(
        row,
        by=office,
        came=came,
        more=more,
        record=each.record,
        conclusion=each.conclusion,
        version=0,
        at=after,
    )
    Finding.objects.bulk_create(
        Finding(
            district=ground.district, source=gathering.SOURCE, source_id=row.pk, day=timezone.localdate(starts),
            enterprise=appeal.enterprise, raised_by=f"{appeal.company} {appeal.caller_name}"[:60], text=appeal.text,
            outcome=Outcome.APPEAL, appeal=appeal, unit_id=appeal.origin_unit_id, by=office.user, at=appeal.registered_at,
        )
        for appeal in appeals
    )  # fmt: skip
    there = [person for person, line in zip(people, came, strict=True) if line.came and person.enterprise]
    for number, (became, text) in enumerate(each.raised):
        finding = gathering.raise_issue(
            row, by=office, text=text, participant=there[number % len(there)], at=after,
            key=uuid.uuid5(uuid.NAMESPACE_OID, f"issue {turn} {number}"),
        )  # fmt: skip
        if became == "-":
            note_only(finding, by=office, how="已向主管部门转达。")
    if turn != len(WRITTEN) - 1:
        gathering.write_up(row, by=office, version=row.version)
