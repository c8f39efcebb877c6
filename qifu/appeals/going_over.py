"""What of the appeals goes over when a unit is merged into another one."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qifu.appeals import catalogue
from qifu.appeals.models import Assignment, CatalogueEntry
from qifu.appeals.tasks import hand_over
from qifu.organisations.models import Unit
from qifu.organisations.unit_merging import Going, goes_over


def _one_by_one(_rows: object, _into: Unit) -> None:
    """Each is a step with an event of its own, which the merging need not wait for."""
    hand_over.enqueue()


def _entered_anew(rows: QuerySet[CatalogueEntry], into: Unit) -> None:
    """An entry is never changed: another one takes its place."""
    now = timezone.now()
    for entry in rows.select_related("unit", "category"):
        because = gettext("%(unit)s was merged into %(into)s.") % {"unit": entry.unit, "into": into}
        catalogue.end(entry, now, because)
        CatalogueEntry.objects.create(
            district_id=entry.district_id, category=entry.category, unit=into, reason=because, since=now
        )


goes_over(
    Going(
        _("Open appeals"),
        lambda unit: Assignment.objects.filter(unit=unit, ended_at=None),
        _one_by_one,
    ),
    Going(
        _("Entries of the catalogue of duties"),
        lambda unit: CatalogueEntry.objects.filter(unit=unit, ended_at=None),
        _entered_anew,
    ),
)
