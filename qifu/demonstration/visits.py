"""The year's trips: by leaders and units, to three or four companies each. What earlier appeals from visits came from, some noted, some settled.

The past is written down in one go; yesterday's, today's and the coming trips are lived by the verbs.
"""

import io
import math
import struct
import zlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.utils import timezone

from qifu.appeals.files import Incoming
from qifu.appeals.models import Appeal
from qifu.appeals.words import Channel, Way
from qifu.demonstration.course import pick
from qifu.demonstration.founding import Ground
from qifu.enterprises.models import Enterprise, Project
from qifu.liaison.models import Finding, LeaderContact
from qifu.liaison.visits import planning, recording
from qifu.liaison.visits.feedback import give_feedback
from qifu.liaison.visits.models import Goer, Note, Stop, Visit, VisitEvent
from qifu.liaison.visits.planning import Place, Plan
from qifu.liaison.visits.words import VisitKind, VisitStage
from qifu.liaison.words import Outcome
from qifu.lib.uploads import inspect
from qifu.lib.workdays import end_of_day
from qifu.organisations.actors import Actor, actor_of
from qifu.organisations.calendar import calendar
from qifu.organisations.models import Leader, Post
from qifu.organisations.roles import Role

PAST, STOPS = 30, 3
STAY = timedelta(minutes=60)
PURPOSES = (
    "走访重点企业，了解订单和用工情况",
    "送政策上门，讲解今年的减税和融资政策",
    "现场查看项目进度，协调水电配套",
    "了解企业复产后的困难",
    "回访上季度所提问题的落实情况",
    "安全生产走访检查并征求意见",
)
NOTES = (
    "厂区整洁，两条生产线满负荷，订单排到年底。",
    "企业负责人介绍，原料运输成本上升，希望开放东门货车通道。",
    "查看了在建厂房，主体已封顶，等待电力增容。",
    "职工食堂和宿舍改善明显，招工压力仍在。",
)
FINDINGS = (
    "厂区东门外道路夜间无路灯，职工上下班不安全。",
    "企业申请电力增容两个月没有回音。",
    "园区公交末班车过早，晚班职工回家不便。",
    "希望统一安排一次用工招聘会。",
    "污水管道接口标高与市政管网不一致，雨天倒灌。",
)
HOW = ("已请市政所当天补装两盏路灯，企业现场确认。", "当场与供电所电话核实，三日内上门勘察。")
NOTED = "企业表示理解，属于建议，暂不需要办理。"
SAID = "已告知所提问题的办理单位和时限，企业表示满意。"


