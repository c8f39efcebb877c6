"""A month's league as a workbook: every figure with its parts, and on a second sheet what each indicator means."""

from collections.abc import Iterator
from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.assessment.league import Cell, Column, columns_of, league_of
from qifu.assessment.models import Result
from qifu.lib.sheets import write_sheet
from qifu.lib.workdays import due_date
from qifu.organisations.actors import Actor


def write_workbook(file: BytesIO, result: Result, by: Actor) -> int:
    """The lines that `by` may see; returns how many."""
    columns = columns_of(result)
    return write_sheet(
        file,
        headings(columns),
        lines(result, by),
        notes=notes(result, columns, by),
        title=f"{result.round.month:%Y-%m}",
        notes_title=_("Definitions"),
    )


def headings(columns: list[Column]) -> list[str]:
    of_each = [
        heading
        for column in columns
        for heading in (
            str(column.label),
            _("%(indicator)s: numerator/denominator") % {"indicator": column.label},
            _("%(indicator)s: before exclusion") % {"indicator": column.label},
            _("%(indicator)s: points") % {"indicator": column.label},
        )
    ]
    first = [_("Group"), pgettext("assessment", "Rank"), _("Unit"), _("Score")]
    return [*first, *of_each]


def lines(result: Result, by: Actor) -> Iterator[list[object]]:
    for group in league_of(result, by):
        for row in group.rows:
            line = row.line
            score = line.get_state_display() if line.score is None else float(line.score)
            values = [value for cell in row.cells for value in values_of(cell)]
            yield [group.name, line.rank, line.unit_name, score, *values]


def values_of(cell: Cell) -> list[object]:
    part = cell.part
    if not cell.is_rate:
        amount = None if cell.amount is None else float(cell.amount)
        return [amount, "", part.before_numerator if cell.differs_before else "", float(part.points)]
    share = (
        round(part.numerator / part.denominator, 4)
        if part.numerator is not None and part.denominator
        else None
    )
    before = f"{part.before_numerator}/{part.before_denominator}" if cell.differs_before else ""
    return [share, f"{part.numerator}/{part.denominator}", before, float(part.points)]


def notes(result: Result, columns: list[Column], by: Actor) -> list[str]:
    version = result.scheme_version
    facts = _(
        "%(scheme)s, version %(version)s (%(source)s); figures by definitions %(rules)s, counted at %(at)s; edition %(edition)s."
    ) % {
        "scheme": version.scheme,
        "version": version.version,
        "source": version.source,
        "rules": result.rules,
        "at": f"{due_date(result.cut_off):%Y-%m-%d} 24:00",
        "edition": result.number,
    }
    rounding = _(
        "Computed exactly; the score is rounded once, half up, to two decimals. Equal scores share a rank."
    )
    judged = [f"{column.label}: {column.definition}" for column in columns]
    mark = _("Exported by %(who)s at %(when)s. For internal use; it counts what this post may see.") % {
        "who": by.label,
        "when": f"{timezone.localtime():%Y-%m-%d %H:%M}",
    }
    return [mark, facts, rounding, *judged, _("Digest: %(digest)s") % {"digest": result.digest}]
