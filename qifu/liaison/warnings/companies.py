"""What the company does, signed in or by its personal link: confirms, reports, objects."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.files import Incoming, keep
from qifu.appeals.models import Appeal
from qifu.appeals.words import Channel
from qifu.liaison.findings import raise_appeal, write_finding
from qifu.liaison.warnings import announcing
from qifu.liaison.warnings.ledger import held, move, write_down
from qifu.liaison.warnings.models import Warned, WarnedFile
from qifu.liaison.warnings.words import OPEN, RUNNING, WarningStage
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused

SOURCE = "warning"
LINKS = announcing.LINKS


def address_of(row: Warned) -> str:
    return reverse("portal-warning", args=[row.district.code, LINKS.token(row.pk)])


def confirm(row: Warned, *, by: Actor, who: str, at: datetime | None = None) -> None:
    at = at or timezone.now()
    if not who.strip():
        raise Refused(_("Write your name, so that the unit knows who has received it."))
    with transaction.atomic():
        row = held(row, (WarningStage.ISSUED,))
        move(
            row, "confirm", WarningStage.CONFIRMED, by=by, at=at, confirmed_at=at, confirmed_by=who.strip()[:60]
        )  # fmt: skip


def report(
    row: Warned, *, by: Actor, text: str, files: Sequence[Incoming] = (), at: datetime | None = None
) -> None:
    """Who reports has received it: the receipt is confirmed along with it."""
    at = at or timezone.now()
    if not text.strip():
        raise Refused(_("Write what has been put right."))
    with transaction.atomic():
        row = held(row, RUNNING)
        if not row.confirmed_at:
            row.confirmed_at, row.confirmed_by = at, by.name[:60]
        for file in files:
            WarnedFile.objects.create(warned=row, file=keep(file), name=file.name)
        move(
            row, "report", WarningStage.REPORTED, by=by, at=at, note=text, report=text.strip(), reported_at=at
        )  # fmt: skip
        announcing.reported(row, at)


def object_to(row: Warned, *, by: Actor, text: str, phone: str = "", at: datetime | None = None) -> Appeal:
    """The objection is an appeal as any other; the warning runs on."""
    at = at or timezone.now()
    if not text.strip():
        raise Refused(_("Write what you object to."))
    with transaction.atomic():
        row = held(row, OPEN)
        write_down(row, "object", by, at, text)
        finding = write_finding(
            SOURCE, row.pk, by=by, district=row.district, day=timezone.localdate(at), text=text,
            enterprise=row.enterprise, raised_by=by.name, at=at,
        )  # fmt: skip
        return raise_appeal(
            finding, by=by, channel=Channel.PORTAL, at=at, caller_name=by.name, caller_phone=phone
        )
