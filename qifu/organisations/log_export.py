"""The log as a workbook, written in the background. Who took it away is itself on record."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from qifu.lib.sheets import write_sheet
from qifu.organisations import jobs, log
from qifu.organisations.actors import actor_of
from qifu.organisations.history import told
from qifu.organisations.models import Job, LogEntry, LogKind, Post

KIND = "export-logs"
CHUNK = 500


def start(post: Post, given: dict[str, Any]) -> Job:
    options = {name: str(value) for name, value in given.items()}
    log.write(LogKind.EXPORT, by=actor_of(post), what=_("Logs"), after=options or None)
    return jobs.start(KIND, title=_("Export of the logs"), post=post, options={"filter": options})


@jobs.kind(KIND)
def export(job: Job, report: jobs.Report) -> None:
    assert job.post is not None  # noqa: S101 - started by a person
    given = dict(job.options["filter"])
    for name in ("since", "until"):
        given[name] = parse_date(given.get(name, ""))
    entries = LogEntry.objects.visible_to(actor_of(job.post)).matching(**given).order_by("-id")
    total = entries.count()
    headings = [_("When"), _("Kind"), _("Who"), _("What"), _("Changes"), _("Reason"), _("Address")]
    path = jobs.output(job, _("Logs %s.xlsx") % timezone.localdate())
    note = _("Exported by %(who)s at %(at)s. For internal use.") % {
        "who": job.post.user.name,
        "at": f"{timezone.localtime():%Y-%m-%d %H:%M}",
    }
    written = write_sheet(
        path, headings, lines(entries.iterator(CHUNK), report, total), [note], _("Logs"), _("Notes")
    )
    report(written, written)
    job.outcome = {"facts": [[_("Rows"), written]]}


def lines(entries: Iterator[LogEntry], report: jobs.Report, total: int) -> Iterator[list[object]]:
    done = 0
    while chunk := list(islice(entries, CHUNK)):
        for line in told(chunk):
            entry = line.entry
            changes = "\n".join(map(str, line.changes))
            yield [
                entry.at,
                entry.get_kind_display(),
                entry.who,
                entry.what,
                changes,
                entry.reason,
                entry.address,
            ]
        done += len(chunk)
        report(done, total)
