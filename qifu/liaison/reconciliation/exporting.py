"""The differences of a run as a workbook, streamed."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.liaison.reconciliation.models import Difference, Run
from qifu.lib.sheets import write_sheet


def workbook(run: Run, rows: QuerySet[Difference]) -> bytes:
    target = BytesIO()
    headings = [
        pgettext("difference", "Kind"), _("How they were matched"), _("Likeness"), _("Credit code"), run.left_name, _("Amount on the left"),
        run.right_name, _("Amount on the right"), _("Left less right"), _("Lines on the left"), _("Lines on the right"),
        pgettext("difference", "Stage"), _("Owner unit"), _("Officer"), _("To be cleared by"),
    ]  # fmt: skip
    notes = [
        f"{name}: {file}, SHA-256 {digest}"
        for name, file, digest in (
            (run.left_name, run.left_file_name, run.left_file_id),
            (run.right_name, run.right_file_name, run.right_file_id),
        )
    ]
    write_sheet(
        target, headings, _lines(rows), [run.purpose, *notes], title=_("Differences"), notes_title=_("Inputs")
    )
    return target.getvalue()


def _lines(rows: QuerySet[Difference]) -> Iterator[Sequence[object]]:
    for row in rows.select_related("unit", "owner").order_by("id").iterator(chunk_size=1000):
        yield (
            row.get_kind_display(), row.get_how_display(), row.score or None, row.code, row.left_name, row.left_total,
            row.right_name, row.right_total, row.gap, _numbers(row.left_rows), _numbers(row.right_rows),
            row.get_stage_display(), row.unit.short_name if row.unit else "", str(row.owner or ""), row.due_on,
        )  # fmt: skip


def _numbers(rows: list[list[object]]) -> str:
    return "、".join(str(row[0]) for row in rows)
