"""The chain of events as a page tells it: sentence, note, and what was filled, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from qifu.appeals.models import Appeal, Attachment, Event
from qifu.appeals.words import (
    Claim,
    ClockKind,
    Complexity,
    DeclineGround,
    ExclusionGround,
    Mark,
    Satisfaction,
    Way,
)
from qifu.appeals.workflow import READERS_OF_COMMENTS, SENTENCES
from qifu.lib.names import mask_name
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role

TONES = {
    **dict.fromkeys(("answer", "close", "import_closed"), "good"),
    **dict.fromkeys(
        (
            "object",
            "ask_extension",
            "ask_listing",
            "ask_exclusion",
            "wait",
            "list",
            "ask_review",
            "send_back",
            "give_up_calling",
        ),
        "warn",
    ),
    **dict.fromkeys(("decline", "redo", "reopen", "withdraw"), "bad"),
    **dict.fromkeys(("comment", "attach", "mark", "clocks_recomputed", "restated"), "quiet"),
}
# What an event's data is called; "reply" stands with the answers, "files" become links.
LABELS: dict[str, Promise] = {
    "category": gettext_lazy("Category"),
    "ground": gettext_lazy("Ground"),
    "lead": gettext_lazy("Lead unit"),
    "assist": gettext_lazy("Assisting units"),
    "complexity": gettext_lazy("Complexity"),
    "requirement": gettext_lazy("Requirement"),
    "unit": gettext_lazy("Unit"),
    "way": pgettext_lazy("column", "Way"),
    "whom": gettext_lazy("Person spoken to"),
    "promised_on": gettext_lazy("Promised date"),
    "until": gettext_lazy("New date"),
    "claim": gettext_lazy("Unit's claim"),
    "reached": gettext_lazy("Reached"),
    "try_again": gettext_lazy("Try again"),
    "attempts": gettext_lazy("Calls in vain"),
    "reply_satisfaction": gettext_lazy("Satisfaction with the reply"),
    "solution_satisfaction": gettext_lazy("Satisfaction with the solution"),
    "solved": pgettext_lazy("column", "Solved"),
    "plan": pgettext_lazy("column", "Plan"),
    "leader": gettext_lazy("Leader responsible"),
    "review_on": gettext_lazy("Review date"),
    "main": gettext_lazy("Main appeal"),
    "parts": gettext_lazy("Split off"),
    "from": gettext_lazy("Split off from"),
    "marks": gettext_lazy("Marks"),
    "month": pgettext_lazy("column", "Month"),
    "exclusion_ground": gettext_lazy("Ground"),
    "rightful": gettext_lazy("Whose duty it is"),
    "catalogue": gettext_lazy("Catalogue of duties"),
    "number_there": gettext_lazy("Number there"),
    "clocks": gettext_lazy("Clocks"),
}


@dataclass(frozen=True)
class Line:
    sequence: int
    who: str
    title: Promise | str
    at: datetime
    note: str
    facts: list[tuple[Promise | str, str]]
    files: list[Attachment]
    tone: str
    internal: bool


def visible_files(appeal: Appeal, by: Actor) -> list[Attachment]:
    """An internal file is for those who read comments."""
    return [file for file in appeal.attachments.all() if file.public or by.role in READERS_OF_COMMENTS]


def timeline(appeal: Appeal, by: Actor, *, newest_first: bool = True, masked: bool = True) -> list[Line]:
    """`masked`: the names of the enterprise's people are personal data."""
    files = {file.name: file for file in visible_files(appeal, by)}
    lines = [
        line(event, files, mask_name if masked else str)
        for event in appeal.timeline.all()
        if by.role in READERS_OF_COMMENTS or not is_internal(event)
    ]
    return lines[::-1] if newest_first else lines


def is_internal(event: Event) -> bool:
    return event.verb == "comment" or (event.verb == "attach" and not event.data.get("public"))


def line(event: Event, files: Mapping[str, Attachment], person: Callable[[str], str]) -> Line:
    data = {**event.data, "whom": person(event.data["whom"])} if "whom" in event.data else event.data
    return Line(
        sequence=event.sequence,
        who=person(event.who) if event.role == Role.CONTACT else event.who,
        title=SENTENCES.get(event.verb, event.verb),
        at=event.at,
        note=event.note,
        facts=[(LABELS[key], in_words(key, data[key])) for key in LABELS if _said(data.get(key))],
        files=[files[name] for name in event.data.get("files", ()) if name in files],
        tone=TONES.get(event.verb, ""),
        internal=is_internal(event),
    )


def _said(value: object) -> bool:
    return value not in (None, "", [])


WORDS: dict[str, Callable[[Any], object]] = {
    "ground": lambda value: DeclineGround(value).label,
    "exclusion_ground": lambda value: ExclusionGround(value).label,
    "complexity": lambda value: Complexity(value).label,
    "way": lambda value: Way(value).label,
    "claim": lambda value: Claim(value).label,
    "reply_satisfaction": lambda value: Satisfaction(value).label,
    "solution_satisfaction": lambda value: Satisfaction(value).label,
    "marks": lambda value: "、".join(str(Mark(mark).label) for mark in value),
    "clocks": lambda value: "；".join(
        f"{ClockKind(moved['clock']).label} {moved['before']} → {moved['after']}" for moved in value
    ),
}


def in_words(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if key in WORDS:
        return str(WORDS[key](value))
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
