"""What of the meetings goes over when a unit is merged into another one."""

from django.utils.translation import gettext_lazy as _

from qifu.meetings.models import Resolution
from qifu.meetings.words import UNFINISHED, ResolutionStage
from qifu.organisations.unit_merging import Going, goes_over

goes_over(
    Going(
        _("Resolutions to be carried out"),
        lambda unit: Resolution.objects.filter(unit=unit, stage__in=(ResolutionStage.DRAFT, *UNFINISHED)),
    )
)
