from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from qifu.appeals.figures.months import forget_months, keep_months
from qifu.organisations.models import District


class Command(BaseCommand):
    help = "Throw the kept figures away and count them anew from the appeals."

    def handle(self, *args: Any, **options: Any) -> None:
        for district in District.objects.all():
            forget_months(district)
            count = keep_months(district)
            said = ngettext(
                "%(district)s: %(count)s month counted.", "%(district)s: %(count)s months counted.", count
            )
            self.stdout.write(said % {"district": district, "count": count})
