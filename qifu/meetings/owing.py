"""What a unit owes to meetings beside its appeals: resolutions. The worklist shows them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from qifu.appeals.owed import Owed, register
from qifu.meetings.models import Resolution
from qifu.meetings.words import ResolutionStage
from qifu.organisations.actors import Actor

MOST = 20


def resolutions_owed_by(actor: Actor) -> Iterable[Owed]:
    if actor.unit is None:
        return []
    open_ones = Resolution.objects.filter(unit=actor.unit, stage=ResolutionStage.OPEN)
    return [
        Owed(
            title=resolution.text,
            what=_("Resolution of a meeting"),
            url=reverse("resolution", args=[resolution.pk]),
            due_at=resolution.due_at,
        )
        for resolution in open_ones.order_by("due_at", "id")[:MOST]
    ]


register("resolutions", resolutions_owed_by)
