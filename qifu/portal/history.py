"""What the company reads of the ledger's events. Closed by default: a step shows only if it has a plain sentence, a
note only if the company wrote it itself or if it was written to the company, and never a person of the government.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.appeals.models import Appeal, Event
from qifu.appeals.words import DeclineGround, Stage
from qifu.appeals.workflow import PLAIN_SENTENCES
from qifu.organisations.roles import Role
from qifu.portal.access import FileLink, Opened

Text = Promise | str
TONES = {
    "answer": "good",
    "tell": "good",
    "close": "good",
    "wait": "warn",
    "decline": "bad",
    "withdraw": "quiet",
}

PRESENT = {
    Stage.WAITING: "wait",
    Stage.DECLINED: "decline",
    Stage.ANSWERED: "answer",
    Stage.CLOSED: "answer",
}


@dataclass(frozen=True)
class Line:
    at: datetime
    title: Text
    by: str
    note: str
    tone: str
    files: Sequence[FileLink]


def history_of(opened: Opened) -> list[Line]:
    """Newest first. What is printed above already is not said twice."""
    files = {file.name: file for file in opened.files}
    above = present(opened.appeal)
    return [
        Line(
            at=event.at,
            title=title_of(event),
            by=unit_of(event),
            note="" if event == above else note_of(event),
            tone=TONES.get(event.verb, ""),
            files=[files[name] for name in event.data.get("files", ()) if name in files]
            if by_company(event)
            else [],
        )
        for event in reversed(opened.appeal.timeline.all())
        if event.verb in PLAIN_SENTENCES
    ]


def present(appeal: Appeal) -> Event | None:
    """The step whose words count now: what is awaited, why it was declined, the answer."""
    verb = PRESENT.get(Stage(appeal.stage))
    return next((event for event in reversed(appeal.timeline.all()) if event.verb == verb), None)


def word_of(appeal: Appeal) -> str:
    """What the government tells the company at this stage, beside the answer, which stands in a place of its own."""
    event = present(appeal) if appeal.stage in (Stage.WAITING, Stage.DECLINED) else None
    return note_of(event) if event else ""


def by_company(event: Event) -> bool:
    return event.role == Role.CONTACT


def title_of(event: Event) -> Text:
    match event.verb:
        case "register" if not by_company(event):
            return _("It was registered for you.")
        case "follow_up" if by_company(event):
            return _("You said whether it helped.")
        case "follow_up" if not event.data.get("reached"):
            return _("We tried to reach you, without success.")
        case "resume" if by_company(event):
            return _("You sent what was asked for; handling goes on.")
    return PLAIN_SENTENCES[event.verb]


def unit_of(event: Event) -> str:
    """The unit and never the officer. Assisting units take no step that has a plain sentence."""
    if event.verb == "assign":
        return str(event.data.get("lead", ""))
    return event.unit.name if event.unit and not by_company(event) else ""


def note_of(event: Event) -> str:
    if by_company(event) or event.verb == "wait":
        return event.note
    match event.verb, event.data:
        case "decline", {"ground": ground}:
            return f"{DeclineGround(ground).label}\n{event.note}"
        case "answer", {"reply": str(reply)}:
            return reply
        case "plan", {"promised_on": str(day)}:
            return _("Promised for %(day)s.") % {"day": _day(day)}
        case "approve_extension", {"until": str(day)}:
            return _("Answer until %(day)s.") % {"day": _day(day)}
        case "list" | "keep_listed", {"review_on": str(day)}:
            return _("Next review on %(day)s.") % {"day": _day(day)}
        case "split", {"parts": list(parts)}:
            return _("New numbers: %(numbers)s.") % {"numbers": pgettext("between numbers", ", ").join(parts)}
    return ""


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "Y-m-d")
