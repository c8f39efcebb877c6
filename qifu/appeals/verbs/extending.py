"""ask_extension, approve_extension, refuse_extension: asked once, at least a working day before the answer is due."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from qifu.appeals.clocks import rule_days
from qifu.appeals.models.assignment import Ruling
from qifu.appeals.words import ClockKind
from qifu.lib.workdays import due_date
from qifu.organisations.calendar import calendar
from qifu.organisations.refusals import Refused

if TYPE_CHECKING:
    from datetime import date

    from qifu.appeals.advancing import Step
    from qifu.appeals.models import Appeal


def ask_extension(step: "Step") -> None:
    """A date that is no working day moves to the next one, as every last day does."""
    lead, until = step.mine, calendar().add(step.fields["until"], 0)
    latest = latest_extension(step.appeal)
    if not due_date(step.appeal.answer_due_at) < until <= latest:  # type: ignore[arg-type] # the guard saw it
        raise Refused(
            _(
                "An extension can move the answer from %(due)s to %(latest)s at the latest; choose a working day in between."
            )
            % {"due": due_date(step.appeal.answer_due_at), "latest": latest}  # type: ignore[arg-type]
        )
    step.change(lead, extension_asked_at=step.at, extension_until=until, extension_reason=step.note)
    step.appeal.extension_asked = True
    step.data["until"] = until.isoformat()


def approve_extension(step: "Step") -> None:
    lead = step.appeal.lead
    assert lead  # noqa: S101 - the guard extension_waits saw it
    assert lead.extension_until  # noqa: S101
    _rule(step, Ruling.APPROVED)
    step.appeal.extended = True
    if clock := step.clocks.find(ClockKind.ANSWER, lead):
        step.clocks.move(clock, lead.extension_until)
    step.data["until"] = lead.extension_until.isoformat()


def refuse_extension(step: "Step") -> None:
    _rule(step, Ruling.REFUSED)


def _rule(step: "Step", ruling: Ruling) -> None:
    lead = step.appeal.lead
    assert lead  # noqa: S101 - an appeal in handling has one
    step.change(lead, extension_ruling=ruling, extension_ruled_at=step.at, extension_ruled_by=step.by.user)
    step.appeal.extension_asked = False


def latest_extension(appeal: "Appeal") -> "date":
    days = rule_days(appeal.district_id, ClockKind.EXTENSION, appeal.complexity) or 0
    return calendar().add(due_date(appeal.answer_due_at), days)  # type: ignore[arg-type] # the guard saw it


EFFECTS: dict[str, Callable[["Step"], None]] = {
    "ask_extension": ask_extension,
    "approve_extension": approve_extension,
    "refuse_extension": refuse_extension,
}
