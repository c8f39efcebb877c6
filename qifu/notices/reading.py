"""A person reads what they were told."""

from django.utils import timezone

from qifu.notices.models import Notice
from qifu.organisations.actors import Actor


def read(notice: Notice, *, by: Actor) -> None:
    """Read once: the first instant stays."""
    Notice.objects.visible_to(by).unread().filter(pk=notice.pk).update(read_at=timezone.now())


def read_all(*, by: Actor) -> int:
    return Notice.objects.visible_to(by).unread().update(read_at=timezone.now())
