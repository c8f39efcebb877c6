"""What of the appeals goes over when a unit is merged into another one."""

from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import Assignment, CatalogueEntry
from qifu.appeals.tasks import hand_over
from qifu.organisations.models import Unit
from qifu.organisations.unit_merging import Going, goes_over


def _one_by_one(_rows: object, _into: Unit) -> None:
    """Each is a step with an event of its own, which the merging need not wait for."""
    hand_over.enqueue()


goes_over(
    Going(
        _("Open appeals"),
        lambda unit: Assignment.objects.filter(unit=unit, ended_at=None),
        _one_by_one,
    ),
    Going(
        _("Entries of the catalogue of duties"),
        lambda unit: CatalogueEntry.objects.filter(unit=unit, ended_at=None),
    ),
)
