"""`qifu scheduler`: enqueues what config/schedule.py says, when it says so."""

import logging
import signal
from typing import Any

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from config.schedule import SCHEDULE, Entry

logger = logging.getLogger("qifu.scheduler")


class Command(BaseCommand):
    help = "Enqueue the scheduled tasks. Several may run: every task bears being run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        scheduler = BlockingScheduler(timezone=settings.TIME_ZONE)
        for entry in SCHEDULE:
            trigger = (
                IntervalTrigger(seconds=entry.every) if entry.every else CronTrigger.from_crontab(entry.cron)
            )
            scheduler.add_job(enqueue, trigger, args=[entry], coalesce=True, misfire_grace_time=3600)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: scheduler.shutdown(wait=False))
        scheduler.start()


def enqueue(entry: Entry) -> None:
    close_old_connections()
    try:
        entry.task.enqueue()
    except OperationalError:
        logger.warning("The database did not answer; %s will be enqueued at its next time.", entry.task.name)
