"""Six circulars of the last weeks: one replaced by its correction, two public ones, one withdrawn, one still a draft; read by many and by few."""

import uuid
from datetime import datetime, timedelta

from qifu.demonstration.founding import Ground
from qifu.liaison.circulars import issuing, reading, writing
from qifu.liaison.circulars.models import Circular
from qifu.liaison.circulars.words import About
from qifu.liaison.targets import Target
from qifu.organisations.actors import Actor, caller
from qifu.organisations.roles import Role

DAY = timedelta(days=1)
ASKING = "企业综合部"


def play(ground: Ground, now: datetime) -> None:
    planning, services = (ground.actor(f"{key}.head", Role.HEAD, "") for key in ("planning", "services"))
    everybody, above = Target(), Target(above_scale=True)
    detailed = _issued(
        ground, planning, now - 40 * DAY, everybody, 70,
        title="青渡经济开发区东片控制性详细规划草案公示", about=About.PLAN, subject="青渡经济开发区东片控制性详细规划", public=True,
        text="东片控制性详细规划草案已编制完成，现予公示。\n公示期三十日，企业可就用地性质、道路红线提出意见。",
    )  # fmt: skip
    _correct(planning, detailed, now - 30 * DAY)
    water = _issued(
        ground, services, now - 20 * DAY, above, 45,
        title="取水许可集中换证安排", about=About.APPROVAL, subject="取水许可证延续审批", public=False,
        text="取水许可证今年到期的规模以上企业实行集中换证。\n材料可由街道代收，现场踏勘与换证一并安排。",
    )  # fmt: skip
    _question(ground, water, now - 18 * DAY)
    _issued(
        ground, services, now - 6 * DAY, everybody, 15,
        title="工业项目“拿地即开工”审批流程调整", about=About.APPROVAL, subject="工业项目施工许可", public=True,
        text="符合区域评估条件的工业项目，规划、施工许可并联办理，总时限压缩至十五个工作日。",
    )  # fmt: skip
    road = _issued(
        ground, planning, now - 15 * DAY, above, 30,
        title="滨河路改造期间货车绕行安排", about=About.OTHER, subject="滨河路改造工程", public=False,
        text="滨河路改造期间，货车由纬三路绕行。",
    )  # fmt: skip
    issuing.withdraw(road, by=planning, reason="施工时间调整，绕行安排另行通报。", at=now - 13 * DAY)
    _draft(
        ground, planning, now - DAY, everybody,
        title="低效工业用地再开发专项规划", about=About.PLAN, subject="低效工业用地再开发专项规划", public=False,
        text="拟对连续三年闲置的厂房用地统筹再开发，征求相关企业意见。",
    )  # fmt: skip


def _draft(ground: Ground, by: Actor, at: datetime, whom: Target, **said: object) -> Circular:
    key = uuid.uuid5(uuid.NAMESPACE_OID, str(said["title"]))
    row = writing.draft(said, by=by, district=ground.district, key=key, at=at)
    writing.choose(row, whom, by=by)
    row.refresh_from_db()
    return row


def _issued(ground: Ground, by: Actor, at: datetime, whom: Target, percent: int, **said: object) -> Circular:
    row = _draft(ground, by, at - DAY, whom, **said)
    issuing.issue(row, by=by, at=at)
    row.refresh_from_db()
    _read(row, percent, at)
    return row


def _read(circular: Circular, percent: int, at: datetime) -> None:
    """By so many of a hundred companies, within four days: every third by its link, the others by name."""
    rows = [row for n, row in enumerate(circular.receipts.order_by("id")) if n * 37 % 100 < percent]
    for part in range(6):
        reading.opened(
            rows[part::6], by="" if part % 3 == 0 else ASKING, at=at + timedelta(hours=3 + 15 * part)
        )


def _correct(by: Actor, circular: Circular, at: datetime) -> None:
    new = writing.correct(circular, by=by, at=at - DAY)
    said = {
        "title": new.title.replace("草案公示", "草案公示（更正）"), "about": new.about, "subject": new.subject, "public": True,
        "text": f"{new.text}\n更正：公示期延长至四十五日。",
    }  # fmt: skip
    writing.change(new, said, by=by)
    issuing.issue(new, by=by, at=at)
    _read(new, 55, at)


def _question(ground: Ground, circular: Circular, at: datetime) -> None:
    receipt = circular.receipts.select_related("enterprise").order_by("id").first()
    if receipt:
        reading.ask(
            circular, receipt.enterprise, by=caller(ground.district, ASKING), phone="19900002323", at=at,
            text="我公司取水证明年三月到期，能否一并纳入此次集中换证？",
        )  # fmt: skip
