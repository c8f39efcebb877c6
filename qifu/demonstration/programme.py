"""The year's programme, played: written down and started, its duties handed down, and what units reported on them since.

Two units owe their reports of the last two months; a few report late, and one report is sent back.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from qifu.appeals.models import Aspect
from qifu.demonstration import categories, government
from qifu.demonstration.founding import Ground
from qifu.demonstration.programme_text import (
    AIMS,
    DUTIES,
    EVIDENCE,
    FINISHED,
    LAST_YEARS_AIMS,
    LAST_YEARS_NUMBER,
    NEXT,
    NUMBER,
    SENT_BACK,
    TITLE,
    Written,
)
from qifu.liaison.institutions import OFFERED
from qifu.liaison.models import Duty, Evidence, Programme
from qifu.liaison.months import months_of
from qifu.liaison.verbs import duty as verbs
from qifu.liaison.verbs import evidence
from qifu.liaison.verbs.member_units import Named, save_member_units
from qifu.liaison.verbs.programme import end, save_programme, start
from qifu.lib.months import month_after
from qifu.lib.workdays import end_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role

SILENT = ("banking", "labour")
SILENT_MONTHS = 2
LEFT_TO_CONFIRM = 4  # of the last month every fourth report still waits for the office
DEPUTIES = ("deputy.secretary", "deputy.industry", "zone.secretary")
MEMBERS = ("deputy.construction", "deputy.commerce", "deputy.society", "deputy.governance", "united.front")


def play(ground: Ground, now: datetime) -> Programme:
    today = timezone.localdate(now)
    office = ground.actor("office1", Role.OFFICE, "")
    last = write(ground, office, today.year - 1, LAST_YEARS_NUMBER, LAST_YEARS_AIMS)
    start(last, by=office)
    end(last, by=office)
    programme = write(ground, office, today.year, NUMBER, AIMS)
    start(programme, by=office)
    for index, written in enumerate(DUTIES):
        duty = hand_down(ground, programme, written, index, office, now)
        live(ground, duty, written, index, office, now)
    enter_evidence(programme, office, today)
    return programme


def write(ground: Ground, office: Actor, year: int, number: str, aims: str) -> Programme:
    programme = Programme(
        district=ground.district,
        year=year,
        title=TITLE.format(year=year),
        document_number=number.format(year=year),
        aims=aims,
        begins_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        head=ground.leaders["district.head"],
        office=ground.units["office"],
    )
    save_programme(
        programme,
        by=office,
        aspects=list(Aspect.objects.filter(district=ground.district)),
        deputies=[ground.leaders[key] for key in DEPUTIES],
        members=[ground.leaders[key] for key in MEMBERS],
        institutions=[institution.number for institution in OFFERED],
    )
    save_member_units(programme, [named(ground, unit) for unit in government.UNITS[1:]], by=office)
    return programme


def named(ground: Ground, unit: government.Unit) -> Named:
    head, officer = (ground.users[f"{unit.key}{post}"] for post in (".head", "1"))
    return Named(ground.units[unit.key], head.name, officer.name, officer.phone)


def hand_down(
    ground: Ground, programme: Programme, written: Written, index: int, office: Actor, now: datetime
) -> Duty:
    month = date(programme.year, written.due, 1)
    duty = Duty(
        district=ground.district,
        programme=programme,
        unit=ground.units[written.unit],
        aspect=Aspect.objects.get(district=ground.district, name=categories.ASPECTS[written.aspect]),
        title=written.title,
        content=written.content,
        due_at=end_of_day(month_after(month) - timedelta(days=1)),
        order=index + 1,
    )
    verbs.save_duty(duty, by=office, co_units=[ground.units[key] for key in written.helpers])
    usual = moment(date(programme.year, 1, 12), index)
    verbs.hand_down(duty, by=office, at=min(usual, now - timedelta(hours=1)))
    return duty


def live(ground: Ground, duty: Duty, written: Written, index: int, office: Actor, now: datetime) -> None:
    """Month by month: reported in the first days of the next one, confirmed the day after, finished when all is done."""
    officer = ground.actor(f"{written.unit}1", Role.OFFICER, "")
    over = [
        month
        for month in months_of(duty.programme, timezone.localdate(now))
        if month_after(month) <= timezone.localdate(now)
    ]
    quiet = over[-SILENT_MONTHS:] if written.unit in SILENT else []
    for month in (month for month in over if month not in quiet):
        percent = share(written, month)
        day = 8 if (index + month.month) % 17 == 0 else 2 + index % 3
        at = moment(month_after(month).replace(day=day), index)
        if at > now:
            return
        text = wording(written, month, index)
        report = verbs.report(duty, by=officer, month=month, text=text, percent=percent, at=at)
        decided = at + timedelta(days=1)
        if decided > now or (month == over[-1] and index % LEFT_TO_CONFIRM == 0):
            return
        if (index, month.month) == (4, 3):
            verbs.send_back(report, by=office, note=SENT_BACK, at=at + timedelta(hours=3))
            report = verbs.report(
                duty, by=officer, month=month, text=text, percent=percent, at=at + timedelta(hours=6)
            )
        verbs.confirm(report, by=office, at=decided)
        if percent == 100:
            verbs.finish(duty, by=office, note=FINISHED, at=decided + timedelta(minutes=5))
            return


def share(written: Written, month: date) -> int:
    """In whole steps of five percent; all of it by the month in which it is due."""
    return min(100, month.month * 20 // written.due * 5)


def wording(written: Written, month: date, index: int) -> str:
    done = written.total * share(written, month) // 100
    before = (
        written.total * share(written, date(month.year, month.month - 1, 1)) // 100 if month.month > 1 else 0
    )
    return (
        f"本月{written.doing}{done - before}{written.measure}，累计{done}{written.measure}，"
        f"占年度任务{written.total}{written.measure}的{share(written, month)}%。{NEXT[(index + month.month) % len(NEXT)]}"
    )


def moment(day: date, index: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9 + index % 8, index * 7 % 60)))


def enter_evidence(programme: Programme, office: Actor, today: date) -> None:
    for issued in EVIDENCE:
        day = date(programme.year, issued.month, issued.day)
        if day <= today:
            row = Evidence(
                district=programme.district,
                programme=programme,
                heading=issued.heading,
                title=issued.title,
                on=day,
                document_number=issued.number.format(year=programme.year),
            )
            evidence.enter(row, by=office)
