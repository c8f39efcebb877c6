"""The stories, read from `stories/*.toml`: prose is kept apart from code so that it can be edited as prose."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from qifu.demonstration.categories import CLASSES

STORIES = Path(__file__).parent / "stories"


@dataclass(frozen=True, kw_only=True)
class Part:
    """What the office splits off a letter that tells of two things."""

    category: str
    title: str
    text: str
    wish: str
    lead: str
    measures: str
    reply: str


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One story. Texts have slots: {us}, {road}, ..., and {name=a|b|c}, of which an occurrence chooses one."""

    key: str
    category: str
    title: str
    text: str
    wish: str
    lead: str  # a unit's key, or "street": the one where the company stands
    assist: tuple[str, ...] = ()
    complexity: str  # simple, several, left_over
    kind: str = "ordinary"  # ordinary, project, leftover, consult, refused, caller, bundle
    industries: tuple[str, ...] = ()  # GB/T 4754 prefixes of the companies that could tell it; none is any
    claim: str = "solved"
    measures: str = ""
    progress: tuple[str, ...] = ()
    reply: str = ""
    again: str = ""  # what the unit answers after a redo
    happy: str = ""
    fair: str = ""
    unhappy: str = ""
    missing: str = ""  # why it waits for the company
    extension: str = ""
    mistaken: str = ""  # the unit it is first given to by mistake, and that unit's ground for objecting
    objection: str = ""
    reluctant: str = ""  # the lead's own ground, which the office overrules
    overruling: str = ""
    ground: str = ""  # of a decline
    explanation: str = ""
    review_reason: str = ""
    plan: str = ""  # of the long-term list
    marks: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@cache
def matters() -> tuple[Matter, ...]:
    return tuple(
        _matter(row)
        for path in sorted(STORIES.glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["matter"]
    )


@cache
def texts(matter: Matter) -> str:
    """Everything the story says, in order: where a slot is first named with its choices."""
    said: list[str] = []
    for field in fields(matter):
        value = getattr(matter, field.name)
        if isinstance(value, str):
            said.append(value)
        elif field.name == "progress":
            said.extend(matter.progress)
    said.extend(part.text + part.measures + part.reply for part in matter.parts)
    return "\n".join(said)


def _matter(row: dict[str, Any]) -> Matter:
    """A misspelt key in a story stops the load here."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    values["complexity"] = CLASSES[row.get("complexity", "C")]
    values["parts"] = tuple(Part(**part) for part in row.get("parts", ()))
    return Matter(**values)
