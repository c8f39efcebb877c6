"""Bringing tables in: what every import has in common, whatever its rows mean.

An app says what its columns are and what a batch of lines means, and registers that in a module which its
`AppConfig.ready()` imports:

    class Companies:
        def __init__(self, by: Actor, dry: bool, options: Mapping[str, Any]) -> None: ...
        def take(self, lines: Sequence[Line]) -> None:    # judge a batch; unless dry, store it in ONE transaction
            for line in lines:
                name = line.text("name", 100)             # a cell that cannot be used adds a problem to its line
                line.outcome = Outcome.NEW                # or CHANGED, UNCHANGED; a line with a problem is bad
        def finish(self) -> dict[str, Any]: ...           # more to put into the outcome

    COMPANIES = register(Importer("import-enterprises", _("Import enterprises"), COLUMNS, Companies))

`start` begins a job with a file, `again` one with an earlier job's file (after a dry run, or with another mapping), `bring_in` works
without a job (console). `job.outcome` then holds: `dry`, `rows`, `counts` (by Outcome), `headings`, `mapping` (column key to
heading), `columns` (with the heading of each, for the page), `unknown` (headings), `missing` (keys of required columns; nothing was read then), `bad` (the first ones: row,
column, value, reason) and what `finish` returned. `job.output` is a workbook of the bad rows to be corrected and sent again.
The mapping of an earlier import whose file had the same headings is remembered. Pages: `qifu.organisations.import_pages`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qifu.lib.sheets import Sheet, SheetError, open_sheet, write_sheet
from qifu.organisations import jobs, log
from qifu.organisations.actors import Actor, actor_of
from qifu.organisations.import_lines import Column, Line, Outcome, names_of, plain, sentence
from qifu.organisations.models import Job, JobState, LogKind, Post
from qifu.organisations.refusals import Refused

__all__ = ["Column", "Importer", "Intake", "Line", "Outcome", "again", "bring_in", "register", "start"]
MB = 1024 * 1024
SHOWN = 100  # bad cells in the outcome; the workbook has all of them
LOOKED_BACK = 50  # jobs, for a remembered mapping
ROW, REASON = gettext_lazy("Row in the file"), gettext_lazy("What is wrong")


class Intake(Protocol):
    def take(self, lines: Sequence[Line]) -> None: ...
    def finish(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Importer:
    kind: str  # of the job
    title: Promise
    columns: tuple[Column, ...]
    intake: Callable[[Actor, bool, Mapping[str, Any]], Intake]  # by, dry, the job's options
    outcome_template: str = "organisations/import_outcome.html"
    batch: int = 500  # lines in one short transaction: a killed import leaves whole batches

    def template(self, target: BinaryIO) -> None:
        """The file offered to be filled in: headings, an example, and notes on every column."""
        headings = [f"{column.label}*" if column.required else str(column.label) for column in self.columns]
        notes = [
            _(
                "Fill in the first sheet, one row each, and replace the example. Columns with * must be filled."
            )
        ]
        notes += [f"{column.label}: {column.note}" for column in self.columns if column.note]
        examples = [[column.example for column in self.columns]]
        write_sheet(target, headings, examples, notes, title=_("Data"), notes_title=_("Notes"))

    def recognise(self, headings: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
        """Column key to heading: what a person chose (an empty choice counts), else by the heading's name."""
        mapping = {key: heading for key, heading in given.items() if heading in headings}
        free = {plain(heading): heading for heading in headings if heading not in mapping.values()}
        for column in self.columns:
            name = next((name for name in names_of(column) if name in free), None)
            if column.key not in given and name:
                mapping[column.key] = free.pop(name)
        return mapping

    def unknown(self, headings: Sequence[str], mapping: Mapping[str, str]) -> list[str]:
        own = {*names_of(Column("row", ROW)), *names_of(Column("reason", REASON))}
        return [
            heading for heading in headings if heading not in mapping.values() and plain(heading) not in own
        ]


def register(importer: Importer) -> Importer:
    jobs.kind(importer.kind, importer.outcome_template)(lambda job, report: _run(importer, job, report))
    return importer


def start(
    importer: Importer, content: BinaryIO, file_name: str, *, post: Post, dry: bool, **options: Any
) -> Job:
    options = {**options, "dry": dry, "file_name": file_name}
    title = f"{importer.title}: {file_name}"
    return jobs.start(
        importer.kind, title=title, post=post, options=options, content=content, file_name=file_name
    )


def again(importer: Importer, job: Job, *, post: Post, dry: bool, **options: Any) -> Job:
    """With the same file, and what the first job was told unless it is told otherwise now."""
    path = jobs.input_path(job)
    if not path.is_file():
        raise Refused(_("The file of this import is no longer kept. Choose it again."))
    with path.open("rb") as content:
        return start(importer, content, post=post, **{**job.options, **options, "dry": dry})


def limit() -> int:
    return int(settings.IMPORT_MB) * MB


def too_large() -> Refused:
    return Refused(
        _("The file is larger than %(limit)s MB. Split it into several files.")
        % {"limit": settings.IMPORT_MB}
    )


