from django.dispatch import receiver

from qifu.appeals.models import Appeal, Event
from qifu.appeals.signals import event_recorded
from qifu.portal.company_news import concerns_company
from qifu.portal.tasks import tell_company


@receiver(event_recorded)
def a_step_concerns_the_company(sender: object, event: Event, appeal: Appeal, **_kwargs: object) -> None:
    if appeal.enterprise_id and concerns_company(event):
        tell_company.enqueue(event.pk)
