"""A call is taken at the desk: one verb from the caller's words to the number that is read out to them."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, Category
from qifu.enterprises.models import Enterprise
from qifu.liaison.findings import raise_appeal, write_finding
from qifu.liaison.hotline import calling_back
from qifu.liaison.hotline.models import Call, KnowledgeEntry
from qifu.liaison.hotline.words import BY_HAND, SPOKEN, CallBackKind, CallOutcome
from qifu.lib.names import phone_key
from qifu.organisations.actors import Actor
from qifu.organisations.models import District
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

SOURCE = "call"
TAKERS = (Role.OPERATOR, Role.OFFICE)
LONGEST = timedelta(hours=12)  # a page that was left open overnight does not say when the call began


@dataclass(frozen=True)
class Said:
    """What the desk's form says of the call."""

    phone: str = ""
    caller_name: str = ""
    enterprise: Enterprise | None = None
    enterprise_name: str = ""
    text: str = ""
    title: str = ""
    wish: str = ""
    category: Category | None = None
    reply: str = ""
    entry: KnowledgeEntry | None = None
    about: Appeal | None = None
    call_back_at: datetime | None = None


def take_call(
    said: Said,
    outcome: CallOutcome,
    *,
    by: Actor,
    district: District,
    key: uuid.UUID,
    external_id: str = "",
    begun_at: datetime | None = None,
    at: datetime | None = None,
) -> Call:
    """A `key` seen before returns the call that it wrote: pressed twice, it counts and registers once."""
    at = at or timezone.now()
    _check(said, outcome, by, at)
    if earlier := Call.objects.filter(district=district, key=key).first():
        return earlier
    try:
        with transaction.atomic():
            call = _held(district, external_id) or Call(district=district, external_id=external_id or None)
            _check_unheard(call)
            _fill(call, said, by, begun_at, at)
            call.key = key
            if call.pk is None:
                call.save()
            _follow(call, said, outcome, by, at)
            call.outcome, call.recorded_at = outcome, at
            call.save()
            if call.entry_id:
                KnowledgeEntry.objects.filter(pk=call.entry_id).update(uses=F("uses") + 1)
            _call_backs(call, said, at)
    except IntegrityError:  # the very same request, a moment earlier
        if earlier := Call.objects.filter(district=district, key=key).first():
            return earlier
        raise
    return call


def _check(said: Said, outcome: CallOutcome, by: Actor, at: datetime) -> None:
    if by.role not in TAKERS:
        raise Refused(_("Only the hotline's operators and the programme office take calls."))
    if outcome not in BY_HAND:
        raise Refused(_("Say what the call came to."))
    if said.entry and not said.entry.is_offered:
        raise Refused(
            _("The knowledge entry “%(entry)s” is no longer good. Search for another one.")
            % {"entry": said.entry}
        )
    if (said.call_back_at or outcome == CallOutcome.DROPPED) and not phone_key(said.phone):
        raise Refused(_("To call back, the telephone number is needed."))
    if said.call_back_at and said.call_back_at <= at:
        raise Refused(_("The time to call back lies in the past."))


def _held(district: District, external_id: str) -> Call | None:
    """What the telephone system has told already."""
    if not external_id:
        return None
    rows = Call.objects.select_for_update(no_key=True)
    return rows.filter(district=district, external_id=external_id).first()


def _check_unheard(call: Call) -> None:
    if call.is_heard:
        raise Refused(
            _("This call has been written down already by %(who)s: %(outcome)s.")
            % {"who": call.operator or "—", "outcome": call.get_outcome_display()}
        )


def _fill(call: Call, said: Said, by: Actor, begun_at: datetime | None, at: datetime) -> None:
    """Instants of the telephone system stand; those of the page are only as good as when it was opened."""
    if call.pk is None:
        call.begun_at = begun_at if begun_at and at - LONGEST <= begun_at <= at else at
        call.day, call.hour = local_day_and_hour(call.begun_at)
    call.answered_at = call.answered_at or call.begun_at
    call.phone = said.phone.strip() or call.phone
    call.phone_key = phone_key(call.phone)[:30]
    call.operator = by.user
    call.enterprise, call.enterprise_name = said.enterprise, said.enterprise_name[:100]
    call.caller_name, call.note = said.caller_name.strip(), said.text.strip()
    call.entry, call.about = said.entry, said.about


def _follow(call: Call, said: Said, outcome: CallOutcome, by: Actor, at: datetime) -> None:
    if outcome not in (CallOutcome.REGISTERED, CallOutcome.TOLD):
        return
    finding = write_finding(
        SOURCE,
        call.pk,
        by=by,
        district=call.district,
        day=call.day,
        text=said.text,
        enterprise=said.enterprise,
        raised_by=said.caller_name,
        at=at,
    )
    call.appeal = raise_appeal(
        finding,
        by=by,
        category=said.category if outcome == CallOutcome.REGISTERED else None,
        at=at,
        title=said.title,
        wish=said.wish,
        enterprise_name=said.enterprise_name,
        caller_name=said.caller_name,
        caller_phone=said.phone,
    )
    if outcome == CallOutcome.TOLD:
        advance(call.appeal, "tell", by=by, at=at, category=said.category, reply=said.reply)


def _call_backs(call: Call, said: Said, at: datetime) -> None:
    """Who is heard now need not be called any more for a call that nobody answered."""
    if call.outcome in SPOKEN:
        calling_back.settle_heard(call, at)
    if said.call_back_at:
        calling_back.owe(call, CallBackKind.PROMISED, said.call_back_at)
    elif call.outcome == CallOutcome.DROPPED:
        calling_back.owe(call, CallBackKind.DROPPED, at)


def local_day_and_hour(at: datetime) -> tuple[date, int]:
    local = timezone.localtime(at)
    return local.date(), local.hour
