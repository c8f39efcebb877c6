"""The pledges of the programme and of all units, and five breaches in every state."""

from datetime import datetime, timedelta

from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal
from qifu.appeals.words import Claim
from qifu.demonstration.founding import Ground
from qifu.enterprises.models import Enterprise
from qifu.liaison.pledges.breaking import Said, decide, report
from qifu.liaison.pledges.models import Breach
from qifu.liaison.pledges.presets import PROGRAMME
from qifu.liaison.pledges.publishing import in_force, publish
from qifu.organisations.actors import caller
from qifu.organisations.roles import Role

DAY = timedelta(days=1)
OWN = {
    "industry": ("技改项目备案三个工作日办结。", "每季度公布一次惠企政策清单。"),
    "water": ("计划停水提前三天告知沿线企业。", "管道故障两小时内到场。"),
    "power": ("计划停电提前七天告知。", "抢修四十五分钟内到场。"),
    "tax": ("办税等候不超过十五分钟。", "首违不罚，先辅导后检查。"),
    "services": ("开办企业一天办结。", "窗口中午不休息。"),
    "market": ("检查前说明依据和事项。", "证照一次发放，不让企业跑两趟。"),
    "labour": ("招聘信息当天发布。", "工伤认定二十天内办结。"),
    "police": ("厂区报警十分钟内到场。",),
}
DEPARTMENT = ("来电三声之内接听。", "承诺事项每月在公开栏公布办理情况。")
STREET = ("每月走访辖区企业不少于二十户。", "企业反映的问题当天登记、当天转办。")
# Days ago, whose, which of the programme's (or of the own, from 0 with a minus before), by which company, what happened, who, and the verdict.
BREACHES = (
    (20, "services", 3, 12, "补材料补了三次，每次说的都不一样。", "综合窗口", "confirmed", "调取窗口录像和收件单，确系三次告知不一致，责成书面道歉并重新培训。"),
    (14, "water", -1, 7, "上周二停水半天，没有接到任何通知。", "", "confirmed", "查停水通知记录，漏发该片企业，属实。"),
    (9, "tax", 2, 25, "打了四次电话没有人接。", "办税服务厅总机", "groundless", "查话务记录，四次均已接通转接，企业确认记错号码。"),
    (3, "industry", 6, 31, "反映的事过了一周没有人联系。", "", "", ""),
    (1, "market", -1, 44, "上门检查没有出示依据。", "穿制服两人", "", ""),
)  # fmt: skip


def play(ground: Ground, now: datetime) -> None:
    today = timezone.localtime(now).replace(hour=9, minute=30, second=0, microsecond=0)
    office = ground.actor("office1", Role.OFFICE, "")
    publish(ground.district, None, PROGRAMME[:8], by=office, at=today - 120 * DAY)
    publish(ground.district, None, PROGRAMME, by=office, at=today - 100 * DAY)
    for key, unit in ground.units.items():
        if (f"{key}.head", Role.HEAD) in ground.posts:
            lines = OWN.get(key, STREET if unit.kind in ("street", "zone") else DEPARTMENT)
            head = ground.actor(f"{key}.head", Role.HEAD, "")
            publish(ground.district, unit, lines, by=head, at=today - 95 * DAY)
    for days, key, which, company, text, who, verdict, reason in BREACHES:
        said = _said(ground, key, which, ground.enterprises[company], text, who, today - days * DAY)
        by = caller(ground.district, said.name)
        breach, appeal = report(said, district=ground.district, by=by, at=today - days * DAY)
        if verdict:
            _looked_into(ground, breach, appeal, verdict, reason, today - days * DAY)


def _said(
    ground: Ground, key: str, which: int, company: Enterprise, text: str, who: str, at: datetime
) -> Said:
    unit = ground.units[key]
    sheet = in_force(ground.district, None if which > 0 else unit)
    assert sheet is not None  # noqa: S101 - published above
    pledge = list(sheet.pledges.all())[abs(which) - (which < 0)]
    contact = company.contacts.order_by("id").first()
    return Said(
        pledge=pledge, unit=unit, happened_on=timezone.localdate(at - DAY), text=text, who=who, enterprise=company,
        name=contact.name if contact else "匿名", phone=contact.phone if contact else "0990-7000000",
    )  # fmt: skip


def _looked_into(
    ground: Ground, breach: Breach, appeal: Appeal, verdict: str, reason: str, at: datetime
) -> None:
    """The supervision office looks into it for the programme office, which then decides."""
    office = ground.actor("office1", Role.OFFICE, "")
    officer = ground.actor("supervision1", Role.OFFICER, "")
    longest = max(len(code) for code in ground.categories)
    category = ground.categories[min(code for code in ground.categories if len(code) == longest)]
    hour = timedelta(hours=1)
    advance(appeal, "accept", by=office, at=at + hour, category=category)
    lead = ground.units["supervision"]
    advance(appeal, "assign", by=office, at=at + 2 * hour, lead=lead, complexity="simple")
    advance(appeal, "sign_for", by=officer, at=at + 3 * hour)
    said = "电话向企业核实经过。"
    advance(appeal, "contact", by=officer, at=at + 4 * hour, note=said, way="phone", whom="企业联系人")
    advance(appeal, "submit_answer", by=officer, at=at + 5 * hour, claim=Claim.EXPLAINED, reply=reason)
    advance(appeal, "answer", by=ground.actor("supervision.head", Role.HEAD, ""), at=at + 6 * hour)
    decide(breach, verdict, reason, by=office, at=at + 7 * hour)
