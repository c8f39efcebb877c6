"""What the assessment does by the clock; it may run twice unharmed, also at once."""

import logging

from django.utils import timezone
from django_tasks import task

from qifu.assessment.monthly import compute_due

logger = logging.getLogger(__name__)


@task()
def compute_months() -> None:
    for sentence in compute_due(timezone.now()):
        logger.warning(sentence)
