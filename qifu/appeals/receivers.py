from django.dispatch import receiver

from qifu.appeals.tasks import recompute_clocks
from qifu.organisations.signals import calendar_corrected


@receiver(calendar_corrected)
def calendar_was_corrected(sender: object, year: int, **_kwargs: object) -> None:
    recompute_clocks.enqueue(year)
