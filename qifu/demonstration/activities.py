"""Six activities: two held, one full with a waiting list, one for invited companies, one being planned, one cancelled."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from qifu.demonstration.founding import Ground
from qifu.enterprises.models import Enterprise
from qifu.liaison.activities import planning
from qifu.liaison.activities.models import Activity
from qifu.liaison.activities.planning import EVERYBODY, Plan
from qifu.liaison.activities.signing_up import sign_up
from qifu.liaison.findings import note_only, raise_appeal
from qifu.liaison.targets import Target
from qifu.organisations.roles import Role

DAY = timedelta(days=1)


def play(ground: Ground, now: datetime) -> None:
    today = timezone.localtime(now).replace(hour=9, minute=0, second=0, microsecond=0)
    _held(ground, today)
    _coming(ground, today)


def _held(ground: Ground, today: datetime) -> None:
    rally = _plan(ground, "mobilisation", "企业服务年活动动员大会", "office", today - 90 * DAY, seats=200,
                  text="部署今年的企业服务年活动，公布服务承诺和联系方式。")  # fmt: skip
    _happen(ground, rally, ground.enterprises[:60:2], "到会企业代表发言6人，现场发放活动手册。")
    advice = _plan(ground, "advice", "用工法律咨询日", "labour", today - 2 * DAY, seats=40,
                   text="律师和劳动仲裁员现场解答劳动合同、社保、工伤问题，请带好合同样本。")  # fmt: skip
    _happen(ground, advice, ground.enterprises[5:35:3], "接待企业9家，解答问题23个，当场修改合同样本4份。")
    officer, when = ground.actor("labour1", Role.OFFICER, ""), today - 2 * DAY + timedelta(hours=3)
    company = ground.enterprises[5]
    raised = planning.write_down(
        advice,
        "工伤认定要跑三个地方，希望一个窗口办完。",
        by=officer,
        enterprise=company,
        raised_by="人事经理",
        at=when,
    )
    raise_appeal(raised, by=officer, at=when)
    noted = planning.write_down(advice, "建议每季度办一次咨询日。", by=officer, at=when)
    note_only(noted, by=officer, how="列入明年计划。")
    planning.write_down(
        advice, "新员工集中培训场地不好找。", by=officer, enterprise=ground.enterprises[8], at=when
    )


def _coming(ground: Ground, today: datetime) -> None:
    full = _plan(ground, "briefing", "技改贴息政策说明会", "industry", today + 6 * DAY, seats=22,
                 text="讲解今年技改贴息的范围、材料和时间，现场答疑。")  # fmt: skip
    _sign_up(ground, full, ground.enterprises[1:40:3], 3, today - 2 * DAY)
    invited = _plan(
        ground, "discussion", "改制企业银企座谈", "banking", today + 9 * DAY, seats=None, public=False,
        text="请改制企业负责人与三家银行面对面谈续贷和抵押问题。", target=Target(restructured=True),
    )  # fmt: skip
    _sign_up(ground, invited, [row for row in ground.enterprises if row.restructured][:6], 2, today - DAY)
    called_off = _plan(ground, "advice", "知识产权咨询日", "market", today + 3 * DAY, seats=20,
                       text="商标、专利申请和维权咨询。")  # fmt: skip
    _sign_up(ground, called_off, ground.enterprises[2:12:4], 1, today - 3 * DAY)
    market = ground.actor("market.head", Role.HEAD, "")
    planning.cancel(called_off, by=market, note="主讲人因公外出，改期另行通知。", at=today - DAY)
    _plan(ground, "discussion", "青年企业家座谈会", "commerce", today + 20 * DAY, seats=25, draft=True,
          text="听取青年企业家对营商环境的意见。")  # fmt: skip


def _plan(
    ground: Ground, kind: str, title: str, host: str, starts: datetime, *, text: str, seats: int | None,
    public: bool = True, target: Target = EVERYBODY, draft: bool = False,
) -> Activity:  # fmt: skip
    office, at = ground.actor("office1", Role.OFFICE, ""), starts - 30 * DAY
    said = Plan(
        kind=kind, title=title, starts_at=starts, ends_at=starts + timedelta(hours=2, minutes=30), place="区政务中心二楼报告厅",
        host=ground.units[host], text=text, seats=seats, open_to_all=target == EVERYBODY, public=public, target=target,
    )  # fmt: skip
    activity = planning.plan(said, district=ground.district, by=office, at=at)
    if not draft:
        planning.publish(activity, by=office, at=at)
        activity.refresh_from_db()
    return activity


def _sign_up(
    ground: Ground, activity: Activity, companies: Sequence[Enterprise], people: int, at: datetime
) -> None:
    by = ground.actor("office1", Role.OFFICE, "")
    for n, company in enumerate(companies):
        contact = company.contacts.order_by("id").first()
        sign_up(
            activity, company, by=by, people=1 + n % people, name=contact.name if contact else "",
            phone=contact.phone if contact else "", at=at,
        )  # fmt: skip


def _happen(ground: Ground, activity: Activity, companies: Sequence[Enterprise], results: str) -> None:
    by = ground.actor("office1", Role.OFFICE, "")
    _sign_up(ground, activity, companies, 3, activity.starts_at - 5 * DAY)
    planning.hold(activity, by=by, at=activity.ends_at)
    came = {row.pk: 0 if n % 9 == 4 else row.people for n, row in enumerate(activity.sign_ups.order_by("id"))}
    planning.take_attendance(activity, came, by=by)
    planning.write_results(activity, results, by=by, at=activity.ends_at)
