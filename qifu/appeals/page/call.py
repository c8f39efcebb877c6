"""One call about one answer: what was asked, what was answered, what was heard so far, and the form for what is heard now."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.closing import CallForm
from qifu.appeals.models import Answer, Appeal, FollowUp
from qifu.appeals.page.verdicts import ASKED_BY
from qifu.appeals.panels import desk_panels
from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.words import Stage
from qifu.appeals.workflow import TRANSITIONS, Transition
from qifu.lib.names import mask_name, mask_phone
from qifu.organisations.http import Request
from qifu.organisations.panels import Filled
from qifu.organisations.roles import Right
from qifu.organisations.unmasking import ReasonForm, is_unmasked


@dataclass(frozen=True)
class Call:
    """`form` is None where this post records no calls, or the answer does not stand any more; `refusal` says why."""

    appeal: Appeal
    answer: Answer | None
    heard: list[tuple[FollowUp, Promise | str]]  # newest first, with who asked
    name: str
    phone: str
    reason_form: forms.Form | None  # to see name and telephone unmasked
    form: CallForm | None
    refusal: Promise | str
    give_up: Transition | None
    panels: list[Filled]


def for_call(appeals: AppealQuerySet) -> AppealQuerySet:
    shown: Any = appeals.select_related("district", "enterprise", "lead_unit", "category")
    return shown.prefetch_related("answers", "follow_ups__user")  # type: ignore[no-any-return]


def call_of(request: Request, appeal: Appeal, then: str, form: CallForm | None = None) -> Call:
    """`form` is the one that was posted and came back; else a blank one, where the step is open."""
    by, now = request.actor, timezone.now()
    unmasked = is_unmasked(request, appeal)
    name, phone = appeal.caller_name, appeal.caller_phone
    step, give_up = TRANSITIONS["follow_up"], TRANSITIONS["give_up_calling"]
    refusal = step.refusal(appeal, by, now) or ""
    seen = len(appeal.follow_ups.all())
    if form is None and not refusal:
        form = CallForm(initial={"seen": seen, "then": then}, step=step, appeal=appeal, by=by)
    return Call(
        appeal=appeal,
        answer=_answer(appeal),
        heard=[(said, ASKED_BY.get(said.role, "")) for said in reversed(appeal.follow_ups.all())],
        name=name if unmasked else mask_name(name),
        phone=phone if unmasked else mask_phone(phone),
        reason_form=None
        if unmasked or not (phone and by.may(Right.UNMASK))
        else ReasonForm(initial={"reason": _("Follow-up call")}),
        form=form,
        refusal=refusal,
        give_up=None if give_up.refusal(appeal, by, now) else give_up,
        panels=desk_panels.filled(appeal.number, by) if appeal.stage == Stage.ANSWERED else [],
    )


def _answer(appeal: Appeal) -> Answer | None:
    return next((answer for answer in reversed(appeal.answers.all()) if answer.sent_at), None)
