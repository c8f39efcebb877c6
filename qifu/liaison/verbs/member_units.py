"""The member units with the two persons who answer for each: 责任领导、联络员."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from qifu.liaison.guards import check_office, check_still_written
from qifu.liaison.models import MemberUnit, Programme
from qifu.liaison.pictures import units_picture, write_down
from qifu.organisations.actors import Actor
from qifu.organisations.models import Post, Unit, User


@dataclass(frozen=True)
class Named:
    """A member unit as the office writes it down."""

    unit: Unit
    responsible_name: str = ""
    contact_name: str = ""
    contact_phone: str = ""


def save_member_units(programme: Programme, named: Sequence[Named], *, by: Actor) -> bool:
    """The whole list anew; False when nothing differs. A name that somebody of that unit bears is that person."""
    check_office(by, programme.district)
    check_still_written(programme)
    units = [one.unit for one in named]
    people = people_of(units)
    with transaction.atomic():
        before = units_picture(programme)
        programme.member_units.exclude(unit__in=units).delete()
        for one in named:
            _store(programme, one, people)
        return write_down(programme, before, units_picture(programme), by=by)


def _store(programme: Programme, one: Named, people: dict[tuple[int, str], User]) -> None:
    MemberUnit.objects.update_or_create(
        programme=programme,
        unit=one.unit,
        defaults={
            "district": programme.district,
            "responsible_name": one.responsible_name,
            "responsible": people.get((one.unit.pk, one.responsible_name)),
            "contact_name": one.contact_name,
            "contact": people.get((one.unit.pk, one.contact_name)),
            "contact_phone": one.contact_phone,
        },
    )


def people_of(units: Iterable[Unit]) -> dict[tuple[int, str], User]:
    """By unit and name; a name that two people of a unit share is nobody's."""
    posts = Post.objects.filter(unit__in=units, active=True, user__is_active=True).select_related("user")
    bearers: dict[tuple[int, str], set[User]] = {}
    for post in posts:
        bearers.setdefault((post.unit_id or 0, post.user.name), set()).add(post.user)
    return {key: users.pop() for key, users in bearers.items() if len(users) == 1}
