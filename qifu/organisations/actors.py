"""The one who acts. Every verb takes `by: Actor`; nothing is read from the surroundings."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from qifu.organisations.roles import RIGHTS, Right, Role

if TYPE_CHECKING:
    from qifu.organisations.models import District, Leader, Post, Unit, User


@dataclass(frozen=True)
class Actor:
    """A person in one of their posts, a caller without an account, or the system.

    `role` None is a stranger who has not signed in; `leader` is the leader that the post belongs to.
    """

    role: Role | None
    district: "District | None"
    name: str = ""
    user: "User | None" = None
    unit: "Unit | None" = None
    leader: "Leader | None" = None

    def may(self, right: Right) -> bool:
        return self.role in RIGHTS[right]

    @property
    def label(self) -> str:
        """Name and post, as the timeline and the frame show them."""
        return f"{self.unit.short_name} {self.name}" if self.unit else self.name


STRANGER = Actor(role=None, district=None)


def actor_of(post: "Post") -> Actor:
    return Actor(
        role=Role(post.role),
        district=post.district,
        name=post.user.name,
        user=post.user,
        unit=post.unit,
        leader=post.leader,
    )


def caller(district: "District", name: str) -> Actor:
    """A company's person who files or follows an appeal without an account."""
    return Actor(role=Role.CONTACT, district=district, name=name)


def system(district: "District | None") -> Actor:
    """None where what is done belongs to no district: the calendar."""
    return Actor(role=Role.SYSTEM, district=district, name=gettext("System"))
