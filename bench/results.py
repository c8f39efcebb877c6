"""Writes results.md: the machine, a table per database, and each target of issue 2 with met or missed."""

import os
import platform
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import django
import granian
import psycopg

NAMES = {
    "worklist": "worklist (50 rows)",
    "inbox": "inbox (50 rows)",
    "appeal": "appeal page",
    "follow": "portal: follow (form, then page)",
    "statistics": "a year's statistics by unit",
    "drill": "a figure's cases: a unit's on time",
    "drill_rare": "a rare figure's cases: redone",
    "search": "enterprise search as one types",
    "file": "portal: file",
    "sign_for": "sign_for",
}
READS = ("worklist", "inbox", "appeal", "follow", "statistics", "drill", "drill_rare", "search")
NOTES = Path(__file__).with_name("notes.md")
Measured = dict[str, list[dict[str, Any]]]


def page(measured: Measured, postgres: str) -> str:
    lines = ["# What `make bench` measured", "", *machine(postgres), "", *reading()]
    for database, runs in measured.items():
        lines += [
            "",
            f"## {'SQLite' if database == 'sqlite' else 'PostgreSQL'}",
            "",
            *table(runs),
            "",
            *beside(runs),
        ]
    lines += ["", "## Targets", "", *targets(measured)]
    if NOTES.exists():
        lines += ["", NOTES.read_text().strip()]
    return "\n".join(lines) + "\n"


def machine(postgres: str) -> Iterator[str]:
    yield f"{date.today():%Y-%m-%d}, {os.cpu_count()} cores ({processor()}), {memory()} GB, {platform.system()} {platform.release()}."  # noqa: DTZ011
    versions = [
        f"Python {platform.python_version()}",
        f"Django {django.__version__}",
        f"granian {granian.__version__}",
        f"SQLite {sqlite3.sqlite_version}",
    ]
    if postgres:
        with psycopg.connect(postgres) as server:
            versions.append(
                "PostgreSQL " + str(server.execute("SHOW server_version").fetchone()[0]).split()[0]
            )  # type: ignore[index]
            shown = {
                name: server.execute(f"SHOW {name}").fetchone()[0]
                for name in ("synchronous_commit", "fsync", "shared_buffers")
            }  # type: ignore[index]
        versions[-1] += " (" + ", ".join(f"{name} {value}" for name, value in shown.items()) + ")"
    yield ", ".join(versions) + "."


def processor() -> str:
    try:
        found = [
            line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")
        ]
    except OSError:
        return platform.machine()
    return found[0].partition(": ")[2] if found else platform.machine()


def memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def reading() -> list[str]:
    return [
        "Over HTTP through `qifu up` as in production (web server with 2 workers, task worker, scheduler sealing each 10 s), from a signed-in",
        "browser's session with CSRF; client, server and database share the machine. p50 and p95 in milliseconds by one client alone, requests",
        "a second by eight at once. Floor: the fewest bare SQL statements that do the same on the same database by the same driver, no HTTP and no",
        "HTML, with the same durability. Times floor: p50 against the floor's p50, or for writes the floor's rate against ours. Growth: p50 of",
        "this size against the smallest. CPU: milliseconds of a web worker's processor for one request, which holds also where other programs",
        "share the cores and stretch the rest.",
        "",
        "The ledger holds three years of one district with 31 units, so that the last whole year holds a third of it; one appeal in ten is open,",
        "which at 10^6 means 4,000 open ones a unit. Each appeal has four events; chains, digests and seals hold (`qifu verify-ledger`).",
    ]


