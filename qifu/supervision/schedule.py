"""What supervision does by the clock; it may run twice unharmed, also at once."""

import logging

from django.utils import timezone
from django_tasks import task

from qifu.lib.workdays import YearNotLoaded
from qifu.organisations.models import District
from qifu.supervision.sweep import sweep

logger = logging.getLogger(__name__)


@task()
def sweep_districts() -> None:
    """A year without a calendar is not guessed: nothing climbs, and the pages warn of the missing year anyway."""
    now = timezone.now()
    for district in District.objects.filter(ladders__isnull=False).distinct():
        try:
            sweep(district, now)
        except YearNotLoaded as missing:
            logger.warning("%s: nothing climbs the ladder. %s", district, missing)
