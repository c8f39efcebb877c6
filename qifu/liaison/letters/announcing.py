"""Officers hear that letters are theirs to deliver, and that the day is near."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from qifu.liaison.letters.models import Delivery, Letter
from qifu.liaison.letters.words import DeliveryState, LetterStage
from qifu.notices.telling import tell
from qifu.organisations.models import User

AHEAD = timedelta(days=3)


def given(letter: Letter, at: datetime, only: Collection[int] = ()) -> None:
    """Given again, it is told anew by the hour, not letter by letter."""
    for user, count in _owed(letter, only):
        tell(
            "letter-given",
            to=[user],
            district=letter.district,
            url=reverse("letter-mine", args=[letter.pk]),
            key=f"letter-{letter.pk}-given-{user.pk}-{at:%Y%m%d%H}",
            at=at,
            title=letter.title,
            count=count,
            due=letter.due_on,
        )


def remind(now: datetime) -> None:
    """Three days before the day, once, whoever has letters left."""
    today = timezone.localdate(now)
    soon = Letter.objects.filter(
        stage=LetterStage.SENDING, due_on__lte=today + AHEAD, due_on__gte=today
    ).select_related("district")
    for letter in soon:
        for user, count in _owed(letter, ()):
            tell(
                "letter-soon",
                to=[user],
                district=letter.district,
                url=reverse("letter-mine", args=[letter.pk]),
                key=f"letter-{letter.pk}-soon-{user.pk}",
                at=now,
                title=letter.title,
                count=count,
                due=letter.due_on,
            )


def _owed(letter: Letter, only: Collection[int]) -> list[tuple[User, int]]:
    rows = Delivery.objects.filter(letter=letter, state=DeliveryState.WAITING).exclude(officer=None)
    if only:
        rows = rows.filter(officer__in=only)
    counted = dict(rows.order_by().values_list("officer").annotate(Count("pk")))
    users = User.objects.in_bulk(counted)
    return [(users[pk], count) for pk, count in counted.items()]
