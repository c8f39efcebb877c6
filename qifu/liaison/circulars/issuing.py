"""Issuing, withdrawing, reminding. What goes to more than `AT_ONCE` companies leaves in the background."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.enterprises.models import Enterprise
from qifu.liaison.circulars import telling
from qifu.liaison.circulars.models import Circular, CircularReceipt
from qifu.liaison.circulars.words import ISSUERS, CircularStage
from qifu.liaison.circulars.writing import held, held_draft
from qifu.organisations import jobs
from qifu.organisations.actors import Actor
from qifu.organisations.models import Job, Post
from qifu.organisations.refusals import Refused

AT_ONCE, CHUNK = 300, 500
ISSUE, REMIND = "issue-circular", "remind-circular"
Report = Callable[[int, int], None]


def issue(
    circular: Circular, *, by: Actor, post: Post | None = None, at: datetime | None = None
) -> Job | None:
    """From now on its words stand. Of two who press at once the second is told; what it replaces says so from this moment."""
    at = at or timezone.now()
    with transaction.atomic():
        row = held_draft(circular, by)
        _check_issuer(by)
        count = count_of(row)
        if not (count or row.public):
            raise Refused(_("It goes to nobody yet: choose the companies, or let everybody read it."))
        if row.supersedes_id:
            _replace(row.supersedes_id)
        row.stage, row.at, row.issued_by = CircularStage.ISSUED, at, by.user
        row.save(update_fields=["stage", "at", "issued_by"])
        if count > AT_ONCE and post:
            return _in_background(ISSUE, row, post)
        deliver(row)
    return None


def count_of(circular: Circular) -> int:
    whom = circular.whom
    return whom.enterprises(circular.district).count() if whom else 0


def deliver(circular: Circular, report: Report = lambda done, total: None) -> int:
    """A row and the word to each company that has none; interrupted, it goes on where it stopped. Withdrawn or replaced
    before its turn came, it goes to nobody any more.
    """
    whom = circular.whom
    if whom is None or circular.stage != CircularStage.ISSUED:
        return 0
    got = CircularReceipt.objects.filter(circular=circular).values("enterprise")
    rows = whom.enterprises(circular.district).exclude(pk__in=got).order_by("pk")
    fresh = list(rows.values_list("pk", "street"))
    for start in range(0, len(fresh), CHUNK):
        with transaction.atomic():
            _deliver_to(circular, fresh[start : start + CHUNK])
        report(min(start + CHUNK, len(fresh)), len(fresh))
    return len(fresh)


def _deliver_to(circular: Circular, companies: list[tuple[int, int | None]]) -> None:
    CircularReceipt.objects.bulk_create(
        [
            CircularReceipt(
                district_id=circular.district_id, circular=circular, enterprise_id=pk, street_id=street, at=circular.at
            )
            for pk, street in companies
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    rows = CircularReceipt.objects.filter(circular=circular, enterprise__in=[pk for pk, _street in companies])
    telling.issued(circular, list(rows), circular.at)


def withdraw(circular: Circular, *, by: Actor, reason: str, at: datetime | None = None) -> None:
    if not reason.strip():
        raise Refused(_("Write down why it is withdrawn."))
    with transaction.atomic():
        row = held(circular, by)
        _check_issuer(by)
        if row.stage != CircularStage.ISSUED:
            raise Refused(
                _("This is no longer possible: it stands at “%(stage)s”. Load the page again.")
                % {"stage": row.get_stage_display()}
            )
        row.stage, row.reason = CircularStage.WITHDRAWN, reason.strip()
        row.withdrawn_at, row.withdrawn_by = at or timezone.now(), by.user
        row.save(update_fields=["stage", "reason", "withdrawn_at", "withdrawn_by"])


def remind(
    circular: Circular, *, by: Actor, post: Post | None = None, at: datetime | None = None
) -> Job | None:
    """All who have not read it, once a day."""
    at = at or timezone.now()
    with transaction.atomic():
        row = held(circular, by)
        if row.stage != CircularStage.ISSUED:
            raise Refused(_("It is not in force: nobody is to read it now."))
        if row.reminded_on == timezone.localdate(at):
            raise Refused(_("They have been reminded today already. Remind them again tomorrow."))
        count = row.receipts.filter(read_at=None).count()
        if not count:
            raise Refused(_("Nobody is to be reminded: all of them have read it."))
        row.reminded_on = timezone.localdate(at)
        row.save(update_fields=["reminded_on"])
        if count > AT_ONCE and post:
            return _in_background(REMIND, row, post)
        remind_all(row, at=at)
    return None


def remind_all(
    circular: Circular, report: Report = lambda done, total: None, at: datetime | None = None
) -> int:
    """Run twice, nobody hears of it twice: the key of a reminder is its day."""
    at = at or timezone.now()
    keys = list(circular.receipts.filter(read_at=None).values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        with transaction.atomic():
            rows = circular.receipts.filter(pk__in=keys[start : start + CHUNK], read_at=None)
            chunk = list(rows)
            telling.reminded(circular, chunk, at)
            CircularReceipt.objects.filter(pk__in=[row.pk for row in chunk]).update(reminded_at=at)
        report(min(start + CHUNK, len(keys)), len(keys))
    return len(keys)


def _check_issuer(by: Actor) -> None:
    if by.role not in ISSUERS:
        raise Refused(_("The head of the unit or the programme office does this."))


def _replace(earlier: int) -> None:
    changed = Circular.objects.filter(pk=earlier, stage=CircularStage.ISSUED)
    if not changed.update(stage=CircularStage.SUPERSEDED):
        raise Refused(_("What it was to correct is not in force any more: write a new circular instead."))


def _in_background(name: str, circular: Circular, post: Post) -> Job:
    title = (_("Issue: %(title)s") if name == ISSUE else _("Remind: %(title)s")) % {"title": circular.title}
    return jobs.start(name, title=title, post=post, options={"circular": circular.pk})


@jobs.kind(ISSUE)
def run_issuing(job: Job, report: jobs.Report) -> None:
    _outcome(job, deliver(_of_job(job), report))


@jobs.kind(REMIND)
def run_reminding(job: Job, report: jobs.Report) -> None:
    _outcome(job, remind_all(_of_job(job), report))


def _of_job(job: Job) -> Circular:
    return Circular.objects.select_related("district", "unit").get(pk=job.options["circular"])


def _outcome(job: Job, count: int) -> None:
    job.total = job.done = count
    job.save(update_fields=["total", "done"])
    job.outcome = {"facts": [[str(Enterprise._meta.verbose_name_plural), count]]}
