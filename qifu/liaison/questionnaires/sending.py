"""Publishing and sending: recipients by the thousand, each with its link, in chunks that commit by themselves.

Sent again to the same target, only those who have not got it get it: interrupted, the work goes on where it stopped.
"""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.liaison.questionnaires import telling
from qifu.liaison.questionnaires.building import being_written
from qifu.liaison.questionnaires.checking import check_complete
from qifu.liaison.questionnaires.keeping import check_keeper, held
from qifu.liaison.questionnaires.models import Questionnaire, Recipient, Sending
from qifu.liaison.questionnaires.models.recipient import RecipientQuerySet
from qifu.liaison.questionnaires.words import Batch
from qifu.liaison.targets import Target
from qifu.organisations import jobs, log
from qifu.organisations.actors import Actor
from qifu.organisations.models import Job, LogKind, Post
from qifu.organisations.refusals import Refused

CHUNK = 500
SEND, REMIND = "send-questionnaire", "remind-questionnaire"
Report = Callable[[int, int], None]


def publish(
    questionnaire: Questionnaire,
    target: Target,
    *,
    by: Actor,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Sending:
    """The first time it becomes open and its questions are frozen; later it adds recipients. Sending itself is `send`'s."""
    at = at or timezone.now()
    with transaction.atomic():
        row = held(questionnaire)
        check_keeper(by, row)
        if earlier := _sent_before(row, key):
            return earlier
        if row.closes_at is None or row.closes_at <= at:
            raise Refused(_("Give a closing day that is still to come first."))
        if not newcomers(row, target).exists():
            raise Refused(_("Nobody is new among these companies: choose others."))
        if row.is_draft:
            version = being_written(row)
            assert version is not None  # noqa: S101 - a draft has one
            check_complete(version)
            version.in_force_at, row.published_at = at, at
            version.save(update_fields=["in_force_at"])
            log.save(row, by=by)
        return Sending.objects.create(
            questionnaire=row, batch=Batch.SENT, target=target.as_json, words=target.in_words()[:300], at=at, by=by.user, key=key
        )  # fmt: skip


def newcomers(questionnaire: Questionnaire, target: Target) -> Any:
    got = Recipient.objects.filter(questionnaire=questionnaire).values("enterprise")
    return target.enterprises(questionnaire.district).exclude(pk__in=got)


def send(sending: Sending, report: Report = lambda done, total: None, at: datetime | None = None) -> int:
    """Rows for those who have none, then their links on the way; returns how many got it."""
    at = at or timezone.now()
    questionnaire = Questionnaire.objects.for_detail().get(pk=sending.questionnaire_id)
    found = newcomers(questionnaire, Target.from_json(sending.target))
    fresh = list(found.order_by("pk").values_list("pk", "street"))
    for start in range(0, len(fresh), CHUNK):
        rows = [
            Recipient(
                district_id=questionnaire.district_id, questionnaire=questionnaire, enterprise_id=enterprise, street_id=street
            )
            for enterprise, street in fresh[start : start + CHUNK]
        ]  # fmt: skip
        Recipient.objects.bulk_create(rows, ignore_conflicts=True)
    unsent = Recipient.objects.filter(questionnaire=questionnaire, sent_at=None)
    total, done = unsent.count(), 0
    while chunk := list(unsent.order_by("pk")[:CHUNK]):
        with transaction.atomic():
            told = telling.sent(questionnaire, chunk, at)
            for way in set(told.values()):
                reached = [pk for pk, each in told.items() if each == way]
                Recipient.objects.filter(pk__in=reached).update(told=way, sent_at=at)
            Sending.objects.filter(pk=sending.pk).update(count=F("count") + len(chunk))
        done += len(chunk)
        report(done, total)
    return done


def remind(
    questionnaire: Questionnaire,
    rows: RecipientQuerySet,
    *,
    by: Actor,
    words: str,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Sending:
    """Of `rows` those who have not answered; the rows are named now, the links leave in the background (`remind_all`)."""
    at = at or timezone.now()
    with transaction.atomic():
        row = held(questionnaire)
        check_keeper(by, row)
        if earlier := _sent_before(row, key):
            return earlier
        if not row.is_open:
            raise Refused(_("It is not open: nobody can answer it now."))
        keys = list(
            rows.filter(questionnaire=row, answered_at=None, sent_at__isnull=False).values_list(
                "pk", flat=True
            )
        )
        if not keys:
            raise Refused(_("Nobody is to be reminded: all of these have answered."))
        return Sending.objects.create(
            questionnaire=row, batch=Batch.REMINDED, target={"recipients": keys}, words=words[:300], at=at, by=by.user, key=key
        )  # fmt: skip


def remind_all(
    sending: Sending, report: Report = lambda done, total: None, at: datetime | None = None
) -> int:
    """Run twice, it reminds nobody twice: a letter's key names this reminder, and whoever answered meanwhile is left alone."""
    at = at or timezone.now()
    questionnaire = Questionnaire.objects.for_detail().get(pk=sending.questionnaire_id)
    waiting = Recipient.objects.filter(questionnaire=questionnaire, answered_at=None, sent_at__isnull=False)
    keys: Sequence[int] = sending.target.get("recipients") or list(waiting.values_list("pk", flat=True))
    done = 0
    for start in range(0, len(keys), CHUNK):
        with transaction.atomic():
            rows = waiting.filter(pk__in=keys[start : start + CHUNK]).exclude(reminded_at__gte=sending.at)
            chunk = list(rows.order_by("pk"))
            telling.reminded(questionnaire, chunk, sending, at)
            Recipient.objects.filter(pk__in=[each.pk for each in chunk]).update(
                reminded_at=at, reminders=F("reminders") + 1
            )
            Sending.objects.filter(pk=sending.pk).update(count=F("count") + len(chunk))
        done += len(chunk)
        report(start + len(chunk), len(keys))
    return done


def remind_by_the_clock(now: datetime) -> int:
    """Some days before the close, once; returns how many questionnaires."""
    due = Questionnaire.objects.at_stage("open", now).filter(remind_days__isnull=False, reminded_at=None)
    count = 0
    for questionnaire in due.select_related("district"):
        closes_at, days = questionnaire.closes_at, questionnaire.remind_days
        if closes_at is None or days is None or now < closes_at - timedelta(days=days):
            continue
        with transaction.atomic():
            if not Questionnaire.objects.filter(pk=questionnaire.pk, reminded_at=None).update(
                reminded_at=now
            ):
                continue
            sending = Sending.objects.create(
                questionnaire=questionnaire,
                batch=Batch.BY_CLOCK,
                words=_("All who have not answered"),
                at=now,
            )
            remind_all(sending, at=now)
        count += 1
    return count


def renew_link(recipient: Recipient, *, by: Actor) -> None:
    """The old link opens nothing any more: it has come into wrong hands."""
    check_keeper(by, recipient.questionnaire)
    Recipient.objects.filter(pk=recipient.pk).update(generation=F("generation") + 1)
    log.write(
        LogKind.SETTING,
        by=by,
        what=_("New link: %(company)s") % {"company": recipient.enterprise},
        subject=recipient,
    )


def _sent_before(questionnaire: Questionnaire, key: uuid.UUID | None) -> Sending | None:
    return questionnaire.sendings.filter(key=key).first() if key else None


def in_background(sending: Sending, post: Post) -> Job:
    """One job a sending, however often the form arrives."""
    name = SEND if sending.batch == Batch.SENT else REMIND
    earlier = Job.objects.filter(district=post.district, kind=name, options__sending=sending.pk).first()
    title = (_("Send: %(title)s") if name == SEND else _("Remind: %(title)s")) % {
        "title": sending.questionnaire
    }
    return earlier or jobs.start(name, title=title, post=post, options={"sending": sending.pk})


@jobs.kind(SEND)
def run_sending(job: Job, report: jobs.Report) -> None:
    sending = _of_job(job)
    _outcome(job, send(sending, report))


@jobs.kind(REMIND)
def run_reminding(job: Job, report: jobs.Report) -> None:
    sending = _of_job(job)
    _outcome(job, remind_all(sending, report))


def _of_job(job: Job) -> Sending:
    return Sending.objects.select_related("questionnaire").get(pk=job.options["sending"])


def _outcome(job: Job, count: int) -> None:
    job.total = job.done = count
    job.save(update_fields=["total", "done"])
    job.outcome = {"facts": [[_("Companies"), count]]}
