"""Fills a story's slots with the facts of one occurrence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from qifu.demonstration import speech
from qifu.demonstration.enterprises import Enterprise
from qifu.demonstration.matters import Matter, texts
from qifu.demonstration.places import STREET, STREETS

_SLOT = re.compile(r"\{(\w+)(?:=([^{}]*))?\}")
FIRST_PERSON = frozenset({"portal", "letter", "questionnaire"})
REPLY_ROOM = 190  # a longer reply goes without the closing courtesy
SHORT = 100  # and a shorter one says whom to ask


@dataclass(frozen=True)
class Caller:
    """Someone on the telephone who is no registered enterprise."""

    name: str
    phone: str
    street: str
    road: str


@dataclass(frozen=True)
class Words:
    """One occurrence of a story: `say` fills whatever text the story holds."""

    matter: Matter
    facts: Mapping[str, str]
    opening: str

    def say(self, text: str) -> str:
        return _SLOT.sub(lambda found: self.facts[found[1]], text)

    @property
    def title(self) -> str:
        return self.say(self.matter.title)

    @property
    def text(self) -> str:
        return self.opening + self.say(self.matter.text)

    def reply(self, text: str, number: int, *, late: bool = False) -> str:
        greeting = f"{self.facts['company']}：您好！" if self.facts["company"] else "您好！"
        said = greeting + self.say(text) + (speech.APOLOGY if late else "")
        for courtesy in (speech.TAILS[number % len(speech.TAILS)], speech.REACH_US):
            if len(said) + len(courtesy) <= REPLY_ROOM and not (
                courtesy == speech.REACH_US and len(said) > SHORT
            ):
                said += courtesy
        return said


def words_for(
    matter: Matter,
    occurrence: int,
    who: Enterprise | Caller,
    channel: str,
    same: Mapping[str, str] | None = None,
) -> Words:
    """`same` gives slots which another appeal has already filled: the place both tell of."""
    facts = {**_choices(matter, occurrence), **_about(who, channel), **(same or {})}
    return Words(matter, facts, speech.REGISTRARS.get(channel, ""))


def caller(number: int) -> Caller:
    street = STREETS[number * 3 % len(STREETS)]
    names = speech.CALLERS
    return Caller(
        names[number * 7 % len(names)],
        f"1990000{6000 + number:04d}",
        street.key,
        street.roads[number // 2 % len(street.roads)],
    )


def _choices(matter: Matter, occurrence: int) -> dict[str, str]:
    """Each slot walks its own list, starting elsewhere, so that two occurrences agree in few facts."""
    chosen: dict[str, str] = {}
    for place, (name, choices) in enumerate(_SLOT.findall(texts(matter))):
        if choices:
            options = choices.split("|")
            again = (
                occurrence // len(options) * (place % 2)
            )  # or lists of one length would walk in step for ever
            chosen[name] = options[(occurrence + place + again) % len(options)]
    return chosen


def _about(who: Enterprise | Caller, channel: str) -> dict[str, str]:
    if isinstance(who, Caller):
        return {
            "company": "",
            "short": who.name,
            "us": "该店",
            "you": "您",
            "road": who.road,
            "street": STREET[who.street].name,
            "project": "",
        }
    house = who.name[-1] if who.name[-1] in "厂场" else "公司"
    return {
        "company": who.name,
        "short": who.short,
        "us": ("我" if channel in FIRST_PERSON else "该") + house,
        "you": "贵" + house,
        "road": who.road,
        "street": STREET[who.street].name,
        "project": who.projects[0].name if who.projects else "",
    }
