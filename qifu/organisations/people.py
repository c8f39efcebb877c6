"""Who is told of what: the people of a unit, the leader over a front, the office."""

from collections.abc import Iterable

from qifu.organisations.models import District, Leader, Post, Unit, User
from qifu.organisations.roles import Role


def at_unit(unit: Unit | None, *roles: Role) -> list[User]:
    if unit is None:
        return []
    return at_units([unit], *roles)


def at_units(units: Iterable[Unit], *roles: Role) -> list[User]:
    return _holding(Post.objects.filter(unit__in=units, role__in=roles))


def of_office(district: District) -> list[User]:
    return _holding(Post.objects.filter(district=district, role=Role.OFFICE))


def heads_of_front(unit: Unit | None) -> list[User]:
    """Who reads the circular about a unit: the heads of the units that stand in its front."""
    if unit is None or unit.front_id is None:
        return at_unit(unit, Role.HEAD)
    return _holding(Post.objects.filter(unit__front=unit.front_id, role=Role.HEAD))


def of_leader(leader: Leader | None) -> list[User]:
    return _holding(Post.objects.filter(leader=leader, role=Role.LEADER)) if leader else []


def _holding(posts: "Iterable[Post]") -> list[User]:
    active = posts.filter(active=True, user__is_active=True).select_related("user")  # type: ignore[attr-defined]
    return list({post.user_id: post.user for post in active}.values())


def leaders_by_front(district: District) -> tuple[dict[int | None, Leader], Leader | None]:
    """The deputy head over each front, and the district head."""
    active = list(Leader.objects.filter(district=district, active=True).order_by("-order", "-id"))
    head = next((leader for leader in reversed(active) if leader.is_head), None)
    return {leader.front_id: leader for leader in active if leader.front_id and not leader.is_head}, head
