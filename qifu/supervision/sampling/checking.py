"""Drawing a sample again from the recorded frame and seed, and comparing it with what is stored and what the ledger says."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qifu.appeals.models import Event
from qifu.lib import sampling
from qifu.organisations.models import Unit
from qifu.supervision.models import Draw


@dataclass(frozen=True)
class UnitCheck:
    unit: Unit
    framed: int
    again: list[str]
    stored: list[str]

    @property
    def equal(self) -> bool:
        return self.again == self.stored


@dataclass(frozen=True)
class Check:
    digest: str  # of the recorded frame, computed anew
    frame_holds: bool
    lines: list[UnitCheck]
    unentered: list[str]  # drawn, but their chains do not say so with this seed and frame

    @property
    def holds(self) -> bool:
        return self.frame_holds and not self.unentered and all(line.equal for line in self.lines)

    @property
    def drawn(self) -> int:
        return sum(len(line.again) for line in self.lines)


def check(draw: Draw, units: Iterable[Unit] | None = None) -> Check:
    """`units` are those that one sees; None: all. The draw of one unit does not depend on the others' numbers."""
    text = draw.frame.text
    frame = sampling.read(text)
    again = sampling.draw(frame, draw.seed, draw.size, draw.least)
    stored = {number: str(unit) for number, unit in draw.cases.values_list("appeal__number", "unit_id")}
    framed = Counter(frame.values())
    found = Unit.objects.filter(pk__in={*framed, *stored.values()}).order_by("order", "pk")
    seen = found if units is None else found.filter(pk__in=[unit.pk for unit in units])
    lines = [
        UnitCheck(
            unit,
            framed[str(unit.pk)],
            [number for number in again if frame[number] == str(unit.pk)],
            sorted(number for number, key in stored.items() if key == str(unit.pk)),
        )
        for unit in seen
    ]
    listed = {number for line in lines for number in line.stored}
    digest = sampling.digest(text)
    return Check(digest, digest == draw.digest, lines, sorted(listed - _entered(draw)))


def _entered(draw: Draw) -> set[str]:
    events = Event.objects.filter(
        district=draw.district_id, appeal__in=draw.cases.values("appeal"), verb="drawn"
    )
    said = {"draw": draw.number, "seed": draw.seed, "frame": draw.digest}
    return {
        number
        for number, data in events.order_by().values_list("appeal__number", "data")
        if {name: data.get(name) for name in said} == said
    }
