"""What a unit owes on appeals that are on the long-term list. The worklist shows it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.models import Appeal
from qifu.appeals.monthly import owed_months, reported_months
from qifu.appeals.owed import Owed, register
from qifu.appeals.words import Stage
from qifu.organisations.actors import Actor


def progress_owed_by(actor: Actor) -> list[Owed]:
    """The source of the worklist: each listed appeal that the unit leads, once, with the oldest month that is owed."""
    if actor.unit is None:
        return []
    appeals = list(Appeal.objects.filter(district=actor.district, stage=Stage.LISTED, lead_unit=actor.unit))
    reported, today = reported_months(appeals), timezone.localdate()
    found = [(appeal, owed_months(appeal, reported[appeal.pk], today)) for appeal in appeals]
    return [
        Owed(
            title=appeal.title,
            what=_("Progress of the long-term matter for %(month)s") % {"month": f"{owed[0].month:%Y-%m}"},
            url=reverse("appeal", args=[appeal.number]),
            due_at=owed[0].due_at,
        )
        for appeal, owed in found
        if owed
    ]


register("long-term", progress_owed_by)
