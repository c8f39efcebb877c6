"""Leaders' contacts with their companies over the year: most in their rhythm, some overdue, a few companies never called on."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from qifu.appeals.words import Way
from qifu.demonstration.course import pick
from qifu.demonstration.founding import Ground
from qifu.enterprises.models import Enterprise
from qifu.liaison.linking import settle_links
from qifu.liaison.models import LeaderLink
from qifu.liaison.verbs.leader_contact import write_contact
from qifu.organisations.actors import Actor, actor_of
from qifu.organisations.calendar import calendar
from qifu.organisations.models import Leader
from qifu.organisations.roles import Role

EVERY = 26  # days, a little under the month in which a contact is owed
SAID = (
    (Way.VISIT, "到企业车间走访，订单饱满，企业希望协调厂区周边停车和货车通行时段。"),
    (Way.PHONE, "电话了解生产经营情况，用工缺口约二十人，已转人社部门对接。"),
    (Way.VISIT, "现场查看在建项目，进度正常，企业反映临时用电容量偏紧。"),
    (Way.MEETING, "座谈中听取企业对融资和税收政策的建议，请银行监管部门跟进。"),
    (Way.PHONE, "回访上次走访交办事项，企业表示已解决，暂无新的困难。"),
)


def play(ground: Ground, now: datetime) -> None:
    today = timezone.localdate(now)
    posts = {post.leader_id: post for (_n, role), post in ground.posts.items() if role == Role.LEADER}
    linked = [company for company in ground.enterprises if company.leader_id in posts]
    for n, company in enumerate(linked):
        if n % 7 == 3:
            continue  # never called on
        by = actor_of(posts[company.leader_id])
        day = today - timedelta(days=3 + n * 7 % 19 + (40 if n % 5 == 2 else 0))
        turn = n
        while day.year == today.year or turn == n:
            _contact(company, by, day, turn)
            day, turn = day - timedelta(days=EVERY), turn + 1
    _links(ground, linked, today)


def _links(ground: Ground, linked: list[Enterprise], today: date) -> None:
    """All since the beginning of the year, but for one that another leader had before; a few key companies wait for theirs."""
    begin = date(today.year, 1, 4)
    waiting = [company.pk for company in linked[3::14]]  # of those whom nobody has called on
    Enterprise.objects.filter(pk__in=waiting).update(leader=None)
    settle_links(begin)
    company = linked[-1]
    others = Leader.objects.filter(district=ground.district)
    former = next(leader for leader in reversed(others) if leader != company.leader)
    LeaderLink.objects.filter(enterprise=company).update(since=min(today, date(today.year, 4, 1)))
    LeaderLink.objects.create(
        district=ground.district,
        leader=former,
        enterprise=company,
        since=begin,
        until=min(today, date(today.year, 4, 1)),
        reason="分工调整",
    )


def _contact(company: Enterprise, by: Actor, day: date, n: int) -> None:
    way, said = pick(SAID, n)
    day = calendar().last_workday(day)
    at = timezone.make_aware(datetime.combine(day, time(17, n % 60)))
    write_contact(company, by=by, day=day, way=way, said=said, at=at)
