from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from qifu.appeals.recording import as_it_happened
from qifu.appeals.sealing import seal_batch
from qifu.demonstration import assessing, going_out, hearing, judging, leaders, programme
from qifu.demonstration.founding import found
from qifu.demonstration.inspecting import Inspecting
from qifu.demonstration.meetings import Meetings
from qifu.demonstration.playing import play
from qifu.demonstration.requests import Requests
from qifu.demonstration.supervising import Supervising
from qifu.organisations.models import District


class Command(BaseCommand):
    help = "Load the demonstration: an invented district, alive today. Only into an empty installation."

    def handle(self, *args: Any, **options: Any) -> None:
        if District.objects.exists():
            raise CommandError(
                "There is a district already. The demonstration goes only into an empty installation."
            )
        now = timezone.now()
        with transaction.atomic(), as_it_happened():
            ground = found(timezone.localdate(now))
            hearing.play(ground, now)
            supervision = Supervising(ground)
            meetings = Meetings(ground, now, supervision.until)

            requests = Requests(ground)
            inspecting = Inspecting(ground, now)

            def meanwhile(at: datetime) -> None:
                requests.until(at)
                meetings.until(at)
                inspecting.until(at)
                supervision.until(at)

            count = play(ground, now, meanwhile)
            requests.finish(now)
            meetings.finish(now)
            inspecting.finish(now)
            supervision.finish(now)
            judging.play(ground, now)
            going_out.play(ground, now)
            programme.play(ground, now)
            leaders.play(ground, now)
            assessing.play(ground, now)
        while seal_batch(ground.district):
            pass
        self.stdout.write(
            f"The demonstration is loaded: {ground.district}, {len(ground.enterprises)} companies, {count} appeals."
        )
