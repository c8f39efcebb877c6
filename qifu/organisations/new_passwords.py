"""Passwords that people choose, and those that an administrator hands out once."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind, User

# Without what looks alike on paper (0 O, 1 l I), because it is read out or written down once.
LETTERS, CAPITALS, FIGURES = "abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"
GROUPS = (CAPITALS, LETTERS, FIGURES, LETTERS, LETTERS, FIGURES, FIGURES, LETTERS, CAPITALS, FIGURES)


def set_password(user: User, password: str, *, by: Actor) -> None:
    """Chosen by the person. Every other session of theirs ends: its hash no longer fits."""
    with transaction.atomic():
        user.set_password(password)
        user.password_changed_at = timezone.now()
        user.must_change_password = False
        user.save(update_fields=["password", "password_changed_at", "must_change_password"])
        log.write(LogKind.ACCOUNT, by=by, what=_("Password changed by the person"), subject=user)


def hand_out_password(user: User) -> str:
    """Sets a password that is shown once and must be changed at the next sign-in. Does not save."""
    password = "".join(secrets.choice(group) for group in GROUPS)
    user.set_password(password)
    user.must_change_password = True
    user.password_changed_at = None
    return password
