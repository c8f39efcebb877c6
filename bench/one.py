"""One database of one size: load, serve, measure. Run by `python -m bench` with the database in the environment; prints JSON."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import get_commands

django.setup()

from bench import importing, reconciliation  # noqa: E402 - after the setup
from bench.floors import Floors  # noqa: E402
from bench.load import enterprises_for, load  # noqa: E402
from bench.pages import Pages  # noqa: E402
from bench.queries import counted  # noqa: E402
from bench.raw import Raw  # noqa: E402
from bench.sample import Sample  # noqa: E402
from bench.server import Server, served  # noqa: E402
from bench.timing import WARM_UP, alone, together  # noqa: E402

AT_ONCE = 8
READS = {
    "worklist": "officer0",
    "inbox": "office",
    "appeal": "office",
    "follow": "",
    "statistics": "office",
    "drill": "office",
    "drill_rare": "office",
    "search": "office",
}
SLOW = {"statistics": (15, 2)}  # how often, and how often before


def main(appeals: int, turns: int, with_import: bool) -> dict[str, Any]:
    others = os.getloadavg()[0]  # before the bench itself makes any
    say(f"loading {appeals} appeals")
    seconds = load(appeals)
    folder = Path(settings.DATA_DIR)
    sample = Sample(appeals)
    found: dict[str, Any] = {
        "others": others,
        "appeals": appeals,
        "enterprises": enterprises_for(appeals),
        "load": seconds,
        "operations": {},
    }
    with served(folder) as server:
        for name, username in READS.items():
            say(name)
            page = getattr(Pages(sample, server.port, username), name)
            found["operations"][name] = {"page": asked(server, page, *SLOW.get(name, (turns, WARM_UP)))}
        found["operations"] |= {
            "file": filings(sample, server, turns),
            "sign_for": signings(sample, server, turns),
        }
        found["web_worker_mb"] = server.web_worker_mb()
    for name, operation in found["operations"].items():
        say(f"floor of {name}")
        operation |= floor(name, sample, turns)
    say("queries")
    for name, count in counted(sample).items():
        found["operations"][name]["queries"] = count
    if with_import and "import_appeals" in get_commands():
        say("import")
        found["import"] = importing.measured(folder, sample.code)
        say("reconciliation")
        found["reconciliation"] = reconciliation.measured(folder)
    return found


def asked(
    server: Server, operation: Callable[[], None], count: int, warm_up: int = WARM_UP
) -> dict[str, Any]:
    before = server.web_cpu_ms()
    latency = alone(operation, count, warm_up)
    return asdict(latency) | {"cpu": (server.web_cpu_ms() - before) / (count + warm_up)}


def filings(sample: Sample, server: Server, turns: int) -> dict[str, Any]:
    say("file")
    people = [Pages(sample, server.port) for _each in range(AT_ONCE)]
    latency = asked(server, people[0].file, turns)
    return {"page": latency | {"a_second": together([each.file for each in people], turns * 12)}}


def signings(sample: Sample, server: Server, turns: int) -> dict[str, Any]:
    """Each officer signs for what its own unit was given; the first thread measures alone before all go."""
    say("sign_for")
    people = [
        (Pages(sample, server.port, name), sample.assigned_to(n)) for n, name in enumerate(sample.officers)
    ]
    waiting = sum(len(numbers) for _pages, numbers in people)
    each_alone = min(turns, waiting // 4)
    first = turn_about(people)
    latency = asked(server, first, each_alone - 5, warm_up=5)
    lots = [turn_about(people[n::AT_ONCE]) for n in range(AT_ONCE)]
    smallest = min(sum(len(numbers) for _pages, numbers in people[n::AT_ONCE]) for n in range(AT_ONCE))
    count = min(AT_ONCE * (smallest - 2), turns * 12)
    return {"page": latency | {"a_second": together(lots, count)}}


def turn_about(people: list[tuple[Pages, list[str]]]) -> Callable[[], None]:
    """One officer after the other, whoever has something left."""

    def sign() -> None:
        pages, numbers = max(people, key=lambda person: len(person[1]))
        pages.sign_for(numbers.pop())

    return sign


def floor(name: str, sample: Sample, turns: int) -> dict[str, Any]:
    raw = Raw()
    try:
        operation = getattr(Floors(sample, raw), name)
        count, warm_up = SLOW.get(name, (turns, WARM_UP))
        if name == "sign_for":
            count, warm_up = min(turns, sample.left_for_floor // 3), 5
        measured = asdict(alone(operation, count, warm_up))
    finally:
        raw.close()
    if name in ("file", "sign_for"):
        lines = [Raw() for _each in range(AT_ONCE)]
        count = turns * 12 if name == "file" else sample.left_for_floor // AT_ONCE * AT_ONCE
        measured["a_second"] = together([getattr(Floors(sample, line), name) for line in lines], count)
        for line in lines:
            line.close()
    return {"floor": measured}


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "import")))
