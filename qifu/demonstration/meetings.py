"""Meetings in the demonstration: a joint meeting every month, special report meetings by front, and what came of them.

They take their turn while the lives are lived, so that each agenda is drawn from what was stuck on its day. One resolution
in four is reported late; some reports are sent back. At the end one meeting is to come, and one has its minutes being written.
"""

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count

from django.utils import timezone

from qifu.appeals.models import Appeal
from qifu.appeals.words import Stage
from qifu.demonstration.course import pick
from qifu.demonstration.founding import Ground
from qifu.demonstration.government import deputy_over
from qifu.demonstration.meetings_text import (
    CONFIRMED,
    DONE,
    EXCUSES,
    JOINT_REMARK,
    MINUTES,
    OTHERS,
    RESOLUTIONS,
    REVIEWED,
    SENT_BACK,
    SPECIAL_REMARK,
    TOPIC_MINUTES,
    TOPICS,
)
from qifu.meetings import agenda, carrying_out, planning, recording
from qifu.meetings.models import Item, Meeting, Resolution
from qifu.meetings.planning import Plan
from qifu.meetings.recording import Came
from qifu.meetings.reminding import remind
from qifu.meetings.words import MeetingKind, Presence, ResolutionStage
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import calendar
from qifu.organisations.models import Front, Unit
from qifu.organisations.moment import Moment
from qifu.organisations.roles import Role

DAY = timedelta(days=1)
JOINT_DAY, SPECIAL_DAY = 14, 22  # of the month, or the working day after
SPECIAL_FRONTS = {3: "construction", 5: "industry", 7: "governance", 9: "construction", 11: "commerce"}
AT_JOINT = (
    "industry", "development", "finance", "planning", "housing", "municipal", "transport", "water",
    "ecology", "market", "tax", "labour", "services", "fire", "zone", "power",
)  # fmt: skip
RULES = {"escalated": 0, "overdue": 1, "ordered": 0, "disputed": 0, "returned": 1, "unhappy": 0}
LATE_ONE_IN, LATE_BY = 4, 25  # working days
MOST_APPEALS, FEWEST_APPEALS, MOST_RESOLVED = 6, 3, 3
NUMERALS = "一二三四五六七八九十"
Act = Callable[[datetime], None]


