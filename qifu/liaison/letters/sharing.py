"""Who delivers what: each street's companies to its officers, neighbours together; the office changes it by hand."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.liaison.guards import check_office
from qifu.liaison.letters.announcing import given
from qifu.liaison.letters.models import Delivery, DeliveryEvent, Letter
from qifu.liaison.letters.words import CARRIERS, DeliveryState, LetterStage
from qifu.lib.sharing_out import share_out
from qifu.organisations.actors import Actor
from qifu.organisations.models import Post
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

OPEN = (DeliveryState.WAITING, DeliveryState.MOVED)


def carriers(letter: Letter) -> QuerySet[Post]:
    """Whoever may be given letters: the officers and heads of the district's units."""
    rows = Post.objects.filter(
        district=letter.district_id, role__in=CARRIERS, active=True, user__is_active=True, unit__active=True
    )
    return rows.select_related("user", "unit").order_by("unit__order", "unit_id", "role", "id")


def share_by_street(letter: Letter) -> int:
    """What nobody has yet; returns how many were shared out. Streets without officers keep theirs unassigned, and so it shows."""
    people: dict[int, list[Post]] = defaultdict(list)
    for post in carriers(letter).filter(role=Role.OFFICER):
        people[post.unit_id or 0].append(post)
    waiting: dict[int, list[Delivery]] = defaultdict(list)
    for row in letter.deliveries.filter(officer=None, state=DeliveryState.WAITING).order_by("id"):
        waiting[row.street_id or 0].append(row)
    shared = []
    for street, rows in waiting.items():
        for row, post in share_out(rows, people.get(street, [])):
            row.officer_id, row.unit_id = post.user_id, post.unit_id
            shared.append(row)
    Delivery.objects.bulk_update(shared, ["officer", "unit"], 500)
    return len(shared)


def give(
    letter: Letter, rows: Sequence[int], officer: Post | None, *, by: Actor, at: datetime | None = None
) -> int:
    """By hand; with nobody named they are taken back. One that had moved is to be delivered again, at its new address."""
    at = at or timezone.now()
    check_office(by, letter.district)
    if letter.stage == LetterStage.CLOSED:
        raise Refused(_("The letter is closed: nothing of it is delivered any more."))
    if officer and not carriers(letter).filter(pk=officer.pk).exists():
        raise Refused(_("Letters are given to an officer or head of a unit of this district."))
    with transaction.atomic():
        found = list(
            letter.deliveries.select_for_update(of=("self",), no_key=True).filter(pk__in=rows, state__in=OPEN)
        )
        if not found:
            raise Refused(_("Choose at least one company whose letter has not been delivered."))
        for row in found:
            row.officer_id = officer.user_id if officer else None
            row.unit_id = officer.unit_id if officer else None
            row.state, row.at, row.by_id = DeliveryState.WAITING, None, None
        Delivery.objects.bulk_update(found, ["officer", "unit", "state", "at", "by"], 500)
        if letter.is_draft:
            return len(found)
        who = f"{officer.unit.short_name} {officer.user.name}" if officer and officer.unit else _("nobody")
        DeliveryEvent.objects.bulk_create(
            [DeliveryEvent(delivery=row, verb="share", at=at, who=by.label, note=who) for row in found], 500
        )
        if officer:
            given(letter, at, [officer.user_id])
    return len(found)
