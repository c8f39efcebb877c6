"""A drawn case and a verdict as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qifu.lib.workdays import Light
from qifu.organisations.moment import Moment
from qifu.supervision.models import Checklist, ChecklistItem, Inspection, Verdict
from qifu.supervision.words import Consequence, InspectionState

TONES = {
    InspectionState.OPEN: "handling",
    InspectionState.DONE: "closed",
    InspectionState.CANCELLED: "declined",
}


@dataclass(frozen=True)
class CaseRow:
    inspection: Inspection
    moment: Moment

    @property
    def due_at(self) -> datetime | None:
        return self.inspection.due_at

    @property
    def light(self) -> Light | None:
        return self.moment.light(self.due_at)

    @property
    def left(self) -> int | None:
        return self.moment.days_left(self.due_at)

    @property
    def tone(self) -> str:
        return tone_of(self.inspection)


def tone_of(inspection: Inspection) -> str:
    """A defect stands out as a dispute does."""
    return "disputed" if inspection.defect else TONES[InspectionState(inspection.state)]


@dataclass(frozen=True)
class Scored:
    item: ChecklistItem
    points: int
    remark: str


@dataclass(frozen=True)
class VerdictView:
    verdict: Verdict
    scored: list[Scored]

    @property
    def noted(self) -> bool:
        return self.verdict.consequence == Consequence.NOTED


def verdicts_of(inspection: Inspection, checklist: Checklist) -> Sequence[VerdictView]:
    """The newest, which stands, first."""
    items = list(checklist.items.all())
    return [
        VerdictView(verdict, [Scored(item, *verdict.points[str(item.pk)]) for item in items])
        for verdict in inspection.verdicts.order_by("-version")
    ]
