from django.dispatch import receiver

from qifu.appeals.models import Event
from qifu.appeals.news import RULINGS, is_news
from qifu.appeals.signals import event_recorded
from qifu.appeals.tasks import recompute_clocks, tell_of_ruling
from qifu.organisations.signals import calendar_corrected


@receiver(calendar_corrected)
def calendar_was_corrected(sender: object, year: int, **_kwargs: object) -> None:
    recompute_clocks.enqueue(year)


@receiver(event_recorded)
def a_request_was_ruled_on(sender: object, event: Event, **_kwargs: object) -> None:
    if is_news(event, RULINGS):
        tell_of_ruling.enqueue(event.pk)
