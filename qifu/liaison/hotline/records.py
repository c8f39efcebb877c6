"""What the telephone system says of a call, once or in several words, before or after the desk: all of it one row."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.liaison.hotline import calling_back
from qifu.liaison.hotline.models import Call, Extension, PhoneSystem
from qifu.liaison.hotline.taking import local_day_and_hour
from qifu.liaison.hotline.words import CallBackKind, CallOutcome
from qifu.lib.names import phone_key
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, LogKind, User

MOST_BYTES = 16 * 1024
OLDEST_SIGNATURE = timedelta(minutes=5)


class BadField(Exception):
    """`sentence` says what is wrong with `field`."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


@dataclass(frozen=True)
class Record:
    call: str
    phone: str
    begun: datetime
    answered: datetime | None
    ended: datetime | None
    waited: int | None
    extension: str


def read_record(said: object) -> Record:
    """Fields that nobody here knows are passed over; those that are known must be right."""
    if not isinstance(said, dict):
        raise BadField("", _("The body is not a JSON object."))
    begun = _instant(said, "begun")
    if begun is None:
        raise BadField("begun", _("“begun” is missing: when the call came in."))
    answered, ended = _instant(said, "answered"), _instant(said, "ended")
    for name, instant, before in (("answered", answered, begun), ("ended", ended, answered or begun)):
        if instant and instant < before:
            raise BadField(name, _("“%(field)s” lies before what must come first.") % {"field": name})
    waited = said.get("waited")
    if waited is not None and (
        isinstance(waited, bool) or not isinstance(waited, int) or not 0 <= waited < 86400
    ):
        raise BadField("waited", _("“waited” is a number of seconds."))
    if waited is None and answered:
        waited = int((answered - begun).total_seconds())
    call = _text(said, "call", 64)
    if not call:
        raise BadField("call", _("“call” is missing: the telephone system's own id of the call."))
    return Record(
        call, _text(said, "phone", 30), begun, answered, ended, waited, _text(said, "extension", 20)
    )


def _text(said: dict[str, Any], name: str, most: int) -> str:
    value = said.get(name)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value.strip()) > most or "\x00" in value:
        raise BadField(
            name, _("“%(field)s” is text of at most %(most)s characters.") % {"field": name, "most": most}
        )
    return value.strip()


def _instant(said: dict[str, Any], name: str) -> datetime | None:
    """As ISO 8601; without a zone it is the district's time."""
    value = said.get(name)
    if value in (None, ""):
        return None
    try:
        found = datetime.fromisoformat(str(value))
        found = found if found.tzinfo else timezone.make_aware(found)
        found = found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadField(
            name, _("“%(field)s” is an instant as 2026-03-12T09:30:00+08:00.") % {"field": name}
        ) from error
    if not datetime(2000, 1, 1, tzinfo=UTC) <= found <= timezone.now() + timedelta(minutes=5):
        raise BadField(name, _("“%(field)s” lies in the future or long ago.") % {"field": name})
    return found


def take_record(record: Record, district: District, at: datetime | None = None) -> Call:
    """What was known stays known: a later record adds, and repeats without effect. Who was at the desk is the desk's to say."""
    at = at or timezone.now()
    with transaction.atomic():
        call = _held_or_new(record, district)
        call.phone = call.phone or record.phone
        call.phone_key = phone_key(call.phone)[:30]
        call.begun_at = record.begun
        call.day, call.hour = local_day_and_hour(call.begun_at)
        if record.answered:
            call.answered_at, call.wait_seconds = record.answered, record.waited
        call.ended_at = record.ended or call.ended_at
        if call.operator_id is None and record.extension:
            call.operator = _operator(record.extension, district)
        if not call.is_heard:
            missed = call.answered_at is None and call.ended_at is not None
            call.outcome = CallOutcome.MISSED if missed else CallOutcome.NEW
        call.save()
        if call.outcome == CallOutcome.MISSED:
            if not hasattr(call, "call_back"):
                calling_back.owe(call, CallBackKind.MISSED, at)
        else:
            calling_back.not_missed(call, at)
        PhoneSystem.objects.filter(district=district).update(heard_at=at)
    return call


def _held_or_new(record: Record, district: District) -> Call:
    rows = Call.objects.select_for_update(no_key=True, of=("self",))
    if found := rows.filter(district=district, external_id=record.call).first():
        return found
    day, hour = local_day_and_hour(record.begun)
    try:
        with transaction.atomic():
            return Call.objects.create(
                district=district, external_id=record.call, begun_at=record.begun, day=day, hour=hour
            )
    except IntegrityError:  # told twice at the same instant
        return rows.get(district=district, external_id=record.call)


def _operator(extension: str, district: District) -> User | None:
    row = Extension.objects.filter(district=district, extension=extension).select_related("user").first()
    return row.user if row else None


# The secret.


def renew_secret(district: District, *, by: Actor) -> str:
    """The earlier one is good no more from now on."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        PhoneSystem.objects.update_or_create(
            district=district,
            defaults={"secret": secret, "made_at": timezone.now(), "made_by": by.user},
        )
        log.write(
            LogKind.SETTING,
            by=by,
            what=_("Secret of the telephone system"),
            subject=PhoneSystem.objects.get(district=district),
            after={"secret": "•••"},
        )
    return secret


def district_by_secret(bearer: str) -> District | None:
    row = PhoneSystem.objects.filter(secret=bearer).select_related("district").first() if bearer else None
    return row.district if row and hmac.compare_digest(row.secret.encode(), bearer.encode()) else None


def district_by_signature(code: str, timestamp: str, signature: str, body: bytes) -> District | None:
    """As the notices' own signed JSON: `sha256=` and the HMAC over timestamp, a full stop and the body."""
    row = PhoneSystem.objects.filter(district__code=code).select_related("district").first()
    if row is None or not timestamp.isascii() or not timestamp.isdecimal() or len(timestamp) > 12:
        return None
    if abs(timezone.now().timestamp() - int(timestamp)) > OLDEST_SIGNATURE.total_seconds():
        return None
    wanted = (
        "sha256="
        + hmac.new(row.secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    )
    return row.district if hmac.compare_digest(wanted.encode(), signature.encode()) else None
