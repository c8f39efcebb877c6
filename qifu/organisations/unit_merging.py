"""Two units become one in the middle of a year: what is open goes to the one that stays, what is past keeps its name.

The figures of before stay with the unit that earned them. An app says what of its own is open and goes over, in a module
which its `AppConfig.ready()` imports:

    goes_over(Going(_("Open supervision orders"), lambda unit: Order.objects.filter(unit=unit).not_closed()))
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind, Post, Unit
from qifu.organisations.refusals import Refused


def _renamed(rows: QuerySet[Any], into: Unit) -> None:
    rows.update(unit=into)


@dataclass(frozen=True)
class Going:
    """`rows` are the unit's own; `move` gives them to the other one, by default by their column `unit`."""

    label: Promise
    rows: Callable[[Unit], QuerySet[Any]]
    move: Callable[[QuerySet[Any], Unit], None] = _renamed


_goings: list[Going] = []


def goes_over(*goings: Going) -> None:
    _goings.extend(goings)


def what_goes_over(unit: Unit) -> list[tuple[Promise, int]]:
    counted = [(going.label, going.rows(unit).count()) for going in _goings]
    return [(label, count) for label, count in counted if count]


def merge_units(unit: Unit, into: Unit, *, by: Actor, reason: str) -> None:
    """It cannot be taken back: whoever errs gives the units and their people their work by hand."""
    with transaction.atomic():
        rows = (
            Unit.objects.select_for_update(no_key=True)
            .filter(district=by.district)
            .in_bulk([unit.pk, into.pk])
        )
        if len(rows) < 2:
            raise Refused(_("Choose another unit of this district."))
        unit, into = rows[unit.pk], rows[into.pk]
        for each in (unit, into):
            if not each.active or each.merged_into_id:
                raise Refused(_("%(unit)s is no longer in use, so it cannot be merged.") % {"unit": each})
        for going in _goings:
            going.move(going.rows(unit), into)
        _move_posts(unit, into, by)
        unit.active, unit.merged_into, unit.merged_on = False, into, timezone.localdate()
        what = _("%(unit)s merged into %(into)s") % {"unit": unit, "into": into}
        log.save(unit, by=by, what=what, reason=reason)


def _move_posts(unit: Unit, into: Unit, by: Actor) -> None:
    """Nobody holds the same post twice: who has it there, or had it once, keeps that one."""
    there = {(post.user_id, post.role): post for post in Post.objects.filter(unit=into)}
    for post in Post.objects.filter(unit=unit, active=True).select_related("user", "unit"):
        what = _("%(kind)s: %(name)s") % {"kind": post.user, "name": post}
        if same := there.get((post.user_id, post.role)):
            same.active, post.active = True, False
            log.save(same, by=by, kind=LogKind.ACCOUNT, what=what)
        else:
            post.unit = into
        log.save(post, by=by, kind=LogKind.ACCOUNT, what=what)
