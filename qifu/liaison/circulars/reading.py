"""What a company does with a circular: opens it, which is counted once, and asks about it."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.models import Appeal
from qifu.appeals.words import Channel
from qifu.enterprises.models import Enterprise
from qifu.liaison.circulars.models import Circular, CircularReceipt
from qifu.liaison.circulars.words import OUT, SOURCE
from qifu.liaison.findings import raise_appeal, write_finding
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused


def opened(rows: Iterable[CircularReceipt], *, by: str = "", at: datetime | None = None) -> None:
    """The first time counts; `by` is empty for whoever came by the link."""
    unread = [row.pk for row in rows if row.read_at is None]
    if unread:
        found = CircularReceipt.objects.filter(pk__in=unread, read_at=None)
        found.update(read_at=at or timezone.now(), read_by=by[:60])


def ask(
    circular: Circular,
    enterprise: Enterprise,
    *,
    by: Actor,
    text: str,
    phone: str = "",
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Appeal:
    """A question is an appeal as any other, raised at once."""
    at = at or timezone.now()
    if not text.strip():
        raise Refused(_("Write what you would like to know."))
    if circular.stage not in OUT:
        raise Refused(_("This circular has been withdrawn. File an appeal instead."))
    with transaction.atomic():
        finding = write_finding(
            SOURCE, circular.pk, by=by, district=circular.district, day=timezone.localdate(at), text=text,
            enterprise=enterprise, raised_by=by.name, key=key, at=at,
        )  # fmt: skip
        return raise_appeal(
            finding, by=by, channel=Channel.PORTAL, at=at, caller_name=by.name, caller_phone=phone
        )


def shares(circulars: Iterable[Circular]) -> dict[int, tuple[int, int]]:
    """Read and all, of each circular of a page, in one query."""
    rows = CircularReceipt.objects.filter(circular__in=list(circulars)).order_by().values_list("circular")
    return {pk: (read, all_) for pk, read, all_ in rows.annotate(Count("read_at"), Count("pk"))}
