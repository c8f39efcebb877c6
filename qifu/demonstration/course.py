"""One appeal's course, written step by step. Days are working days after the filing; the loader makes instants."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from qifu.demonstration import speech
from qifu.demonstration.compose import Words
from qifu.demonstration.government import INSPECTORS, OFFICE_STAFF, OPERATORS, deputy_over, officers_of
from qifu.demonstration.government import UNIT as UNITS

T = TypeVar("T")
Fact = str | int | bool | tuple[str, ...]
ANSWER_WITHIN = {
    "simple": 5,
    "several": 15,
    "left_over": 30,
}  # only to place the steps: what is late is for the loaded clocks to say


@dataclass(frozen=True)
class Step:
    verb: str
    day: int
    minute: int  # of that day, local time
    role: str
    username: str  # "" = the company's contact or the caller, who has no account
    unit: str = ""  # the unit that acts or is acted upon
    note: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Cast:
    """Who and what one appeal is about."""

    number: int
    words: Words
    complexity: str
    lead: str
    assist: tuple[str, ...]
    street: str
    channel: str
    account: str  # the contact's user name, if the company has one
    leader: str  # linked to the company, or over the lead's front


def pick(choices: Sequence[T], number: int) -> T:
    return choices[number % len(choices)]


class Course:
    def __init__(self, cast: Cast, filed: int) -> None:
        self.cast = cast
        self.n = cast.number
        self.filed = filed
        self.lead = cast.lead
        self.steps: list[Step] = []
        self.day = 0
        self.minute = 0
        self.assigned = 0
        self._start_day(0)

    def say(self, text: str) -> str:
        return self.cast.words.say(text)

    def on(self, day: int) -> "Course":
        if day > self.day:
            self._start_day(day)
        return self

    def later(self, days: int) -> "Course":
        return self.on(self.day + days)

    def do(self, verb: str, role: str, note: str = "", unit: str = "", **facts: Fact) -> None:
        self.steps.append(Step(verb, self.day, self.minute, role, self._user(role, unit), unit, note, facts))
        self.minute += 14 + (self.n * 7 + len(self.steps) * 11) % 27

    @property
    def due(self) -> int:
        return self.assigned + ANSWER_WITHIN[self.cast.complexity]

    def _start_day(self, day: int) -> None:
        self.day = day
        self.minute = 8 * 60 + 40 + (self.n * 17 + day * 23) % 95

    def _user(self, role: str, unit: str) -> str:
        if role == "officer":
            return pick(officers_of(unit or self.lead), self.n)
        if role == "head":
            return f"{unit or self.lead}.head"
        if role == "leader":
            return self.cast.leader
        desks = {"office": OFFICE_STAFF, "operator": OPERATORS, "inspector": INSPECTORS}
        return pick(desks[role], self.n).username if role in desks else self.cast.account

    # The stretches that most courses share.

    def register(self) -> None:
        role, unit = {
            "portal": ("contact", ""),
            "hotline": ("operator", ""),
            "on_site": ("office", ""),
            "symposium": ("office", ""),
            "leader": ("leader", ""),
            "import": ("office", ""),
            "unit_research": ("officer", self.cast.lead),
        }.get(self.cast.channel, ("officer", self.cast.street))
        self.do("register", role, unit=unit)
        if role == "contact" and self.n % 3 == 0:
            note, name, content = pick(speech.FILES, self.n // 3)
            self.do("supplement", "contact", note, file=name, content=content)

    def accept(self) -> None:
        desk = "operator" if self.cast.channel == "hotline" and self.n % 2 else "office"
        self.later(self.n % 3 % 2).do("accept", desk, category=self.cast.words.matter.category)

    def mark(self) -> None:
        marks = self.cast.words.matter.marks
        if marks and self.n % 2 == 0:
            kind = pick(marks, self.n // 2)
            self.do("mark", "office", speech.MARKS[kind], marks=(kind,))

    def assign(self, lead: str = "") -> None:
        """To the unit whose duty it is, or to one that is given it by mistake."""
        self.lead = lead or self.cast.lead
        self.later((self.n // 2) % 2).do(
            "assign",
            "office",
            pick(speech.REQUIREMENTS, self.n + len(self.steps)),
            self.lead,
            assist=tuple(unit for unit in self.cast.assist if unit != self.lead),
            complexity=self.cast.complexity,
        )
        self.assigned = self.day

    def open(self, lead: str = "") -> None:
        """To the assignment; what a unit found by itself, it takes up by itself."""
        self.register()
        if self.cast.channel == "unit_research":
            self.later(self.n % 2).do(
                "take_up",
                "officer",
                unit=self.lead,
                category=self.cast.words.matter.category,
            )
            self.assigned = self.day
            return
        self.accept()
        self.mark()
        self.assign(lead)

    def sign(self) -> None:
        role = "head" if self.n % 6 == 0 else "officer"
        self.later(self.n // 3 % 2).do("sign_for", role, unit=self.lead)

    def meet(self) -> None:
        way, said = pick(speech.CONTACTS, self.n // 2)
        whom = "诉求人" if not self.cast.words.facts["company"] else "企业经办人"
        self.later(self.n // 5 % 2).do("contact", "officer", said, self.lead, way=way, whom=whom)

    def think(self) -> None:
        """The plan, the assisting units' opinions, a word among officers."""
        matter = self.cast.words.matter
        if self.cast.complexity != "simple":
            self.later(1).do("plan", "officer", self.say(matter.measures), self.lead, promised=self.due - 1)
            for i, unit in enumerate(self.cast.assist):
                self.do("give_opinion", "officer", pick(speech.OPINIONS, self.n + i), unit)
        if self.n % 3 == 1:
            self.do(
                "comment",
                pick(("officer", "office", "head"), self.n),
                pick(speech.COMMENTS, self.n * 5),
                self.lead,
            )

    def take_up(self) -> None:
        if self.cast.channel != "unit_research":
            self.sign()
        self.meet()
        self.think()

    def work_until(self, day: int) -> None:
        """Progress notes, spread over the days that are left."""
        notes = self.cast.words.matter.progress
        start, left = self.day, day - self.day
        for i, note in enumerate(notes, 1):
            self.on(start + left * i // (len(notes) + 1)).do("progress", "officer", self.say(note), self.lead)
        self.on(day)

    def submit(self, text: str = "", *, late: bool = False) -> None:
        matter = self.cast.words.matter
        reply = self.cast.words.reply(text or matter.reply, self.n, late=late)
        self.do(
            "submit_answer",
            "officer",
            reply,
            self.lead,
            claim=matter.claim,
            evidence=pick(speech.EVIDENCE, self.n),
        )

    def answer(self) -> None:
        self.do("answer", "head", unit=self.lead)

    def deliver(self, day: int, text: str = "", *, late: bool = False) -> None:
        self.work_until(day)
        if self.n % 7 == 3:
            name, content = pick(speech.EVIDENCE_FILES, self.n)
            self.do("attach", "officer", unit=self.lead, file=name, content=content)
        self.submit(text, late=late)
        self.answer()

    def in_time(self) -> int:
        """A day within the clock: a few are early, most use what they have."""
        within = ANSWER_WITHIN[self.cast.complexity]
        return max(self.day, self.assigned + within * (45 + self.n * 13 % 50) // 100)

    def hear(self, mood: str, by: str = "") -> None:
        """The follow-up. `mood` is the company's: happy, fair or unhappy."""
        matter = self.cast.words.matter
        if mood == "unhappy" and not matter.unhappy:  # nobody is unhappy without a reason
            mood = "fair"
        own = {"happy": matter.happy, "fair": matter.fair, "unhappy": matter.unhappy}[mood]
        common = speech.HAPPY if mood == "happy" else speech.FAIR
        plainly = matter.claim == "solved" and mood != "unhappy"  # else the common remarks do not fit
        remark = pick(common, self.n // 3) if not own or (plainly and self.n % 3 == 0) else self.say(own)
        reply, solution, solved = grades(mood, matter.claim, self.n)
        role = by or ("inspector" if self.n % 2 else "operator")
        self.do(
            "follow_up",
            role,
            remark,
            reached=True,
            way="online" if role == "contact" else "phone",
            reply_satisfaction=reply,
            solution_satisfaction=solution,
            solved=solved,
        )

    def ring_in_vain(self) -> None:
        self.do("follow_up", "operator", pick(speech.NO_ANSWER, self.n), reached=False, way="phone")

    def close(self) -> None:
        self.later(self.n % 2).do("close", "office", pick(speech.CLOSINGS, self.n))

    def finish(self, mood: str = "", by: str = "") -> None:
        self.later(1).hear(mood or usual_mood(self.n), by)
        self.close()


def usual_mood(number: int) -> str:
    """Of fifty: thirty-three happy, eleven fair, six unhappy."""
    at = number * 19 % 50
    return "happy" if at < 33 else "fair" if at < 44 else "unhappy"


def grades(mood: str, claim: str, number: int) -> tuple[int, int, bool]:
    """Satisfaction with the reply and with the solution, 5 to 1, and whether it is solved, as the company says."""
    settled = claim == "solved" or (claim != "out_of_scope" and number % 3 == 0)
    if mood == "happy":
        return (*pick(((5, 5), (5, 4), (4, 4)), number), settled)
    if mood == "fair":
        return pick(((4, 3, settled), (3, 3, False), (4, 3, settled)), number)
    return (*pick(((4, 2), (3, 2), (2, 1)), number), False)


def leader_for(linked: str, lead: str) -> str:
    return linked or deputy_over(UNITS[lead].front).key