class Meetings:
    """`until` is told each instant that the lives have come to, and takes what has come due in the order of time."""

    def __init__(self, ground: Ground, now: datetime, meanwhile: Act | None = None) -> None:
        """`meanwhile` is told the instant before each act: what else goes on by the clock comes first."""
        self.ground, self.now, self.meanwhile = ground, now, meanwhile
        self.office = ground.actor("office1", Role.OFFICE, "")
        self.keys = {unit.pk: key for key, unit in ground.units.items()}
        self.acts: list[tuple[datetime, int, Act]] = []
        self.turn, self.begun, self.joints = count(), False, 0

    def until(self, at: datetime) -> None:
        if not self.begun:
            self.begun = True
            self._call_meetings(timezone.localdate(at))
        while self.acts and self.acts[0][0] <= at:
            when, _turn, act = heapq.heappop(self.acts)
            if self.meanwhile:
                self.meanwhile(when)
            act(when)

    def finish(self, now: datetime) -> None:
        self.until(now)
        today = timezone.localdate(now)
        before = _workdays_before(today, 1)
        self._hold_lately(_at(before, 14, 30), now)
        soon = calendar().add(today, 1)
        coming = self._plan(_joint(self.ground), _at(soon, 9, 30), _earlier(now, 4))
        self._compose(coming, now)
        called_off = self._plan(
            _special(self.ground, "society"), _at(calendar().add(today, 4), 14, 30), _earlier(now, 3)
        )
        planning.cancel(
            called_off, by=self.office, note="与全区安全生产会议时间冲突，另行通知。", at=_earlier(now, 1)
        )
        self._plan(_special(self.ground, "commerce"), _at(calendar().add(today, 7), 14, 30), _earlier(now, 1))
        remind(now)

    # Calling, composing, holding.

    def _call_meetings(self, first: date) -> None:
        """Those whose minutes can be finalised by now; a meeting is planned five working days before."""
        month = first.replace(day=1)
        while month <= timezone.localdate(self.now):
            self._call(_joint(self.ground), month.replace(day=JOINT_DAY), 9, first)
            if month.month in SPECIAL_FRONTS:
                said = _special(self.ground, SPECIAL_FRONTS[month.month])
                self._call(said, month.replace(day=SPECIAL_DAY), 14, first)
            month = (month + timedelta(days=32)).replace(day=1)

    def _call(self, said: "Said", day: date, hour: int, first: date) -> None:
        starts = _at(calendar().add(day, 0), hour, 30)
        planned = _at(_workdays_before(timezone.localdate(starts), 5), 10)
        finalised = _at(calendar().add(timezone.localdate(starts), 1), 16)
        if timezone.localdate(planned) < first or finalised > self.now - 2 * DAY:
            return

        def live(at: datetime) -> None:
            meeting = self._plan(said, starts, at)
            self._later(_at(_workdays_before(meeting.day, 1), 15), lambda at: self._compose(meeting, at))
            self._later(starts, lambda at: self._hold(meeting, at))
            self._later(finalised, lambda at: self._finalise(meeting, at))

        self._later(planned, live)

    def _plan(self, said: "Said", starts: datetime, at: datetime) -> Meeting:
        kind, front, units, title, chair, remark = said
        if kind == MeetingKind.JOINT:
            self.joints += 1
            title = f"企业服务活动第{_numeral(self.joints)}次成员单位联席会"
        plan = Plan(
            kind=kind, front=front, units=units, title=title, starts_at=starts,
            ends_at=starts + timedelta(minutes=90), place=pick(("区政府第一会议室", "区政府第二会议室", "政务中心三楼会议室"), starts.month),
            chair=self.ground.leaders[chair], remark=remark,
        )  # fmt: skip
        return planning.plan(plan, district=self.ground.district, by=self.office, at=at)

    def _compose(self, meeting: Meeting, at: datetime) -> None:
        """What is stuck; where little is, the office adds what has been in hand for longest."""
        found = agenda.candidates(meeting, RULES, Moment(at))[:MOST_APPEALS]
        agenda.add_appeals(meeting, found, by=self.office)
        asked = meeting.attendances.values("unit")
        in_hand = Appeal.objects.filter(stage=Stage.HANDLING, lead_unit__in=asked).order_by(
            "assigned_at", "pk"
        )
        there = [candidate.appeal.pk for candidate in found]
        for appeal in in_hand.exclude(pk__in=there)[: max(FEWEST_APPEALS - len(found), 0)]:
            agenda.add_appeal(meeting, appeal, by=self.office)
        units = [row.unit for row in meeting.attendances.select_related("unit")]
        agenda.add_topic(
            meeting, pick(TOPICS, _day(meeting)), unit=pick(units, _day(meeting)), by=self.office
        )

    def _hold(self, meeting: Meeting, at: datetime) -> None:
        recording.hold(meeting, by=self.office, at=at)
        meeting.refresh_from_db()
        came = [self._came(row.unit, n + _day(meeting)) for n, row in enumerate(meeting.attendances.all())]
        recording.attend(meeting, came, by=self.office, others=pick(OTHERS, _day(meeting)))
        resolved = 0
        for n, item in enumerate(meeting.items.select_related("unit", "former", "meeting")):
            recording.minute(item, self._minutes(item, n), by=self.office)
            if item.unit and not item.former_id and resolved < MOST_RESOLVED:
                self._resolve(item, item.unit, n)
                resolved += 1

    def _came(self, unit: Unit, n: int) -> Came:
        if n % 9 == 4:
            return Came(unit.pk, Presence.EXCUSED, "", pick(EXCUSES, n))
        if n % 23 == 11:
            return Came(unit.pk, Presence.ABSENT)
        return Came(unit.pk, Presence.PRESENT, self._head(unit).name)

    def _minutes(self, item: Item, n: int) -> str:
        if item.former_id:
            return pick(REVIEWED, n)
        unit = item.unit.short_name if item.unit else "活动办"
        return pick(MINUTES if item.appeal_id else TOPIC_MINUTES, n + _day(item.meeting)).format(unit=unit)

    def _resolve(self, item: Item, unit: Unit, n: int) -> None:
        day = calendar().add(item.meeting.day, pick((10, 15, 20), n))
        text = pick(RESOLUTIONS, n + _day(item.meeting)).format(unit=unit.short_name)
        recording.resolve(item, text=text, unit=unit, due_on=day, by=self.office)

    def _finalise(self, meeting: Meeting, at: datetime) -> None:
        recording.finalise(meeting, by=self.office, at=at)
        for resolution in meeting.resolutions.all():
            self._carry_out(resolution)

    def _hold_lately(self, starts: datetime, now: datetime) -> None:
        """Of the last working day; its minutes are still being written."""
        meeting = self._plan(_special(self.ground, "industry"), starts, starts - 7 * DAY)
        self._compose(meeting, starts - timedelta(hours=20))
        self._hold(meeting, starts)

    # What becomes of a resolution.

    def _carry_out(self, resolution: Resolution) -> None:
        if _place(resolution) % LATE_ONE_IN == 1:
            day = calendar().add(resolution.due_on, LATE_BY)
        else:
            day = _workdays_before(resolution.due_on, 1 + _place(resolution) % 4)
        done = _at(day, 11)
        self._later(done, lambda at: self._report(resolution, at, again=_place(resolution) % 6 != 2))

    def _report(self, resolution: Resolution, at: datetime, *, again: bool) -> None:
        resolution.refresh_from_db()
        if resolution.stage != ResolutionStage.OPEN:
            return
        note = pick(DONE, _place(resolution) + again)
        carrying_out.report(resolution, by=self._head(resolution.unit), note=note, at=at)
        judge = self._confirm if again else self._send_back
        self._later(_at(calendar().add(timezone.localdate(at), 1), 10), lambda at: judge(resolution, at))

    def _confirm(self, resolution: Resolution, at: datetime) -> None:
        carrying_out.confirm(resolution, by=self.office, note=pick(CONFIRMED, _place(resolution)), at=at)

    def _send_back(self, resolution: Resolution, at: datetime) -> None:
        carrying_out.send_back(resolution, by=self.office, note=pick(SENT_BACK, _place(resolution)), at=at)
        done = _at(calendar().add(timezone.localdate(at), 3), 15)
        self._later(done, lambda at: self._report(resolution, at, again=True))

    def _later(self, at: datetime, act: Act) -> None:
        heapq.heappush(self.acts, (at, next(self.turn), act))

    def _head(self, unit: Unit) -> Actor:
        return self.ground.actor(f"{self.keys[unit.pk]}.head", Role.HEAD, "")


