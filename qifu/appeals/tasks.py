"""What the appeals do by the clock or after news; each task may run twice unharmed."""

import logging

from django.utils import timezone
from django_tasks import task

from qifu.appeals import news, sealing
from qifu.appeals.advancing import advance
from qifu.appeals.figures import months
from qifu.appeals.handing_over import hand_over_of_merged
from qifu.appeals.models import Clock, Event
from qifu.appeals.recomputing import recompute
from qifu.appeals.words import ClockKind, Stage
from qifu.organisations.actors import system
from qifu.organisations.models import District
from qifu.organisations.refusals import Refused

logger = logging.getLogger(__name__)


@task()
def seal_events() -> None:
    for district in District.objects.all():
        sealing.seal_batch(district)


@task()
def resume_overdue_waits() -> None:
    """Waiting is capped: when its time is over, the unit's clock runs on, whether the enterprise has sent anything or not."""
    overdue = Clock.objects.filter(
        kind=ClockKind.WAIT, stopped_at=None, due_at__lte=timezone.now(), appeal__stage=Stage.WAITING
    ).select_related("appeal__district")
    for clock in overdue.iterator(chunk_size=200):
        try:
            advance(clock.appeal, "resume", by=system(clock.appeal.district), at=clock.due_at)
        except Refused:
            continue  # somebody resumed it meanwhile


@task()
def tell_of_ruling(pk: int) -> None:
    news.tell_of_ruling(Event.objects.select_related("appeal__district", "appeal__lead_unit").get(pk=pk))


@task()
def remind_of_listed() -> None:
    now = timezone.now()
    for district in District.objects.filter(active=True):
        news.remind_of_listed(district, now)


@task()
def keep_figures() -> None:
    for district in District.objects.all():
        months.keep_months(district)


@task()
def check_figures() -> None:
    """Nightly: what is kept against what the appeals count. A difference would be a fault of ours: it is logged, and mended."""
    for district in District.objects.all():
        if wrong := months.wrongly_kept(district):
            logger.error("%s: the kept figures of %s were wrong and are made anew", district, wrong)
            months.forget_months(district)
            months.keep_months(district)


@task()
def hand_over() -> None:
    """After units were merged; by the clock too, for what was assigned at that very moment."""
    hand_over_of_merged()


@task()
def recompute_clocks(year: int) -> None:
    """After a corrected calendar."""
    recompute(year)