def bring_in(
    importer: Importer,
    path: Path,
    name: str,
    bad_rows: Path,
    *,
    by: Actor,
    dry: bool,
    options: Mapping[str, Any],
    report: jobs.Report,
) -> dict[str, Any]:
    """The outcome. `bad_rows` is the workbook to write; it is there afterwards if a row was bad."""
    try:
        sheet = open_sheet(path, name, limit())
        outcome = _begin(importer, sheet, options, by, dry)
        if not outcome["missing"]:
            intake = importer.intake(by, dry, options)
            bad = _bad_lines(importer, sheet, outcome, intake, report)
            rows = ([line.number, line.reasons(importer.columns), *line.raw.values()] for line in bad)
            write_sheet(bad_rows, [str(ROW), str(REASON), *sheet.headings], rows)
            outcome |= intake.finish()
            if not outcome["counts"][Outcome.BAD]:
                bad_rows.unlink()
    except SheetError as error:
        raise too_large() if error.code == "too_large" else Refused(sentence(error)) from error
    return outcome


def _begin(
    importer: Importer, sheet: Sheet, options: Mapping[str, Any], by: Actor, dry: bool
) -> dict[str, Any]:
    given = options.get("mapping")
    mapping = importer.recognise(
        sheet.headings, _remembered(importer, sheet.headings, by) if given is None else given
    )
    return {
        "dry": dry,
        "rows": 0,
        "counts": {outcome.value: 0 for outcome in Outcome},
        "headings": sheet.headings,
        "mapping": mapping,
        "columns": [
            {
                "key": column.key,
                "label": str(column.label),
                "required": column.required,
                "heading": mapping.get(column.key, ""),
            }
            for column in importer.columns
        ],
        "unknown": importer.unknown(sheet.headings, mapping),
        "missing": [
            column.key for column in importer.columns if column.required and column.key not in mapping
        ],
        "bad": [],
    }


def _remembered(importer: Importer, headings: Sequence[str], by: Actor) -> dict[str, str]:
    """How the last file with these headings was mapped, so that a correction is made once for each source."""
    earlier = Job.objects.filter(district=by.district, kind=importer.kind, state=JobState.DONE)
    for outcome in earlier.order_by("-id").values_list("outcome", flat=True)[:LOOKED_BACK]:
        if outcome.get("headings") == list(headings) and not outcome.get("dry"):
            return {column.key: outcome["mapping"].get(column.key, "") for column in importer.columns}
    return {}


def _bad_lines(
    importer: Importer, sheet: Sheet, outcome: dict[str, Any], intake: Intake, report: jobs.Report
) -> Iterator[Line]:
    """Works through the sheet and yields what could not be used: no more than one batch is in memory."""
    labels = {column.key: str(column.label) for column in importer.columns}
    counts: Counter[str] = Counter()
    for batch in _batches(_lines(sheet, outcome["mapping"]), importer.batch):
        good = [line for line in batch if not line.problems]
        intake.take(good)
        outcome["rows"] += len(batch)
        counts.update(Outcome.BAD if line.problems else line.outcome for line in batch)
        outcome["counts"] |= {kind: counts[kind] for kind in counts}
        for line in batch:
            if line.problems:
                room = SHOWN - len(outcome["bad"])
                outcome["bad"] += [
                    {
                        "row": line.number,
                        "column": labels.get(key, ""),
                        "value": line.shown(key),
                        "reason": reason,
                    }
                    for key, reason in line.problems[:room]
                ]
                yield line
        report(outcome["rows"], max(sheet.estimated_rows, outcome["rows"]))
    report(outcome["rows"], outcome["rows"])


def _lines(sheet: Sheet, mapping: Mapping[str, str]) -> Iterator[Line]:
    for number, raw in sheet.rows():
        line = Line(number, {key: raw.get(heading) for key, heading in mapping.items()}, raw)
        for key, heading in mapping.items():
            if (number, heading) in sheet.formulas:
                line.refuse(key, _("The cell holds a formula. Paste its value instead."))
        if number in sheet.overlong:
            line.refuse("", _("The row has more cells than there are headings: is there a comma too many?"))
        yield line


def _batches(lines: Iterator[Line], size: int) -> Iterator[list[Line]]:
    batch: list[Line] = []
    for line in lines:
        batch.append(line)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _run(importer: Importer, job: Job, report: jobs.Report) -> None:
    if job.post is None:
        raise Refused(_("Nobody's post stands behind this import."))
    by, dry, name = actor_of(job.post), bool(job.options["dry"]), str(job.options["file_name"])
    bad_rows = jobs.output(job, _("Rows to correct") + ".xlsx")
    outcome = bring_in(
        importer, jobs.input_path(job), name, bad_rows, by=by, dry=dry, options=job.options, report=report
    )
    job.outcome = outcome
    if not bad_rows.exists():
        job.output = ""
    if not dry:
        log.write(LogKind.IMPORT, by=by, what=job.title, subject=job, after=outcome["counts"])