Said = tuple[MeetingKind, Front | None, list[Unit], str, str, str]


def _joint(ground: Ground) -> Said:
    units = [ground.units[key] for key in AT_JOINT]
    return MeetingKind.JOINT, None, units, "", "district.head", JOINT_REMARK


def _special(ground: Ground, key: str) -> Said:
    chair = deputy_over(key).key
    front = ground.leaders[chair].front
    assert front is not None  # noqa: S101 - as written in government.py
    units = [unit for unit in ground.units.values() if unit.front_id == front.pk and unit.kind != "office"]
    return MeetingKind.SPECIAL_REPORT, front, units, f"{front.name}专题汇报会", chair, SPECIAL_REMARK


def _day(meeting: Meeting) -> int:
    """What tells meetings apart in the same way whenever the demonstration is loaded."""
    return meeting.day.toordinal()


def _place(resolution: Resolution) -> int:
    """Among all of the year, in the order of the minutes."""
    return (resolution.meeting.serial or 0) + resolution.number


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _earlier(now: datetime, workdays: int) -> datetime:
    return _at(_workdays_before(timezone.localdate(now), workdays), 10)


def _workdays_before(day: date, n: int) -> date:
    for _each in range(n):
        day = calendar().last_workday(day - DAY)
    return day


def _numeral(n: int) -> str:
    return NUMERALS[n - 1] if n <= 10 else f"十{NUMERALS[n - 11]}"