def table(runs: list[dict[str, Any]]) -> Iterator[str]:
    yield "| | appeals | p50 | p95 | CPU | req/s | queries | floor p50 | floor req/s | times floor | growth |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name, label in NAMES.items():
        for run in runs:
            operation, first = run["operations"][name], runs[0]["operations"][name]
            ours, floor = operation["page"], operation["floor"]
            rates = "a_second" in ours
            ratio = floor["a_second"] / ours["a_second"] if rates else ours["p50"] / floor["p50"]
            cells = [
                label, f"{run['appeals']:,}", f"{ours['p50']:.1f}", f"{ours['p95']:.1f}", f"{ours['cpu']:.1f}", f"{ours['a_second']:.0f}" if rates else "",
                f"{operation['queries']}", f"{floor['p50']:.2f}", f"{floor['a_second']:.0f}" if rates else "", f"{ratio:.1f}",
                f"{ours['p50'] / first['page']['p50']:.2f}" if run is not runs[0] else "",
            ]  # fmt: skip
            yield "| " + " | ".join(cells) + " |"


def beside(runs: list[dict[str, Any]]) -> Iterator[str]:
    for run in runs:
        mb = " and ".join(f"{each:.0f}" for each in run["web_worker_mb"])
        load = ", ".join(f"{part} {seconds:.0f} s" for part, seconds in run["load"].items())
        yield f"- {run['appeals']:,} appeals, {run['enterprises']:,} enterprises: web workers {mb} MB after the run; {load}; load average before the start {run['others']:.1f}."
        if found := run.get("import"):
            yield f"- Import of {found['rows']:,} rows by `qifu import-appeals`: {found['rate']:.0f} rows/s, at most {found['peak_mb']:.0f} MB."
        if found := run.get("reconciliation"):
            yield f"- Two lists of {found['rows']:,} rows laid side by side and stored: {found['seconds']:.0f} s ({found['cpu']:.0f} s of the processor), at most {found['peak_mb']:.0f} MB."


def targets(measured: Measured) -> Iterator[str]:
    yield "| target | database | measured | |"
    yield "| --- | --- | ---: | --- |"
    for database, runs in measured.items():
        last = runs[-1]["operations"]
        if database == "postgresql":
            yield line(
                "filing at least 300/s, durable",
                database,
                min(run["operations"]["file"]["page"]["a_second"] for run in runs),
                300,
                above=True,
            )
            yield line(
                "sign_for at least 200/s, durable",
                database,
                min(run["operations"]["sign_for"]["page"]["a_second"] for run in runs),
                200,
                above=True,
            )
        for name in ("worklist", "inbox", "appeal"):
            yield line(
                f"{NAMES[name]}: p50 at most 30 ms at {runs[-1]['appeals']:,}",
                database,
                last[name]["page"]["p50"],
                30,
            )
        if len(runs) > 1:
            for name in NAMES:
                growth = last[name]["page"]["p50"] / runs[0]["operations"][name]["page"]["p50"]
                yield line(f"{NAMES[name]}: growth at most 1.3", database, growth, 1.3, digits=2)
        yield line("worklist at most 6 queries", database, last["worklist"]["queries"], 6)
        yield line("appeal page at most 12 queries", database, last["appeal"]["queries"], 12)
        yield line(
            "a year by unit, all rates, within 300 ms", database, last["statistics"]["page"]["p50"], 300
        )
        for name in ("drill", "drill_rare"):
            yield line(f"{NAMES[name]}: within 100 ms", database, last[name]["page"]["p50"], 100)
        yield line("a web worker below 150 MB", database, max(max(run["web_worker_mb"]) for run in runs), 150)
        if found := runs[0].get("import"):
            yield line("import of 100,000 rows below 300 MB", database, found["peak_mb"], 300)
        if found := runs[0].get("reconciliation"):
            yield line("100,000 rows beside 100,000 in a minute", database, found["seconds"], 60)
            yield line("100,000 rows beside 100,000 below 1 GB", database, found["peak_mb"], 1024)


def line(
    target: str, database: str, value: float, bound: float, *, above: bool = False, digits: int = 0
) -> str:
    met = value >= bound if above else value <= bound
    shown = f"{value:.{digits if digits else 1 if value < 100 else 0}f}"
    return f"| {target} | {database} | {shown} | {'met' if met else '**missed**'} |"
