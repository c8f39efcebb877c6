"""The six hundred lives, lived: every step through the same verbs as people use, in the order of their instants."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.files import Incoming
from qifu.appeals.models import Appeal
from qifu.appeals.registering import register
from qifu.appeals.words import Channel, Population
from qifu.demonstration.course import Step
from qifu.demonstration.enterprises import enterprises
from qifu.demonstration.founding import Ground
from qifu.demonstration.life import Life
from qifu.demonstration.lives import lives
from qifu.lib.uploads import inspect
from qifu.lib.workdays import due_date
from qifu.organisations.calendar import calendar

MB = 1024 * 1024
Meanwhile = Callable[[datetime], None]


class Play:
    """`now` is the moment up to which the lives have come; nothing of them lies later."""

    def __init__(self, ground: Ground, now: datetime, meanwhile: Meanwhile | None = None) -> None:
        """`meanwhile` is told the instant before each step: what goes on by the clock takes its turn."""
        self.ground, self.now, self.meanwhile = ground, now, meanwhile
        self.today = timezone.localdate(now)
        days = calendar()
        self.last_day = (
            self.today if days.is_workday(self.today) else days.last_workday(self.today - timedelta(days=1))
        )
        since_january = days.between(date(self.today.year, 1, 1), self.last_day)
        self.lives = lives(since_january)
        self.appeals: dict[int, Appeal] = {}

    def run(self) -> None:
        for at, life, step in sorted(self._steps(), key=lambda entry: (entry[0], entry[1].index)):
            if self.meanwhile:
                self.meanwhile(at)
            self._take(life, step, at)

    def _steps(self) -> Iterator[tuple[datetime, Life, Step]]:
        for life in self.lives:
            before = None
            for count, step in enumerate(life.steps):
                at = self._instant(life.filed - step.day, step.minute)
                latest = self.now - timedelta(seconds=20 * (len(life.steps) - count))
                at = min(at, latest)
                before = at if before is None else max(at, before + timedelta(seconds=1))
                yield before, life, step

    def _day(self, ago: int) -> date:
        """The working day that many working days before (negative: after) the last one."""
        days = calendar()
        if ago <= 0:
            return days.add(self.last_day, -ago)
        day = self.last_day
        for _each in range(ago):
            day = days.last_workday(day - timedelta(days=1))
        return day

    def _instant(self, ago: int, minute: int) -> datetime:
        return timezone.make_aware(datetime.combine(self._day(ago), time(minute // 60, minute % 60)))

    def _take(self, life: Life, step: Step, at: datetime) -> None:
        by = self.ground.actor(step.username, step.role, self._caller(life)[0])
        if step.verb == "register":
            self.appeals[life.index] = self._register(life, step, at)
            return
        fields = FIELDS.get(step.verb, _nothing)(self, life, step)
        note = fields.pop("note", step.note)
        advance(self._appeal(life), step.verb, by=by, note=note, at=at, **fields)

    def _appeal(self, life: Life) -> Appeal:
        """A split-off part came to be with its parent's splitting, and is looked for when its own life begins."""
        if life.index not in self.appeals and life.origin is not None:
            self.appeals[life.index] = self.appeals[life.origin].parts.get(title=life.title)
        return self.appeals[life.index]

    def _register(self, life: Life, step: Step, at: datetime) -> Appeal:
        ground = self.ground
        name, phone = self._caller(life)
        company = ground.enterprises[life.enterprise] if life.enterprise is not None else None
        street = ground.units[life.caller.street] if life.caller else None
        return register(
            by=ground.actor(step.username, step.role, name),
            district=ground.district,
            channel=Channel(life.channel),
            population=Population.SELF_FOUND if life.population == "self_found" else Population.ASSIGNED,
            title=life.title,
            text=life.text,
            wish=life.wish,
            enterprise=company,
            caller_name=name,
            caller_phone=phone,
            street=street,
            at=at,
        )

    def _caller(self, life: Life) -> tuple[str, str]:
        if life.caller:
            return life.caller.name, life.caller.phone
        contact = enterprises()[life.enterprise or 0].contacts[0]
        return contact.name, contact.phone

    # What the steps fill.

    def category(self, life: Life, step: Step) -> dict[str, Any]:
        return {"category": self.ground.categories[str(step.facts["category"])]}

    def assign(self, life: Life, step: Step) -> dict[str, Any]:
        assist = step.facts.get("assist") or ()
        assert isinstance(assist, tuple)  # noqa: S101 - as written in course.py
        return {
            "lead": self.ground.units[step.unit],
            "assist": [self.ground.units[key] for key in assist],
            "complexity": step.facts["complexity"],
            "requirement": step.note,
            "note": "",
        }

    def plan(self, life: Life, step: Step) -> dict[str, Any]:
        return {"promised_on": self._day(life.filed - int(step.facts["promised"]))}  # type: ignore[arg-type]

    def extension(self, life: Life, step: Step) -> dict[str, Any]:
        due = self._appeal(life).answer_due_at
        assert due  # noqa: S101 - an appeal in handling has a date
        return {"until": calendar().add(due_date(due), int(step.facts["days"]))}  # type: ignore[arg-type]

    def answer(self, life: Life, step: Step) -> dict[str, Any]:
        return {"claim": step.facts["claim"], "reply": step.note, "note": str(step.facts.get("evidence", ""))}

    def listing(self, life: Life, step: Step) -> dict[str, Any]:
        leader = self.ground.leaders[str(step.facts["leader"])]
        review_on = self._day(life.filed - int(step.facts["review"]))  # type: ignore[arg-type]
        return {"plan": step.note, "leader": leader, "review_on": review_on, "note": ""}

    def ask_listing(self, life: Life, step: Step) -> dict[str, Any]:
        review_on = self._day(life.filed - int(step.facts["review"]))  # type: ignore[arg-type]
        return {"plan": step.facts["plan"], "review_on": review_on}

    def uphold(self, life: Life, step: Step) -> dict[str, Any]:
        """For half of them the ruling names whose duty it is."""
        rightful = str(step.facts["rightful"])
        return {"rightful": self.ground.units[rightful]} if rightful else {}

    def merge(self, life: Life, step: Step) -> dict[str, Any]:
        assert life.into is not None  # noqa: S101 - as written in lives.py
        main = self.appeals[life.into]
        main.refresh_from_db()
        return {"main": main}

    def split(self, life: Life, step: Step) -> dict[str, Any]:
        return {"parts": [(part.title, part.text) for part in self.lives if part.origin == life.index]}

    def files(self, life: Life, step: Step) -> dict[str, Any]:
        if "file" not in step.facts:
            return {}
        name, content = str(step.facts["file"]), BytesIO(str(step.facts["content"]).encode())
        return {"files": [Incoming(name, content, inspect(content, name, MB))]}

    def facts(self, life: Life, step: Step) -> dict[str, Any]:
        return dict(step.facts)


def _nothing(play: Play, life: Life, step: Step) -> dict[str, Any]:
    return {}


FIELDS: dict[str, Callable[[Play, Life, Step], dict[str, Any]]] = {
    "accept": Play.category,
    "take_up": Play.category,
    "tell": lambda play, life, step: {**play.category(life, step), "reply": step.facts["reply"]},
    "decline": Play.facts,
    "assign": Play.assign,
    "contact": Play.facts,
    "plan": Play.plan,
    "ask_extension": Play.extension,
    "submit_answer": Play.answer,
    "follow_up": Play.facts,
    "ask_listing": Play.ask_listing,
    "list": Play.listing,
    "uphold": Play.uphold,
    "merge": Play.merge,
    "split": Play.split,
    "supplement": Play.files,
    "attach": Play.files,
    "mark": Play.facts,
}


def play(ground: Ground, now: datetime, meanwhile: Meanwhile | None = None) -> int:
    """How many appeals there are then."""
    stage = Play(ground, now, meanwhile)
    stage.run()
    return Appeal.objects.filter(district=ground.district, registered_at__lte=now).count()
