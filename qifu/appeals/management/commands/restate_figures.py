from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from qifu.appeals.restating import restate
from qifu.organisations.models import District


class Command(BaseCommand):
    help = "State anew what the figures count of the appeals whose events do not say it (once, after an upgrade from before 2026-11-24)."

    def handle(self, *args: Any, **options: Any) -> None:
        for district in District.objects.all():
            count = restate(district)
            said = ngettext(
                "%(district)s: %(count)s appeal stated anew.",
                "%(district)s: %(count)s appeals stated anew.",
                count,
            )
            self.stdout.write(said % {"district": district, "count": count})
