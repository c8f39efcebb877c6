"""`python -m bench.boston [FILE]`: Boston's 311 requests as one more district, and its on-time rate by department proven.

The database of DATABASE_URL must be migrated. The file is the argument, or BOSTON_311, or what QIFU_DATA or ../shared/data hold;
where there is none, that is said and nothing is done. Every request becomes an appeal with its own chain of events, recorded as
the ledger records; the rates come from the statistics' own definitions and are compared with a count straight from the file.
What is done with rows that cannot be right: docs/testing.md.
"""

import csv
import gzip
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import django

django.setup()

from django.db import transaction  # noqa: E402 - after the setup
from django.utils import timezone  # noqa: E402

from qifu.appeals.figures.measures import tally_by  # noqa: E402
from qifu.appeals.models import Appeal, Event  # noqa: E402
from qifu.appeals.recording import record  # noqa: E402
from qifu.appeals.words import Channel, Stage  # noqa: E402
from qifu.lib.months import first_of  # noqa: E402
from qifu.organisations.actors import Actor, system  # noqa: E402
from qifu.organisations.models import District, Unit, UnitKind  # noqa: E402

FILE, CODE, SOURCE = "boston311_2015.csv.gz", "990311", "boston311"
THERE = ZoneInfo("America/New_York")
NOBODY = "(none)"
BATCH = 1000


@dataclass(frozen=True)
class Request:
    """Closed before it was opened: when it was closed is not known, so no clock can judge it."""

    number: str
    title: str
    department: str
    opened: datetime
    target: datetime | None
    closed: datetime | None
    is_closed: bool
    their_word: str

    @property
    def impossible(self) -> bool:
        return self.closed is not None and self.closed < self.opened

    @property
    def judged(self) -> bool | None:
        """Whether it was closed by its target; None where it has none, is open, or was closed at an impossible time."""
        if self.target is None or self.closed is None or self.impossible:
            return None
        return self.closed <= self.target


def main(given: str | None) -> int:
    path = file_at(given)
    if path is None:
        print(f"skipped: {FILE} is neither in QIFU_DATA nor in ../shared/data, and BOSTON_311 names none")
        return 0
    district, units = ground(path)
    if not Appeal.objects.filter(district=district).exists():
        coming = requests(path)
        while some := list(islice(coming, BATCH)):
            store(some, district, units, system(district))
    for line in named(path):
        print(line)
    at = timezone.now()
    ours, theirs = from_the_ledger(district, units, at), from_the_file(path, at)
    for department in sorted(theirs):
        (n, d), mark = theirs[department], "" if ours.get(department) == theirs[department] else "  DIFFERS"
        rate = f"{100 * n / d:.1f} %" if d else "—"
        print(f"{department:8} {n:6} / {d:6}  {rate:>7}{mark}")
    print("the same in the ledger and in the file" if ours == theirs else f"the ledger counts {ours}")
    return 0 if ours == theirs else 1


