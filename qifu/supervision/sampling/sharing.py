"""Sharing out: which inspector looks at which drawn case."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import cycle

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Post, User
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role
from qifu.supervision.models import Draw, Inspection, Sharing
from qifu.supervision.sampling import announcing


def inspectors_of(district: District) -> list[User]:
    posts = Post.objects.filter(district=district, role=Role.INSPECTOR, active=True, user__is_active=True)
    return list({post.user_id: post.user for post in posts.select_related("user").order_by("pk")}.values())


def share(
    inspections: Iterable[Inspection], inspector: User, *, by: Actor, at: datetime | None = None
) -> int:
    """Give these to one inspector; how many changed hands. All or none: one that is inspected meanwhile refuses them all."""
    at, pks = at or timezone.now(), [each.pk for each in inspections]
    _check(by, [inspector])
    with transaction.atomic():
        held = _held(pks)
        if any(not each.is_open for each in held):
            raise Refused(_("Some of these are inspected already, or their draw is cancelled. Choose anew."))
        moved = [each for each in held if each.inspector_id != inspector.pk]
        _give([(each, inspector) for each in moved], by, at)
    return len(moved)


def share_evenly(draw: Draw, inspectors: Sequence[User], *, by: Actor, at: datetime | None = None) -> int:
    """What nobody has yet, dealt out one by one in the order of the units, so that each inspector sees many units."""
    at = at or timezone.now()
    _check(by, inspectors)
    with transaction.atomic():
        free = _held(draw.inspections.filter(inspector=None).values_list("pk", flat=True))
        free = [each for each in free if each.is_open and each.inspector_id is None]
        if not free:
            raise Refused(_("Every case of this draw is shared out already."))
        _give(list(zip(free, cycle(inspectors), strict=False)), by, at)
    return len(free)


def take_over(inspection: Inspection, *, by: Actor, at: datetime | None = None) -> None:
    """`inspection` as one has seen it: who comes second is told."""
    at = at or timezone.now()
    assert by.user  # noqa: S101 - an inspector is a person
    _check(by, [by.user])
    with transaction.atomic():
        [held] = _held([inspection.pk])
        if not held.is_open:
            raise Refused(_("It is inspected already, or its draw is cancelled."))
        if held.inspector_id == by.user.pk:
            return
        if held.inspector and held.inspector_id != inspection.inspector_id:
            raise Refused(_("%(who)s was faster and has it now.") % {"who": held.inspector.name})
        _give([(held, by.user)], by, at)


def _check(by: Actor, inspectors: Sequence[User]) -> None:
    if by.role != Role.INSPECTOR or by.district is None:
        raise Refused(_("The inspectors share out the drawn cases among themselves."))
    if not inspectors:
        raise Refused(_("Choose at least one inspector."))
    known = {user.pk for user in inspectors_of(by.district)}
    if strangers := [user.name for user in inspectors if user.pk not in known]:
        raise Refused(_("%(who)s is not an inspector of this district.") % {"who": "、".join(strangers)})


def _held(pks: Iterable[int]) -> list[Inspection]:
    rows = Inspection.objects.select_for_update(of=("self",)).select_related("unit", "draw__district")
    return list(rows.select_related("inspector").filter(pk__in=list(pks)).order_by("unit__order", "pk"))


def _give(pairs: Sequence[tuple[Inspection, User]], by: Actor, at: datetime) -> None:
    for inspection, inspector in pairs:
        inspection.inspector = inspector
    Inspection.objects.bulk_update([inspection for inspection, _inspector in pairs], ["inspector"])
    Sharing.objects.bulk_create(
        Sharing(
            district_id=inspection.district_id,
            inspection=inspection,
            inspector=inspector,
            at=at,
            by=by.user,
            who=by.label,
        )
        for inspection, inspector in pairs
    )
    announcing.shared([pair for pair in pairs if pair[1] != by.user], at)
