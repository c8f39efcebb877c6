"""What of the programme goes over when a unit is merged into another one."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from qifu.liaison.models import Duty
from qifu.liaison.words import DutyStage
from qifu.organisations.models import Unit
from qifu.organisations.unit_merging import Going, goes_over

UNFINISHED = (DutyStage.DRAFT, DutyStage.OPEN)


def _with_own_titles(rows: QuerySet[Duty], into: Unit) -> None:
    """A title stands once a unit: where both have it, the one that goes over says where it came from."""
    for duty in rows.select_related("unit"):
        if Duty.objects.filter(programme=duty.programme_id, unit=into, title=duty.title).exists():
            duty.title = f"{duty.title[:55]}（{duty.unit.short_name}）"
        duty.unit = into
        duty.save(update_fields=["unit", "title"])


goes_over(
    Going(
        _("Duties not finished"),
        lambda unit: Duty.objects.filter(unit=unit, stage__in=UNFINISHED),
        _with_own_titles,
    )
)
