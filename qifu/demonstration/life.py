"""One appeal from its filing to today, ready for whoever loads it."""

from dataclasses import dataclass

from qifu.demonstration.compose import Caller
from qifu.demonstration.course import Step


@dataclass(frozen=True)
class Life:
    key: str
    index: int  # in the order of filing
    pattern: str
    matter: str
    enterprise: int | None
    caller: Caller | None
    channel: str
    population: str  # assigned, self_found, notified
    category: str
    complexity: str
    title: str
    text: str
    wish: str
    lead: str
    assist: tuple[str, ...]
    filed: int  # working days before today
    steps: tuple[Step, ...]
    origin: int | None = None  # the life it was split from
    into: int | None = None  # the life it was merged into

    @property
    def begun(self) -> int:
        """Working days before today on which it came to be: a split-off child begins later than its parent."""
        return self.filed - self.steps[0].day
