"""Calls that are owed back: how one comes to be, what a try leaves behind, when it ends."""

import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.liaison.hotline.models import Call, CallBack, CallBackTry
from qifu.liaison.hotline.presets import rule_of
from qifu.liaison.hotline.words import CallBackKind, CallBackState
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused


def owe(call: Call, kind: CallBackKind, next_at: datetime) -> CallBack | None:
    """One open at a time for a number: what was promised takes the place of what was only missed. Nobody can be called
    back whose number the telephone did not show.
    """
    if not call.phone_key:
        return None
    rows = CallBack.objects.select_for_update(no_key=True)
    of_call = rows.filter(call=call).first()
    of_phone = rows.filter(
        district=call.district_id, phone_key=call.phone_key, state=CallBackState.OPEN
    ).first()
    found = of_call or of_phone
    if found and (found.is_open or found.call_id == call.pk):
        if kind == CallBackKind.PROMISED or not found.is_open:
            if of_phone and of_call and of_phone.pk != of_call.pk:
                of_phone.state, of_phone.ended_at = CallBackState.CALLED_AGAIN, timezone.now()
                of_phone.save(update_fields=["state", "ended_at"])
            found.kind, found.next_at, found.state, found.ended_at = kind, next_at, CallBackState.OPEN, None
            found.save(update_fields=["kind", "next_at", "state", "ended_at"])
        return found
    try:
        with transaction.atomic():
            return CallBack.objects.create(
                district_id=call.district_id,
                call=call,
                phone_key=call.phone_key,
                kind=kind,
                next_at=next_at,
            )
    except IntegrityError:  # another call of the same number, at the same instant
        return CallBack.objects.filter(
            district=call.district_id, phone_key=call.phone_key, state=CallBackState.OPEN
        ).first()


def settle_heard(call: Call, at: datetime) -> None:
    """Who called again and was heard is owed nothing for the call in vain; a promise stays one."""
    if call.phone_key:
        CallBack.objects.filter(
            district=call.district_id, phone_key=call.phone_key, state=CallBackState.OPEN
        ).exclude(kind=CallBackKind.PROMISED).update(state=CallBackState.CALLED_AGAIN, ended_at=at)


def not_missed(call: Call, at: datetime) -> None:
    """The telephone system's later word: somebody did answer."""
    CallBack.objects.filter(call=call, state=CallBackState.OPEN, kind=CallBackKind.MISSED, tries=0).update(
        state=CallBackState.CALLED_AGAIN, ended_at=at
    )


def try_call_back(
    row: CallBack, *, by: Actor, reached: bool, remark: str = "", key: uuid.UUID, at: datetime | None = None
) -> CallBack:
    """In vain, it comes up again after the rule's minutes; after as many tries as the rule says it is given up."""
    at = at or timezone.now()
    with transaction.atomic():
        row = (
            CallBack.objects.select_for_update(no_key=True, of=("self",))
            .select_related("district")
            .get(pk=row.pk)
        )
        if CallBackTry.objects.filter(key=key).exists():
            return row
        if not row.is_open:
            raise Refused(
                _("Somebody else has settled this call-back meanwhile: %(state)s.")
                % {"state": row.get_state_display()}
            )
        rule = rule_of(row.district)
        CallBackTry.objects.create(
            call_back=row, at=at, by=by.user, reached=reached, remark=remark.strip(), key=key
        )
        row.tries += 1
        if reached:
            row.state, row.ended_at = CallBackState.REACHED, at
        elif row.tries >= rule.tries:
            row.state, row.ended_at = CallBackState.GIVEN_UP, at
        else:
            row.next_at = at + timedelta(minutes=rule.retry_minutes)
        row.save(update_fields=["tries", "state", "ended_at", "next_at"])
    return row