class Trips:
    def __init__(self, ground: Ground, now: datetime) -> None:
        self.ground, self.now, self.today = ground, now, timezone.localdate(now)
        self.officers = [
            post for (_n, role), post in ground.posts.items() if role == Role.OFFICER and post.unit
        ]
        self.heads = {post.unit_id: post for (_n, role), post in ground.posts.items() if role == Role.HEAD}
        self.companies = [row for row in ground.enterprises if row.key] or ground.enterprises
        self.leaders = list(ground.leaders.values())

    def play(self) -> None:
        self._past()
        self._lately()
        self._ahead()

    # The past, in a few queries.

    def _past(self) -> None:
        channels = {Channel.VISIT.value: VisitKind.VISIT, Channel.ON_SITE.value: VisitKind.ON_SITE}
        appeals = list(
            Appeal.objects.filter(
                district=self.ground.district,
                channel__in=channels,
                enterprise__isnull=False,
                registered_at__lt=self.now - timedelta(days=18),
            )
            .select_related("enterprise", "district")
            .order_by("registered_at", "id")
        )
        step = max(1, len(appeals) // PAST)
        for n, appeal in enumerate(appeals[::step][:PAST]):
            day = timezone.localdate(appeal.registered_at)
            visit = self._row(n, day, channels[appeal.channel])
            self._fill(visit, n, [appeal.enterprise, *self._others(n, appeal.enterprise)], appeal)

    def _row(self, n: int, day: date, kind: VisitKind) -> Visit:
        post = self.officers[n * 7 % len(self.officers)]
        assert post.unit  # noqa: S101 - those chosen have one
        starts = min(at(day, 9), self.now - timedelta(hours=8))
        return Visit.objects.create(
            district=self.ground.district, kind=kind, purpose=pick(PURPOSES, n), starts_at=starts, unit=post.unit, lead=post.user,
            leader=self._leader(n), stage=VisitStage.DECIDED, by=post.user,
        )  # fmt: skip

    def _leader(self, n: int) -> Leader | None:
        return self.leaders[n % len(self.leaders)] if n % 3 == 0 else None

    def _others(self, n: int, first: Enterprise) -> list[Enterprise]:
        linked = [row for row in self.companies if row != first]
        return [linked[(n * 3 + k) % len(linked)] for k in range(STOPS - 1 + n % 2)]

    def _fill(self, visit: Visit, n: int, companies: Sequence[Enterprise], appeal: Appeal) -> None:
        post = self.officers[n * 7 % len(self.officers)]
        other = self.officers[(n * 7 + 3) % len(self.officers)]
        people = {each.user_id: each for each in (post, other)}
        Goer.objects.bulk_create(
            Goer(visit=visit, user=each.user, unit=each.unit) for each in people.values()
        )
        stops = Stop.objects.bulk_create(self._stop(visit, n, k, row) for k, row in enumerate(companies))
        Note.objects.bulk_create(
            Note(stop=stop, text=pick(NOTES, n + k), by=post.user, at=begun(visit, k))
            for k, stop in enumerate(stops)
        )
        finding = {
            "district": visit.district,
            "source": visit.kind,
            "day": visit.day,
            "unit": visit.unit,
            "by": visit.lead,
        }
        said = appeal.text[:5000]
        Finding.objects.create(
            **finding, source_id=stops[0].pk, enterprise=appeal.enterprise, text=said, outcome=Outcome.APPEAL,
            appeal=appeal, at=appeal.registered_at,
        )  # fmt: skip
        Finding.objects.create(
            **finding, source_id=stops[1].pk, enterprise=stops[1].enterprise, text=pick(FINDINGS, n), outcome=Outcome.NOTED,
            how=NOTED, at=begun(visit, 1) + STAY,
        )  # fmt: skip
        self._history(visit, stops, post)
        LeaderContact.objects.bulk_create(
            LeaderContact(
                district=visit.district, leader=visit.leader, enterprise=stop.enterprise, day=visit.day, way=Way.VISIT,
                said=visit.purpose, at=visit.starts_at, by=visit.lead,
            )
            for stop in stops
            if visit.leader_id and stop.enterprise.leader_id == visit.leader_id
        )  # fmt: skip

    def _stop(self, visit: Visit, n: int, k: int, company: Enterprise) -> Stop:
        came = begun(visit, k)
        due = end_of_day(visit.day + timedelta(days=15))
        told = (n + k) % 5 != 4 or due < self.now - timedelta(days=60)
        return Stop(
            district=visit.district, visit=visit, position=k + 1, day=visit.day, enterprise=company, checked_in_at=came,
            checked_in_by=visit.lead, finished_at=came + STAY, feedback_due_at=due,
            feedback_at=min(came + timedelta(days=9), self.now) if told else None, feedback_way=Way.PHONE if told else "",
            feedback_to="办公室主任" if told else "", feedback_said=SAID if told else "", feedback_by=visit.lead if told else None,
        )  # fmt: skip

    def _history(self, visit: Visit, stops: Sequence[Stop], post: Post) -> None:
        who = actor_of(post).label
        told: list[tuple[str, Stop | None, datetime]] = [("plan", None, visit.starts_at - timedelta(days=2))]
        for k, stop in enumerate(stops):
            told += [("check-in", stop, begun(visit, k)), ("finish", stop, begun(visit, k) + STAY)]
        VisitEvent.objects.bulk_create(
            VisitEvent(
                district=visit.district, visit=visit, stop=stop, verb=verb, by=visit.lead, who=who, at=when, received_at=when
            )
            for verb, stop, when in sorted(told, key=lambda each: each[2])
        )  # fmt: skip

    # Lately, today and ahead: by the verbs.

    def _lately(self) -> None:
        for n, days in enumerate((12, 8, 5, 2)):
            day = calendar().last_workday(self.today - timedelta(days=days))
            visit = self._plan(n, at(day, 9), self._leader(n * 3))
            for k, stop in enumerate(visit.stops.order_by("position")):
                self._live(stop, n + k, visit.starts_at + timedelta(minutes=10 + 80 * k), n * STOPS + k)
        now = self.now - timedelta(minutes=40)
        today = self._plan(5, now - timedelta(minutes=20), self.leaders[0])
        first = today.stops.order_by("position").first()
        if first and today.has_come(now):
            lead = self._actor(today)
            recording.check_in(first, by=lead, at=now)
            recording.write_note(first, pick(NOTES, 2), by=lead, at=now)

    def _ahead(self) -> None:
        for n, days in enumerate((1, 2, 4, 6), start=6):
            self._plan(n, at(calendar().add(self.today, days), 9 + n % 3), self._leader(n), VisitKind.ON_SITE)
        called_off = self._plan(11, at(calendar().add(self.today, 3), 14), None)
        planning.cancel(
            called_off, by=self._actor(called_off), reason="企业当日停产检修，另行安排。", at=self.now
        )

    def _plan(
        self, n: int, starts: datetime, leader: Leader | None, kind: VisitKind = VisitKind.VISIT
    ) -> Visit:
        lead = self.officers[n * 5 % len(self.officers)]
        others = [self.officers[(n * 5 + 2) % len(self.officers)]]
        places = [Place(row) for row in self._others(n + 40, self.companies[n % len(self.companies)])]
        if kind == VisitKind.ON_SITE:
            projects = Project.objects.filter(district=self.ground.district).select_related("enterprise")
            places += [Place(row.enterprise, row) for row in projects.order_by("pk")[n : n + 1]]
        said = Plan(kind, pick(PURPOSES, n), starts, lead, places, others, leader)
        told = min(starts, self.now) - timedelta(days=2)
        return planning.plan(said, district=self.ground.district, by=actor_of(lead), at=told)

    def _actor(self, visit: Visit) -> Actor:
        return actor_of(next(post for post in self.officers if post.user_id == visit.lead_id))

    def _live(self, stop: Stop, n: int, begun: datetime, turn: int) -> None:
        lead = self._actor(stop.visit)
        recording.check_in(stop, by=lead, at=begun)
        recording.write_note(stop, pick(NOTES, n), by=lead, at=begun + timedelta(minutes=15))
        recording.add_pictures(stop, [picture("现场照片.png", n)], by=lead, at=begun + timedelta(minutes=20))
        recording.sign(
            stop,
            picture("signature.png", n, signature=True),
            name="陈志强",
            by=lead,
            at=begun + timedelta(minutes=55),
        )
        self._find(stop, turn, begun + timedelta(minutes=40))
        recording.finish(stop, by=lead, at=begun + timedelta(minutes=60))
        if turn % 4 == 0 and begun + timedelta(days=1) < self.now:
            later = begun + timedelta(days=1)
            give_feedback(stop, by=lead, way=Way.PHONE, to="陈志强", said=SAID, at=later)

    def _find(self, stop: Stop, turn: int, when: datetime) -> None:
        lead = self._actor(stop.visit)
        text = pick(FINDINGS, turn)
        head = self.heads.get(stop.visit.unit_id)
        match turn % 4:
            case 0:
                recording.find(stop, text, by=lead, outcome=Outcome.NOTED, how=NOTED, at=when)
            case 1:
                recording.find(stop, text, by=lead, outcome=Outcome.APPEAL, at=when)
            case 2 if head and Goer.objects.filter(visit=stop.visit, unit=head.unit).exists():
                category = next(row for row in self.ground.categories.values() if len(row.code) == 6)
                said = {"category": category, "how": pick(HOW, turn)}
                recording.find(stop, text, by=lead, outcome=Outcome.SETTLED, at=when, **said)  # type: ignore[arg-type]
            case _:
                recording.find(stop, text, by=lead, at=when)


def begun(visit: Visit, k: int) -> datetime:
    return visit.starts_at + timedelta(minutes=10 + 80 * k)


def at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def play(ground: Ground, now: datetime) -> None:
    Trips(ground, now).play()


def picture(name: str, n: int, *, signature: bool = False) -> Incoming:
    """Drawn here: a signature's line, or a hall before a sky."""
    content = io.BytesIO(_png(_strokes(n)) if signature else _png(_hall(n)))
    return Incoming(name, content, inspect(content, name, 1 << 20))


def _strokes(n: int) -> list[bytearray]:
    rows = [bytearray(b"\xff\xff\xff" * 200) for _each in range(80)]
    points = [(10 + t, 40 + 24 * math.sin(t / (7 + n % 5)) * math.cos(t / 23)) for t in range(180)]
    for (x, y), (_x, below) in pairwise(points):
        for each in range(int(min(y, below)), int(max(y, below)) + 3):
            rows[each][int(x) * 3 : int(x) * 3 + 6] = b"\x11\x11\x33" * 2
    return rows


def _hall(n: int) -> list[bytearray]:
    sky, wall, ground = (150, 190, 220 - n % 4 * 10), (170 + n % 5 * 8, 160, 150), (110, 120, 100)
    rows = []
    for y in range(120):
        row = bytearray()
        for x in range(160):
            inside = 25 < x < 135 and 40 < y < 95
            window = inside and x % 22 < 12 and 52 < y < 70
            row += bytes((70, 90, 110) if window else wall if inside else sky if y < 90 else ground)
        rows.append(row)
    return rows


def _png(rows: Sequence[bytearray]) -> bytes:
    head = struct.pack(">IIBBBBB", len(rows[0]) // 3, len(rows), 8, 2, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    parts = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I4s", len(each), name) + each + struct.pack(">I", zlib.crc32(name + each))
        for name, each in parts
    )
