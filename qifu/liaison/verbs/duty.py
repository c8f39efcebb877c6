"""What is done with a duty: written down, handed down, reported on, finished. One function a verb, one event each."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.files import Incoming, keep
from qifu.liaison import news
from qifu.liaison.duty_steps import STEPS, check
from qifu.liaison.guards import check_office, check_still_written
from qifu.liaison.models import Duty, DutyEvent, DutyReport, Programme
from qifu.liaison.months import months_of, owes
from qifu.liaison.pictures import changed, duty_picture
from qifu.liaison.words import DutyStage, ReportStage
from qifu.lib.months import first_of
from qifu.lib.workdays import local_date
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit
from qifu.organisations.refusals import Refused

ENDED = (DutyStage.FINISHED, DutyStage.DROPPED)


def save_duty(duty: Duty, *, by: Actor, co_units: Sequence[Unit] = ()) -> bool:
    """Write a duty down, or change it; False when nothing differs."""
    check_office(by, duty.district)
    check_duty(duty, co_units)
    with transaction.atomic():
        before = duty_picture(duty) if duty.pk else {}
        try:
            with transaction.atomic():
                duty.save()
        except IntegrityError as error:
            raise Refused(
                _("%(unit)s has a duty with this title already.") % {"unit": duty.unit.short_name}
            ) from error
        duty.co_units.set(co_units)
        old, new = changed(before, duty_picture(duty))
        if old:
            lines = [f"{label}：{old[label]} → {value}" for label, value in new.items()]
            _record(duty, "change", by=by, at=timezone.now(), note="\n".join(lines))
    return bool(new)


def check_duty(duty: Duty, co_units: Sequence[Unit]) -> None:
    programme = duty.programme
    check_still_written(programme)
    if duty.unit_id is None:
        raise Refused(_("A duty without a unit is nobody's: choose the unit that answers for it."))
    if duty.due_at is None:
        raise Refused(_("A duty without a date is never late: give the day by which it is to be done."))
    if not programme.begins_on <= duty.due_on <= programme.ends_on:
        raise Refused(
            _("The duty is due on %(day)s, outside the programme's period (%(begin)s to %(end)s).")
            % {"day": duty.due_on, "begin": programme.begins_on, "end": programme.ends_on}
        )
    if duty.stage in ENDED:
        raise Refused(_("The duty has ended and is no longer changed; take it up again first."))
    if duty.unit in co_units:
        raise Refused(_("%(unit)s answers for the duty and cannot also co-operate.") % {"unit": duty.unit})
    if duty.stage == DutyStage.OPEN and Duty.objects.get(pk=duty.pk).unit_id != duty.unit_id:
        raise Refused(
            _("The duty has been handed down: drop it, and write a new one for %(unit)s.")
            % {"unit": duty.unit.short_name}
        )


def hand_down(duty: Duty, *, by: Actor, note: str = "", at: datetime | None = None) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        _take(duty, "hand_down", by=by, at=at, note=note, handed_down_at=at)
        news.handed_down(duty, at)


def hand_down_all(programme: Programme, *, by: Actor, at: datetime | None = None) -> int:
    """All or none; how many there were."""
    drafts = list(programme.duties.filter(stage=DutyStage.DRAFT).select_related("programme", "unit"))
    with transaction.atomic():
        for duty in drafts:
            hand_down(duty, by=by, at=at)
    return len(drafts)


def report(
    duty: Duty,
    *,
    by: Actor,
    month: date,
    text: str,
    percent: int,
    file: Incoming | None = None,
    at: datetime | None = None,
) -> DutyReport:
    at, month = at or timezone.now(), first_of(month)
    check(duty, STEPS["report"], by, "")
    check_month(duty, month, local_date(at))
    with transaction.atomic():
        _take(duty, "report", by=by, at=at, note=text, month=month, percent=percent)
        try:
            with transaction.atomic():
                return DutyReport.objects.create(
                    district=duty.district, duty=duty, month=month, text=text, percent=percent, at=at,
                    by=by.user, who=by.label, file=keep(file) if file else None, file_name=file.name if file else "",
                )  # fmt: skip
        except IntegrityError as error:
            raise Refused(
                _("The report for %(month)s stands already. To correct it, ask the office to send it back.")
                % {"month": f"{month:%Y-%m}"}
            ) from error


def check_month(duty: Duty, month: date, today: date) -> None:
    said = {"month": f"{month:%Y-%m}"}
    if month > today:
        raise Refused(_("%(month)s has not begun: a report is on what has been done.") % said)
    if month not in months_of(duty.programme, today):
        raise Refused(_("%(month)s lies outside the programme's period.") % said)
    if not owes(duty, month):
        raise Refused(_("In %(month)s the duty had not yet been handed down.") % said)


def confirm(found: DutyReport, *, by: Actor, note: str = "", at: datetime | None = None) -> None:
    _decide(found, "confirm", ReportStage.CONFIRMED, by=by, note=note, at=at)


def send_back(found: DutyReport, *, by: Actor, note: str, at: datetime | None = None) -> None:
    _decide(found, "send_back", ReportStage.SENT_BACK, by=by, note=note, at=at)


def _decide(
    found: DutyReport, verb: str, stage: ReportStage, *, by: Actor, note: str, at: datetime | None
) -> None:
    duty = found.duty
    check(duty, STEPS[verb], by, note)
    with transaction.atomic():
        moved = DutyReport.objects.filter(pk=found.pk, stage=ReportStage.FILED).update(stage=stage, note=note)
        if not moved:
            raise Refused(_("Somebody has decided on this report already. Load the page again."))
        standing = duty.reports.exclude(stage=ReportStage.SENT_BACK).first()
        _take(
            duty,
            verb,
            by=by,
            at=at or timezone.now(),
            note=note,
            month=found.month,
            percent=standing.percent if standing else 0,
        )
        found.refresh_from_db()
        if stage == ReportStage.SENT_BACK:
            news.sent_back(found, at or timezone.now())


def finish(duty: Duty, *, by: Actor, note: str = "", at: datetime | None = None) -> None:
    at = at or timezone.now()
    check(duty, STEPS["finish"], by, note)
    if not duty.reports.filter(stage=ReportStage.CONFIRMED, percent=100).exists():
        raise Refused(
            _("No report of 100% is confirmed: a duty is finished when its unit has said so and you agree.")
        )
    with transaction.atomic():
        _take(duty, "finish", by=by, at=at, note=note, ended_at=at)


def reopen(duty: Duty, *, by: Actor, note: str, at: datetime | None = None) -> None:
    with transaction.atomic():
        _take(duty, "reopen", by=by, at=at or timezone.now(), note=note, ended_at=None)


def drop(duty: Duty, *, by: Actor, note: str, at: datetime | None = None) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        _take(duty, "drop", by=by, at=at, note=note, ended_at=at)


def _take(
    duty: Duty,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    month: date | None = None,
    **changes: Any,
) -> None:
    """The only writer of a duty's stage: whoever comes second is told."""
    step = STEPS[verb]
    check(duty, step, by, note)
    moved = Duty.objects.filter(pk=duty.pk, stage__in=step.sources).update(stage=step.target, **changes)
    if not moved:
        raise Refused(_("Somebody else was faster. Load the page again."))
    _record(duty, verb, by=by, at=at, note=note, month=month)
    duty.refresh_from_db(fields=["stage", *changes])


def _record(
    duty: Duty, verb: str, *, by: Actor, at: datetime, note: str = "", month: date | None = None
) -> None:
    DutyEvent.objects.create(duty=duty, verb=verb, at=at, by=by.user, who=by.label, note=note, month=month)