def file_at(given: str | None) -> Path | None:
    named_ones = [given, os.environ.get("BOSTON_311")]
    folder = Path(os.environ.get("QIFU_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
    places = [*(Path(each) for each in named_ones if each), folder / FILE]
    return next((place for place in places if place.is_file()), None)


def rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def requests(path: Path) -> Iterator[Request]:
    for row in rows(path):
        opened = instant(row["OPEN_DT"])
        assert opened, row
        yield Request(
            number=row["CASE_ENQUIRY_ID"],
            title=row["CASE_TITLE"] or row["TYPE"],
            department=row["Department"] or NOBODY,
            opened=opened,
            target=instant(row["TARGET_DT"]),
            closed=instant(row["CLOSED_DT"]),
            is_closed=row["CASE_STATUS"] == "Closed",
            their_word=row["OnTime_Status"],
        )


def instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=THERE) if text else None


def ground(path: Path) -> tuple[District, dict[str, Unit]]:
    district, _new = District.objects.get_or_create(code=CODE, defaults={"name": "Boston 311"})
    units = {}
    for order, name in enumerate(sorted({row["Department"] or NOBODY for row in rows(path)})):
        units[name], _new = Unit.objects.get_or_create(
            district=district,
            name=f"Boston {name}",
            defaults={"short_name": name, "kind": UnitKind.DEPARTMENT, "order": order},
        )
    return district, units


@transaction.atomic
def store(some: list[Request], district: District, units: dict[str, Unit], by: Actor) -> None:
    appeals, events = [], []
    for n, request in enumerate(some):
        appeal = registered(request, district)
        told = [record(appeal, "register", by=by, at=request.opened)]
        before = appeal.counted()
        come_to(appeal, request, units[request.department])
        verb, at = ("import_closed", appeal.closed_at) if request.is_closed else ("assign", None)
        told.append(
            record(appeal, verb, by=by, at=at or request.opened, source=Stage.REGISTERED, before=before)
        )
        appeals.append(appeal)
        events += [(event, n) for event in told]
    Appeal.objects.bulk_create(appeals)
    for event, n in events:
        event.appeal = appeals[n]
    Event.objects.bulk_create(event for event, _n in events)


def registered(request: Request, district: District) -> Appeal:
    day = timezone.localdate(request.opened)
    return Appeal(
        district=district,
        number=request.number[-12:],
        channel=Channel.IMPORT,
        source=SOURCE,
        source_id=request.number,
        title=request.title[:100],
        text=request.title,
        registered_at=request.opened,
        registered_on=day,
        month=first_of(day),
    )


def come_to(appeal: Appeal, request: Request, unit: Unit) -> None:
    """What became of it. No working days: the calendar that is loaded is not Boston's."""
    appeal.lead_unit, appeal.assigned_at = unit, request.opened
    appeal.stage = Stage.CLOSED if request.is_closed else Stage.HANDLING
    appeal.answer_due_at = None if request.impossible else request.target
    appeal.on_time = request.judged
    if request.is_closed and not request.impossible:
        appeal.answered_at = appeal.closed_at = request.closed


def named(path: Path) -> Iterator[str]:
    """How many rows there are of each kind that does not judge itself, and where the file contradicts its own instants."""
    found: Counter[str] = Counter()
    for request in requests(path):
        found["requests"] += 1
        found["without a target: no clock, not due"] += request.target is None
        found["closed before they were opened: closed, but judged by no clock"] += request.impossible
        found["closed without an instant: answered, but judged by no clock"] += (
            request.is_closed and request.closed is None
        )
        if request.judged is not None:
            found["whose own status says other than their instants"] += request.judged != (
                request.their_word == "ONTIME"
            )
    for what, n in found.items():
        yield f"{n:6} {what}"


def from_the_ledger(district: District, units: dict[str, Unit], at: datetime) -> dict[str, tuple[int, int]]:
    names = {unit.pk: name for name, unit in units.items()}
    appeals = Appeal.objects.filter(district=district, population="assigned")
    tallies = tally_by(appeals, "lead_unit", at)
    return {names[pk]: (tally["on_time"], tally["due"]) for pk, tally in tallies.items()}


def from_the_file(path: Path, at: datetime) -> dict[str, tuple[int, int]]:
    """By hand, from the text of the columns: (closed by the target, due) by department."""
    now, due, kept = f"{at.astimezone(THERE):%Y-%m-%d %H:%M:%S}", Counter[str](), Counter[str]()
    departments = set()
    for row in rows(path):
        opened, target, closed = row["OPEN_DT"], row["TARGET_DT"], row["CLOSED_DT"]
        department = row["Department"] or NOBODY
        departments.add(department)
        if not target or (closed and closed < opened):
            continue
        if closed:
            due[department] += 1
            kept[department] += closed <= target
        elif row["CASE_STATUS"] != "Closed" and target <= now:
            due[department] += 1
    return {department: (kept[department], due[department]) for department in departments}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
