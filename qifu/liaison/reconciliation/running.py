"""A run from its two files to its stored differences."""

import uuid
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.files import Incoming, keep, location
from qifu.enterprises.models import Enterprise
from qifu.liaison.reconciliation.models import Difference, Run
from qifu.liaison.reconciliation.words import TO_CLEAR, WORKERS, ClearingStage, RunStage
from qifu.lib.reconciling import BadCell, Columns, Company, Intake, Place, common, recognise, reconcile
from qifu.lib.reconciling.places import total_of
from qifu.lib.sheets import Sheet, SheetError, open_sheet
from qifu.organisations import jobs
from qifu.organisations.actors import Actor
from qifu.organisations.import_lines import sentence
from qifu.organisations.models import District, Job, Post
from qifu.organisations.refusals import Refused

KIND = "reconciliation"
BATCH = 1000
BAD_KEPT = 500  # of each list; all are counted


def begin(
    purpose: str,
    left: tuple[str, Incoming],
    right: tuple[str, Incoming],
    *,
    by: Actor,
    district: District,
    tolerance: Decimal = Decimal(0),
    again: bool = False,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> tuple[Run, bool]:
    """The run, and whether it is a new one: the same two files were laid side by side before, unless it is asked for again."""
    if by.role not in WORKERS or by.unit is None or by.user is None:
        raise Refused(_("Only the programme office and the units reconcile lists."))
    (left_name, one), (right_name, other) = left, right
    if one.upload.digest == other.upload.digest:
        raise Refused(_("Both files are the same one: choose the list of the other department."))
    if not again and (earlier := earlier_run(one, other, district, by)):
        return earlier, False
    if key and (earlier := Run.objects.filter(district=district, key=key).first()):
        return earlier, True
    run = Run(
        district=district, unit=by.unit, by=by.user, purpose=purpose, left_name=left_name, right_name=right_name,
        left_file=keep(one), right_file=keep(other), left_file_name=one.name, right_file_name=other.name,
        tolerance=tolerance, key=key, at=at or timezone.now(),
    )  # fmt: skip
    run.columns = {side: asdict(recognise(sheet_of(run, side).headings)) for side in ("left", "right")}
    try:
        with transaction.atomic():
            run.save()
    except IntegrityError:
        return Run.objects.get(district=district, key=key), True
    return run, True


def earlier_run(one: Incoming, other: Incoming, district: District, by: Actor) -> Run | None:
    same = {one.upload.digest, other.upload.digest}
    rows = Run.objects.visible_to(by).filter(left_file__in=same, right_file__in=same)
    return rows.filter(district=district).order_by("-id").first()


def sheet_of(run: Run, side: str) -> Sheet:
    stored, name = getattr(run, f"{side}_file"), getattr(run, f"{side}_file_name")
    try:
        return open_sheet(location(stored), name, 10**9)
    except SheetError as error:
        raise Refused(f"“{name}”: {sentence(error)}") from error
    except FileNotFoundError as error:
        raise Refused(_("The file “%(name)s” is no longer kept.") % {"name": name}) from error


def start(run: Run, columns: dict[str, Columns], *, by: Actor, post: Post) -> Job:
    """With the columns as the person has confirmed them; pressed twice, it runs once."""
    check_common(run, columns)
    with transaction.atomic():
        said = {side: asdict(chosen) for side, chosen in columns.items()}
        moved = Run.objects.filter(pk=run.pk, stage=RunStage.COLUMNS)
        if not moved.update(stage=RunStage.RUNNING, columns=said):
            raise Refused(_("The run has been started already."))
        job = jobs.start(KIND, title=run.purpose, post=post, options={"run": run.pk})
        Run.objects.filter(pk=run.pk).update(job=job)
    return job


def check_common(run: Run, columns: dict[str, Columns]) -> None:
    if not common(columns["left"], columns["right"]):
        raise Refused(
            _(
                "The two lists have no column in common by which a company could be found: both need its credit code, or both its name. The left one has: %(left)s. The right one has: %(right)s."
            )
            % {side: "、".join(sheet_of(run, side).headings) for side in ("left", "right")}
        )


@jobs.kind(KIND, fetched=False)
def work(job: Job, report: jobs.Report) -> None:
    run = Run.objects.select_related("district", "left_file", "right_file").get(pk=job.options["run"])
    try:
        counts = lay_side_by_side(run, report)
    except BaseException:
        Run.objects.filter(pk=run.pk).update(stage=RunStage.COLUMNS)  # to be started again
        raise
    job.outcome = {"facts": [[_("Companies laid side by side"), sum(counts.values())]]}


def lay_side_by_side(run: Run, report: jobs.Report) -> dict[str, int]:
    sides = {side: Intake(sheet_of(run, side), Columns(**run.columns[side])) for side in ("left", "right")}
    rows = {side: list(intake) for side, intake in sides.items()}
    report(1, 4)
    found = reconcile(rows["left"], rows["right"], tolerance=run.tolerance)
    report(2, 4)
    with transaction.atomic():
        _store(run, found.places)
        run.stage, run.done_at = RunStage.DONE, timezone.now()
        run.counts = {"left": sides["left"].count, "right": sides["right"].count, **found.counts}
        run.bad = [_bad(side, cell) for side, intake in sides.items() for cell in intake.bad[:BAD_KEPT]]
        run.counts["bad"] = sum(len(intake.bad) for intake in sides.values())
        run.save(update_fields=["stage", "done_at", "counts", "bad"])
    report(4, 4)
    return found.counts


def _bad(side: str, cell: BadCell) -> list[Any]:
    return [side, cell.line, cell.column, cell.value, cell.reason]


def _store(run: Run, places: Iterable[Place]) -> None:
    coded = Enterprise.objects.filter(district=run.district_id, merged_into=None).exclude(credit_code=None)
    known = dict(coded.values_list("credit_code", "pk"))
    batch: list[Difference] = []
    for place in places:
        batch.append(_difference(run, place, known))
        if len(batch) == BATCH:
            Difference.objects.bulk_create(batch)
            batch = []
    Difference.objects.bulk_create(batch)


def _difference(run: Run, place: Place, known: dict[str | None, int]) -> Difference:
    codes = [company.code for company in (*place.left, *place.right) if company.code]
    code = codes[0] if len(set(codes)) == 1 else ""
    return Difference(
        district_id=run.district_id, run=run, kind=place.kind.value, how=place.how.value, score=place.score, code=code,
        left_name=named(place.left), right_name=named(place.right),
        left_total=total_of(place.left), right_total=total_of(place.right),
        left_rows=rows_of(place.left), right_rows=rows_of(place.right),
        enterprise_id=known.get(code) if code else None,
        stage=ClearingStage.OPEN if place.kind.value in TO_CLEAR else ClearingStage.NONE,
        at=run.at,
    )  # fmt: skip


def named(companies: Iterable[Company]) -> str:
    return "、".join(dict.fromkeys(company.name for company in companies if company.name))[:200]


def rows_of(companies: Iterable[Company]) -> list[list[Any]]:
    return [
        [
            row.line,
            row.name,
            None if row.amount is None else str(row.amount),
            str(row.day or ""),
            "；".join(row.raw),
        ]
        for company in companies
        for row in company.rows
    ]
