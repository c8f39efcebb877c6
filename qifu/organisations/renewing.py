"""Signing in anew after a lost password or telephone. Whoever renews another's sign-in could use it once, so the three
administrators, who exclude one another, are renewed only from the server's console.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from qifu.organisations import locks, log, two_factors
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind, User
from qifu.organisations.new_passwords import hand_out_password
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import ADMINISTRATORS


def is_administrator(user: User) -> bool:
    return user.posts.filter(role__in=ADMINISTRATORS, active=True).exists()


def renew_password(user: User, *, by: Actor) -> str:
    """The new first password, shown once and stored nowhere; it must be changed at the next sign-in."""
    with transaction.atomic():
        password = hand_out_password(user)
        user.save(update_fields=["password", "must_change_password", "password_changed_at"])
        log.write(LogKind.ACCOUNT, by=by, what=_("New first password handed out"), subject=user)
    locks.unlock(user.username)
    return password


def renew_second_factor(user: User, *, by: Actor) -> None:
    with transaction.atomic():
        two_factors.forget(user)
        log.write(LogKind.ACCOUNT, by=by, what=_("Second factor reset"), subject=user)


def refuse_administrator(user: User) -> None:
    if is_administrator(user):
        raise Refused(
            _(
                "%(name)s is an administrator. The three administrators exclude one another, so their sign-ins are renewed only on the server: qifu renew-sign-in %(name)s"
            )
            % {"name": user.username}
        )
