"""What the portal does after news of an appeal; may run twice unharmed."""

from django_tasks import task

from qifu.appeals.models import Event
from qifu.portal import company_news


@task()
def tell_company(pk: int) -> None:
    company_news.tell_company(Event.objects.select_related("appeal__district").get(pk=pk))
