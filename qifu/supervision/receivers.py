from django.dispatch import receiver

from qifu.appeals.models import Appeal, Event
from qifu.appeals.signals import event_recorded
from qifu.supervision.raising import NEWS
from qifu.supervision.tasks import look_at_appeal


@receiver(event_recorded)
def event_was_recorded(sender: object, event: Event, appeal: Appeal, **_kwargs: object) -> None:
    if event.verb in NEWS:
        look_at_appeal.enqueue(appeal.pk)
