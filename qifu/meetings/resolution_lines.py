"""A resolution as lists and its page show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qifu.lib.workdays import Light
from qifu.meetings.models import Meeting, Resolution
from qifu.meetings.steps import SENTENCES, TONES
from qifu.meetings.words import ResolutionStage
from qifu.organisations.moment import Moment


@dataclass(frozen=True)
class ResolutionRow:
    resolution: Resolution
    moment: Moment

    @property
    def due_at(self) -> datetime | None:
        """It has a clock while it is to be carried out."""
        return self.resolution.due_at if self.resolution.stage == ResolutionStage.OPEN else None

    @property
    def light(self) -> Light | None:
        return self.moment.light(self.due_at)

    @property
    def left(self) -> int | None:
        return self.moment.days_left(self.due_at)


def history_of(thing: Meeting | Resolution) -> Sequence[dict[str, Any]]:
    """Newest first; of a meeting without what became of its resolutions."""
    events = thing.events.order_by("-id")
    if isinstance(thing, Meeting):
        events = events.filter(resolution=None)
    return [
        {
            "at": event.at,
            "title": SENTENCES[event.verb],
            "by": event.who,
            "note": event.note,
            "tone": TONES.get(event.verb, ""),
        }
        for event in events
    ]
