"""What is written down at a stop. Each verb has the key of its request: sent again from a telephone, it changes nothing."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.files import Incoming, keep
from qifu.appeals.models import Category
from qifu.liaison.findings import note_only, raise_appeal, settle, write_finding
from qifu.liaison.models import Finding
from qifu.liaison.models.finding import FindingQuerySet
from qifu.liaison.verbs.leader_contact import contact_from_visit
from qifu.liaison.visits.guards import check_change, check_write
from qifu.liaison.visits.ledger import held_stop, is_known, store, write_down
from qifu.liaison.visits.models import FeedbackRule, Note, Picture, Stop, Visit
from qifu.liaison.visits.words import VisitStage
from qifu.liaison.words import Outcome
from qifu.lib.workdays import end_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import District
from qifu.organisations.refusals import Refused

COARSE = Decimal("0.01")  # about a kilometre
NAMESPACE = uuid.UUID(
    "6f0c1c0e-6e0b-4a58-9a0e-7a2f6a2a4f10"
)  # of the keys that a stop gives to what follows from it


def check_in(
    stop: Stop,
    *,
    by: Actor,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
) -> None:
    """The position only where the person agreed to give it, and never closer than a kilometre."""
    at = at or timezone.now()
    with transaction.atomic():
        stop = held_stop(stop)
        if is_known(stop.visit, key):
            return
        check_write(stop, by)
        if stop.checked_in_at:
            raise Refused(
                _("Checked in already at %(time)s.")
                % {"time": f"{timezone.localtime(stop.checked_in_at):%H:%M}"}
            )
        if not stop.visit.has_come(at):
            raise Refused(
                _("The trip is planned for %(day)s: set another day before you check in.")
                % {"day": stop.visit.day}
            )
        stop.checked_in_at, stop.checked_in_by = at, by.user
        if latitude is not None and longitude is not None:
            stop.latitude, stop.longitude = _coarse(latitude), _coarse(longitude)
        stop.save()
        if stop.visit.is_planned:
            stop.visit.stage = VisitStage.UNDER_WAY
            store(stop.visit)
        write_down(stop.visit, "check-in", by=by, at=at, stop=stop, key=key)


def _coarse(degrees: Decimal) -> Decimal:
    return degrees.quantize(COARSE, ROUND_HALF_UP)


def write_note(
    stop: Stop, text: str, *, by: Actor, key: uuid.UUID | None = None, at: datetime | None = None
) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        stop = held_stop(stop)
        if is_known(stop.visit, key):
            return
        check_write(stop, by)
        if not text.strip():
            raise Refused(_("The note is empty: write down what was said or seen."))
        Note.objects.create(stop=stop, text=text.strip(), by=by.user, at=at)
        write_down(stop.visit, "note", by=by, at=at, stop=stop, key=key)


def add_pictures(
    stop: Stop,
    pictures: Sequence[Incoming],
    *,
    by: Actor,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        stop = held_stop(stop)
        if is_known(stop.visit, key):
            return
        check_write(stop, by)
        if not pictures:
            raise Refused(_("No picture was chosen: take one or choose one, then send it."))
        for picture in pictures:
            there = {"by": by.user, "at": at, "name": picture.name}
            Picture.objects.get_or_create(stop=stop, file=keep(picture), defaults=there)
        write_down(stop.visit, "pictures", by=by, at=at, stop=stop, key=key, note=str(len(pictures)))


def sign(
    stop: Stop,
    signature: Incoming | None,
    *,
    name: str,
    by: Actor,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> None:
    """Signed again, the newer one stands; the history says that it was."""
    at = at or timezone.now()
    with transaction.atomic():
        stop = held_stop(stop)
        if is_known(stop.visit, key):
            return
        check_write(stop, by)
        if not name.strip():
            raise Refused(_("Write down the name of the person who signs."))
        if signature is None:
            raise Refused(_("Nothing is drawn: the visited person signs in the box, then store it."))
        stop.visited_name, stop.signature, stop.signed_at = name.strip(), keep(signature), at
        stop.save()
        write_down(stop.visit, "sign", by=by, at=at, stop=stop, key=key, note=stop.visited_name)


def find(
    stop: Stop,
    text: str,
    *,
    by: Actor,
    outcome: str = Outcome.OPEN,
    category: Category | None = None,
    how: str = "",
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Finding | None:
    """None where the same request has been taken before. What the finding becomes is decided at once, or later on its own page."""
    at = at or timezone.now()
    with transaction.atomic():
        stop = held_stop(stop)
        if is_known(stop.visit, key):
            return None
        check_write(stop, by)
        finding = write_finding(
            stop.visit.kind,
            stop.pk,
            by=by,
            district=stop.visit.district,
            day=stop.day,
            text=text,
            enterprise=stop.enterprise,
            project=stop.project,
            raised_by=stop.visited_name,
            key=key,
            at=at,
        )
        _decide(finding, stop, by, outcome, category, how, at)
        write_down(stop.visit, "finding", by=by, at=at, stop=stop, key=key, note=finding.text[:200])
    return finding


def _decide(
    finding: Finding,
    stop: Stop,
    by: Actor,
    outcome: str,
    category: Category | None,
    how: str,
    at: datetime,
) -> None:
    match outcome:
        case Outcome.APPEAL:
            raise_appeal(finding, by=by, category=category, caller_name=stop.visited_name, at=at)
        case Outcome.SETTLED:
            if category is None:
                raise Refused(_("Choose the category of what was settled on the spot."))
            settle(finding, by=by, category=category, how=how, caller_name=stop.visited_name, at=at)
        case Outcome.NOTED:
            note_only(finding, by=by, how=how)


def finish(stop: Stop, *, by: Actor, key: uuid.UUID | None = None, at: datetime | None = None) -> None:
    """The company is owed feedback from now; a leader who came along has been in contact with their company."""
    at = at or timezone.now()
    with transaction.atomic():
        stop = held_stop(stop)
        if is_known(stop.visit, key):
            return
        check_write(stop, by)
        if stop.finished_at:
            raise Refused(
                _("The stop was finished already at %(time)s; nothing is lost.")
                % {"time": f"{timezone.localtime(stop.finished_at):%H:%M}"}
            )
        if not stop.checked_in_at:
            raise Refused(
                _("Nobody has checked in here. Check in first, or leave the stop out with a reason.")
            )
        stop.finished_at, stop.feedback_due_at = at, feedback_due(stop.visit.district, stop)
        stop.save()
        write_down(stop.visit, "finish", by=by, at=at, stop=stop, key=key)
        _count_as_contact(stop, by, at)
        settle_stage(stop.visit)


def feedback_due(district: District, stop: Stop) -> datetime | None:
    """The end of the n-th calendar day after the visit; None where no rule is set."""
    rule = FeedbackRule.objects.filter(district=district).order_by("-version").first()
    return end_of_day(stop.day + timedelta(days=rule.days)) if rule else None


def _count_as_contact(stop: Stop, by: Actor, at: datetime) -> None:
    if stop.visit.leader and stop.enterprise.leader_id == stop.visit.leader_id:
        contact_from_visit(
            stop.enterprise,
            stop.visit.leader,
            by=by,
            day=stop.day,
            said=stop.visit.purpose,
            key=uuid.uuid5(NAMESPACE, f"contact of stop {stop.pk}"),
            at=at,
        )


def skip(
    stop: Stop, *, by: Actor, reason: str, key: uuid.UUID | None = None, at: datetime | None = None
) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        stop = held_stop(stop)
        if is_known(stop.visit, key):
            return
        check_change(stop.visit, by)
        check_write(stop, by)
        if stop.checked_in_at:
            raise Refused(_("Somebody has checked in here already: finish the stop instead."))
        if not reason.strip():
            raise Refused(_("Write down why the stop is left out."))
        if not stop.visit.stops.filter(skipped="").exclude(pk=stop.pk).exists():
            raise Refused(_("No stop would be left: cancel the trip instead."))
        stop.skipped = reason.strip()
        stop.save(update_fields=["skipped"])
        write_down(stop.visit, "skip", by=by, at=at, stop=stop, key=key, note=stop.skipped)
        settle_stage(stop.visit)


def settle_stage(visit: Visit) -> None:
    """Done once every stop is over; decided once no finding is open. A finding decided later tells it again (receivers.py)."""
    if not (visit.is_held or visit.stage == VisitStage.UNDER_WAY):
        return
    if visit.stops.filter(finished_at=None, skipped="").exists():
        return
    undecided = findings_of(visit).filter(outcome=Outcome.OPEN).exists()
    stage = VisitStage.DONE if undecided else VisitStage.DECIDED
    if visit.stage != stage:
        visit.stage = stage
        store(visit)


def findings_of(visit: Visit) -> FindingQuerySet:
    return Finding.objects.filter(source=visit.kind, source_id__in=visit.stops.values("pk"))
