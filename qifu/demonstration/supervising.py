"""Supervision in the demonstration: the sweep of every working morning, orders answered and verified, leaders' words."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from qifu.appeals.models import Appeal
from qifu.appeals.words import OPEN
from qifu.demonstration.course import pick
from qifu.demonstration.founding import Ground
from qifu.notices.models import Notice
from qifu.organisations.actors import Actor, actor_of
from qifu.organisations.calendar import calendar
from qifu.organisations.roles import Role
from qifu.supervision import announcing
from qifu.supervision.instructing import instruct
from qifu.supervision.issuing import order, urge
from qifu.supervision.models import Escalation, Order, UrgingNotice
from qifu.supervision.order_steps import take
from qifu.supervision.sweep import sweep
from qifu.supervision.words import OrderStage

MORNING, AFTERNOON = time(8, 5), time(16, 40)
READ_BEFORE = timedelta(days=2)  # what was told earlier has been read since
ANSWERS = (
    (
        "前期因现场条件复杂、需多部门会商，办理进度滞后，现已明确专人负责。",
        "成立专班逐项销号，每日调度一次，办结后当面答复企业。",
    ),
    (
        "收到督办单后已召开专题会研究，超期原因是材料核对反复，责任已落实到科室。",
        "本周内完成材料审核并出具书面意见，主动上门向企业说明。",
    ),
    (
        "该事项涉及管线迁改，施工单位进场晚于计划，现已恢复施工。",
        "倒排工期，增派力量，完工后邀请企业现场确认。",
    ),
    (
        "承办人员更换导致工作脱节，现已补办交接并约谈相关责任人。",
        "由分管负责同志直接负责，三日内拿出解决方案。",
    ),
)
SENT_BACK = ("只说明了原因，没有写明办结时限，请补充。", "措施不具体，请逐项列出责任人和完成时间。")
FOUND = (
    "已与企业核实，措施正在落实，企业表示认可。",
    "已到现场查看，进展与答复一致。",
    "调阅了办理记录，承办单位已联系企业并说明情况。",
)
CLOSED = ("整改到位，予以办结。", "诉求已推进，督办事项办结。")
INSTRUCTIONS = (
    "请主办单位主要负责同志亲自过问，本周内给企业一个明确答复，结果报我。",
    "企业反映的问题要设身处地去解决，请活动办跟踪督办。",
    "请拿出具体方案，能办的马上办，一时办不了的向企业说清楚。",
)


class Supervising:
    """Goes on by the clock while the lives are lived: `until` is told each instant that they have come to."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.district = ground, ground.district
        self.turns: Iterator[datetime] | None = None
        self.next: datetime | None = None

    def until(self, at: datetime) -> None:
        if self.turns is None:
            self.turns = _turns(timezone.localdate(at))
            self.next = next(self.turns)
        while self.next and self.next <= at:
            if timezone.localtime(self.next).time() == MORNING:
                sweep(self.district, self.next)
            else:
                self._tend(self.next)
            self.next = next(self.turns)

    def finish(self, now: datetime) -> None:
        self.until(now)
        self._speak(now)
        self._press(now)
        for model in (UrgingNotice, Order, Escalation):
            rows = model.objects.filter(district=self.district).values_list("pk", flat=True)
            announcing.tell_of(str(model._meta.model_name), list(rows))
        old = Notice.objects.filter(district=self.district, read_at=None, at__lt=now - READ_BEFORE)
        old.update(read_at=now - READ_BEFORE)

    def _tend(self, at: datetime) -> None:
        """In the afternoon units answer, and the office verifies, sends back and closes. One in seven is never answered."""
        for found in (
            Order.objects.filter(district=self.district)
            .not_closed()
            .select_related("appeal", "unit")
            .order_by("pk")
        ):
            waited = calendar().span(found.steps.latest("at").at, at)
            match found.stage:
                case OrderStage.ISSUED | OrderStage.SENT_BACK if (
                    waited >= 1 + found.serial % 3 and found.serial % 7
                ):
                    self._answer(found, at)
                case OrderStage.ANSWERED if waited >= 1:
                    self._judge(found, at)
                case OrderStage.VERIFIED if waited >= 2:
                    take(found, "close", by=self._office, note=pick(CLOSED, found.serial), at=at)

    def _answer(self, found: Order, at: datetime) -> None:
        note, measures = pick(ANSWERS, found.serial)
        promised = calendar().add(timezone.localdate(at), 4 + found.serial % 4)
        take(found, "answer", by=self._head(found), note=note, measures=measures, promised_on=promised, at=at)

    def _judge(self, found: Order, at: datetime) -> None:
        first = found.steps.filter(verb="send_back").count() == 0
        if found.serial % 5 == 2 and first:
            take(found, "send_back", by=self._office, note=pick(SENT_BACK, found.serial), at=at)
        else:
            take(found, "verify", by=self._office, note=pick(FOUND, found.serial), at=at)

    def _speak(self, now: datetime) -> None:
        """Leaders on what was escalated to them last; the first word becomes an order."""
        latest = Escalation.objects.filter(
            district=self.district, appeal__stage__in=OPEN, leader__isnull=False
        )
        for n, found in enumerate(
            latest.select_related("appeal__district").order_by("-id")[: len(INSTRUCTIONS)]
        ):
            leader = next(
                (post for post in self.ground.posts.values() if post.leader_id == found.leader_id), None
            )
            if leader:
                at = now - timedelta(hours=3 * n + 2)
                instruct(found.appeal, by=actor_of(leader), text=INSTRUCTIONS[n], with_order=n == 0, at=at)

    def _press(self, now: datetime) -> None:
        """The office urges one that is nearly due, and orders on one that the enterprise has called about again."""
        waiting = Appeal.objects.filter(district=self.district, stage="handling", answer_due_at__gt=now)
        first, *_rest, last = waiting.order_by("answer_due_at")[:12]
        urge(
            first,
            by=self._office,
            reason="企业来电催问办理进度，请今天与企业联系。",
            at=now - timedelta(hours=1),
        )
        reason = "企业第二次来电，反映承办单位至今未到现场。"
        order(
            last,
            by=self._office,
            reason=reason,
            requirement="三个工作日内到现场查看，书面报告解决办法和时限。",
            at=now - timedelta(minutes=40),
        )

    @property
    def _office(self) -> Actor:
        return next(
            actor_of(post) for (_name, role), post in self.ground.posts.items() if role == Role.OFFICE
        )

    def _head(self, found: Order) -> Actor:
        return next(
            actor_of(post)
            for (_name, role), post in self.ground.posts.items()
            if role == Role.HEAD and post.unit_id == found.unit_id
        )


def _turns(first: date) -> Iterator[datetime]:
    """Morning and afternoon of every working day from then on."""
    day = first
    while True:
        if calendar().is_workday(day):
            for turn in (MORNING, AFTERNOON):
                yield timezone.make_aware(datetime.combine(day, turn))
        day += timedelta(days=1)
