"""What units ask for and owe by the clock: exclusions asked for and ruled on, the monthly word on long-term matters.

Like supervision it goes on while the lives are lived: `until` is told each instant that they have come to.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone

from qifu.appeals import catalogue, news
from qifu.appeals.advancing import advance
from qifu.appeals.files import Incoming
from qifu.appeals.models import Appeal, CatalogueEntry, Exclusion
from qifu.appeals.words import Complexity, ExclusionGround, Stage
from qifu.demonstration.course import pick
from qifu.demonstration.founding import Ground
from qifu.lib.months import first_of, month_after
from qifu.lib.uploads import inspect
from qifu.organisations.actors import Actor, actor_of
from qifu.organisations.calendar import calendar
from qifu.organisations.roles import Role

MB = 1024 * 1024
REPORTS, ASKS, RULES = (
    (2, time(15, 10)),
    (7, time(9, 20)),
    (9, time(10, 30)),
)  # working day of the month, time
SILENT = 5  # every so many long-term matters has had no word for the last two months
PROGRESS = (
    "已召开协调会，明确责任分工和时间节点，正在办理前期手续。",
    "资金申请已报区财政，设计方案完成初审。",
    "已与权属单位达成初步意见，正在完善协议文本。",
    "一期工程完成过半，沿线企业出入通道保持畅通。",
    "历史资料补齐八成，其余部分正向档案部门调取。",
)


@dataclass(frozen=True)
class Plea:
    ground: ExclusionGround
    reason: str
    file: str
    content: str


PLEAS = (
    Plea(
        ExclusionGround.FORCE_MAJEURE,
        "办理期间连续强降雨，应急部门要求停工，超期天数与停工天数一致。",
        "停工通知.txt",
        "停工通知\n受强降雨影响，辖区室外施工自即日起暂停，恢复时间另行通知。\n",
    ),
    Plea(
        ExclusionGround.NOT_REACHABLE,
        "三次上门、五次电话均未联系到企业负责人，无法核实现场情况。",
        "联系记录.txt",
        "联系记录\n上门三次，大门关闭；电话五次，无人接听。\n",
    ),
    Plea(
        ExclusionGround.BEYOND_LAW,
        "企业要求的补贴超出现行政策范围，已书面说明政策依据。",
        "政策说明.txt",
        "政策说明\n现行办法规定的补贴对象和标准不含本项诉求。\n",
    ),
)
APPROVED = "佐证充分，情况属实，同意剔除。"
REFUSED = "佐证不足以说明超期原因，不同意剔除。"
REVOKED = "经复查，停工时间早于交办时间，与超期无关，撤销剔除。"
OBJECTION = "经核对部门职责，本件主管权限不在我单位，我单位仅可协办，请另行交办。"
KEPT = "专题复核：前期工作已完成，资金安排列入明年预算，继续挂账推进。"
LISTING = (
    "涉及历史用地和资金筹措，难以按期办结，申请列入挂账。",
    "一季度完成权属核查，二季度落实资金，三季度组织实施。",
)
BY_HAND = 3  # entries that the office has written itself


class Requests:
    def __init__(self, ground: Ground) -> None:
        self.ground, self.district = ground, ground.district
        self.turns: Iterator[tuple[datetime, str]] | None = None
        self.next: tuple[datetime, str] | None = None

    def until(self, at: datetime) -> None:
        if self.turns is None:
            self.turns = _turns(timezone.localdate(at))
            self.next = next(self.turns)
        while self.next and self.next[0] <= at:
            when, what = self.next
            getattr(self, what)(when)
            self.next = next(self.turns)

    def finish(self, now: datetime) -> None:
        """What waits for the office today, what the catalogue says by hand, and whom the long-term list reminds."""
        self.until(now)
        at = now - timedelta(minutes=50)
        for n, appeal in enumerate(self._late_ones(at)[:2]):
            self._plead(appeal, n, at + timedelta(minutes=n))
        self._ask_for_the_list(at)
        self._keep_one(at)
        self._object_today(at)
        self._write_by_hand()
        news.remind_of_listed(self.district, now)

    def report(self, at: datetime) -> None:
        """On the second working day of a month: the month that has ended."""
        month = first_of(first_of(timezone.localdate(at)) - timedelta(days=1))
        recent = month_after(month_after(month)) > timezone.localdate(timezone.now())
        listed = Appeal.objects.filter(district=self.district, stage=Stage.LISTED, listed_on__lt=month)
        for n, appeal in enumerate(listed.select_related("district").order_by("id")):
            if not (recent and n % SILENT == 1):
                note = pick(PROGRESS, n + month.month)
                advance(appeal, "progress_listed", by=self._of(appeal, Role.OFFICER), at=at, note=note)

    def ask(self, at: datetime) -> None:
        for n, appeal in enumerate(self._late_ones(at)[:2]):
            self._plead(appeal, at.month + n, at + timedelta(minutes=20 * n))

    def rule(self, at: datetime) -> None:
        """Two in three are approved; one that was is revoked a month later."""
        in_force = Exclusion.objects.filter(district=self.district, ruling="approved", revoked_at=None)
        old = in_force.filter(
            ground=ExclusionGround.FORCE_MAJEURE, ruled_at__lt=at - timedelta(days=20)
        ).last()
        if old and not Exclusion.objects.filter(district=self.district, revoked_at__isnull=False).exists():
            self._rule(old, "revoke_exclusion", REVOKED, at)
        for asked in Exclusion.objects.filter(district=self.district, ruling=None):
            verb, note = (
                ("refuse_exclusion", REFUSED) if asked.pk % 3 == 1 else ("approve_exclusion", APPROVED)
            )
            self._rule(asked, verb, note, at)

    def _rule(self, asked: Exclusion, verb: str, note: str, at: datetime) -> None:
        appeal = Appeal.objects.select_related("district").get(pk=asked.appeal_id)
        advance(appeal, verb, by=self._office, at=at, note=note)

    def _late_ones(self, at: datetime) -> list[Appeal]:
        """Closed late, and nothing asked for yet; what still lives is left to its course."""
        found = Appeal.objects.filter(
            district=self.district, stage=Stage.CLOSED, on_time=False, exclusions=None, closed_at__lt=at
        )
        quiet = found.exclude(timeline__at__gte=at).select_related("district", "lead_unit")
        return list(quiet.order_by("-closed_at", "-id"))

    def _plead(self, appeal: Appeal, n: int, at: datetime) -> None:
        plea = pick(PLEAS, n)
        content = BytesIO(f"{plea.content}{appeal.number}\n".encode())
        files = [Incoming(plea.file, content, inspect(content, plea.file, MB))]
        said: dict[str, Any] = {"ground": plea.ground, "note": plea.reason, "files": files}
        advance(appeal, "ask_exclusion", by=self._of(appeal, Role.HEAD), at=at, **said)

    def _ask_for_the_list(self, at: datetime) -> None:
        hard = Appeal.objects.filter(
            district=self.district,
            stage=Stage.HANDLING,
            complexity=Complexity.LEFT_OVER,
            extension_asked=False,
        )
        quiet = hard.exclude(timeline__at__gte=at).select_related("district", "lead_unit")
        appeal = quiet.order_by("answer_due_at", "id").last()
        if appeal:
            reason, plan = LISTING
            review_on = calendar().add(timezone.localdate(at), 60)
            head = self._of(appeal, Role.HEAD)
            advance(appeal, "ask_listing", by=head, at=at, note=reason, plan=plan, review_on=review_on)

    def _object_today(self, at: datetime) -> None:
        """Two units say today that they are not the ones; what was left from the days before is late for its ruling."""
        given = Appeal.objects.filter(
            district=self.district, stage=Stage.ASSIGNED, objections=0, lead_unit__isnull=False
        )
        quiet = given.exclude(timeline__at__gte=at).select_related("district", "lead_unit")
        for appeal in quiet.order_by("-assigned_at", "-id")[:2]:
            if calendar().deadline(appeal.assigned_at, 1) > at:
                advance(appeal, "object", by=self._of(appeal, Role.HEAD), at=at, note=OBJECTION)

    def _keep_one(self, at: datetime) -> None:
        """Of those whose review date has come the office has looked at one; the others wait for it."""
        due = Appeal.objects.filter(
            district=self.district, stage=Stage.LISTED, review_on__lte=timezone.localdate(at)
        )
        quiet = due.exclude(timeline__at__gte=at).select_related("district").order_by("id")
        if len(quiet) > 1:
            review_on = calendar().add(timezone.localdate(at), 60)
            advance(quiet[0], "keep_listed", by=self._office, at=at, note=KEPT, review_on=review_on)

    def _write_by_hand(self) -> None:
        """Branches whose unit is written down in the district's own rules."""
        units = {unit.pk: unit for unit in self.ground.units.values()}
        branches = [row for code, row in sorted(self.ground.categories.items()) if len(code) == 4]
        known = set(catalogue.in_force(self.district.pk).values_list("category", flat=True))
        written = 0
        for branch in branches:
            below = Appeal.objects.filter(district=self.district, category__code__startswith=branch.code)
            lead = below.exclude(lead_unit=None).order_by("lead_unit").values_list("lead_unit", flat=True)
            if branch.pk in known or written == BY_HAND or len(set(lead)) != 1:
                continue
            reason = "区机构编制方案规定的部门职责"
            entry = CatalogueEntry(
                district=self.district, category=branch, unit=units[lead[0]], reason=reason
            )
            catalogue.write_by_hand(entry, self._office)
            written += 1

    @property
    def _office(self) -> Actor:
        return next(actor_of(post) for (_n, role), post in self.ground.posts.items() if role == Role.OFFICE)

    def _of(self, appeal: Appeal, role: Role) -> Actor:
        return next(
            actor_of(post)
            for (_name, held), post in self.ground.posts.items()
            if held == role and post.unit_id == appeal.lead_unit_id
        )


def _turns(first: date) -> Iterator[tuple[datetime, str]]:
    month = first_of(first)
    while True:
        for what, (nth, moment) in (("report", REPORTS), ("ask", ASKS), ("rule", RULES)):
            day = calendar().add(month - timedelta(days=1), nth)
            if day >= first:
                yield timezone.make_aware(datetime.combine(day, moment)), what
        month = month_after(month)
