"""What of the register goes over when a unit is merged into another one: a street's enterprises, a unit's projects."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from qifu.enterprises.models import Enterprise, Project
from qifu.organisations.models import Unit
from qifu.organisations.unit_merging import Going, goes_over


def _to_street(rows: QuerySet[Enterprise], into: Unit) -> None:
    rows.update(street=into)


goes_over(
    Going(
        _("Enterprises of the street"),
        lambda unit: Enterprise.objects.filter(street=unit),
        _to_street,
    ),
    Going(_("Projects"), lambda unit: Project.objects.filter(unit=unit)),
)
