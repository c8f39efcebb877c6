"""What supervision does after news and after its own steps; each task may run twice unharmed."""

from django.utils import timezone
from django_tasks import task

from qifu.appeals.models import Appeal
from qifu.supervision import announcing
from qifu.supervision.raising import look_at


@task()
def tell_of(model: str, pks: list[int]) -> None:
    """Of urging notices, orders or escalations that the ladder has brought about."""
    announcing.tell_of(model, pks)


@task()
def look_at_appeal(pk: int) -> None:
    """Whether what happened raises an order."""
    look_at(Appeal.objects.get(pk=pk), timezone.now())
