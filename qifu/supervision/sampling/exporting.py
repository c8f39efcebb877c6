"""A draw's results as a workbook: the cases that one sees, with how the sample came about; logged and marked."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.appeals.lists.exporting import asker
from qifu.lib.sheets import write_sheet
from qifu.organisations import jobs, log
from qifu.organisations.actors import Actor
from qifu.organisations.models import Job, LogKind, Post
from qifu.organisations.refusals import Refused
from qifu.supervision.models import Draw, Inspection
from qifu.supervision.models.inspection import InspectionQuerySet

KIND = "export-inspections"


def ask(draw: Draw, post: Post, by: Actor) -> Job:
    _check_size(cases(draw, by).count())
    title = _("Results of draw %(number)s") % {"number": draw.number}
    return jobs.start(KIND, title=title, post=post, options={"draw": draw.pk})


def cases(draw: Draw, by: Actor) -> InspectionQuerySet:
    seen: InspectionQuerySet = Inspection.objects.visible_to(by).filter(draw=draw)
    return seen


def _check_size(count: int) -> None:
    if count > settings.EXPORT_LIMIT:
        raise Refused(
            _(
                "More than %(limit)s rows leave the system only with an approval: export the results unit by unit."
            )
            % {"limit": settings.EXPORT_LIMIT}
        )


@jobs.kind(KIND)
def run(job: Job, report: jobs.Report) -> None:
    by = asker(job)
    draw = Draw.objects.visible_to(by).select_related("checklist").filter(pk=job.options["draw"]).first()
    if draw is None:
        raise Refused(_("This draw does not exist."))
    rows = list(cases(draw, by).for_list().prefetch_related("verdicts").order_by("unit__order", "pk"))
    _check_size(len(rows))
    mark = _("Exported by %(who)s (%(user)s) on %(when)s. For internal use.") % {
        "who": by.label,
        "user": by.user.username if by.user else "-",
        "when": f"{timezone.localtime():%Y-%m-%d %H:%M}",
    }
    path = jobs.output(job, _("Results of draw %(number)s.xlsx") % {"number": draw.number})
    items = list(draw.checklist.items.all())
    with path.open("wb") as file:
        write_sheet(
            file,
            [*headings(), *(f"{item.text}（{item.points}）" for item in items)],
            _lines(rows, [str(item.pk) for item in items], mark, report),
            notes=[mark, *about(draw)],
            title=pgettext("column", "Results"),
            notes_title=_("Notes"),
        )
    job.outcome = {"facts": [[_("Cases"), len(rows)]]}
    log.write(LogKind.EXPORT, by=by, what=job.title, subject=job, after={"count": len(rows)})


def about(draw: Draw) -> list[str]:
    return [
        _("Draw %(number)s: closed from %(since)s to %(until)s, %(population)s.")
        % {
            "number": draw.number,
            "since": draw.since,
            "until": draw.until,
            "population": draw.get_population_display(),
        },
        _("Frame: %(framed)s cases, SHA-256 %(digest)s.") % {"framed": draw.framed, "digest": draw.digest},
        _("Seed: %(seed)s. Wanted: %(size)s, at least %(least)s from each unit. Drawn: %(drawn)s.")
        % {"seed": draw.seed, "size": draw.size, "least": draw.least, "drawn": draw.drawn},
    ]


def headings() -> list[str]:
    return [
        _("Number"),
        pgettext("column", "Title"),
        _("Enterprise"),
        pgettext("column", "Unit"),
        _("Inspector"),
        pgettext("column", "State"),
        pgettext("inspection", "Inspected"),
        pgettext("column", "Solved"),
        pgettext("column", "Defect"),
        pgettext("column", "What follows"),
        _("What was found"),
        _("Grounds"),
        _("Corrections"),
        _("Score"),
    ]


def _lines(rows: list[Any], items: list[str], mark: str, report: jobs.Report) -> Iterator[list[object]]:
    for n, row in enumerate(rows, 1):
        verdict = row.verdicts.all()[0] if row.verdicts.all() else None
        yield [
            row.appeal.number,
            row.appeal.title,
            row.appeal.company,
            row.unit.short_name,
            row.inspector.name if row.inspector else "",
            row.get_state_display(),
            row.done_at,
            _yes_no(row.solved),
            _yes_no(row.defect),
            row.get_consequence_display() if row.consequence else "",
            verdict.note if verdict else "",
            verdict.grounds if verdict else "",
            max(row.version - 1, 0),
            row.score,
            *(verdict.points[pk][0] if verdict else None for pk in items),
        ]
        report(n, len(rows))
    yield [mark]


def _yes_no(said: bool | None) -> str:
    return "" if said is None else _("Yes") if said else _("No")
