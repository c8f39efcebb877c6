from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from qifu.appeals.models import Event, Seal
from qifu.appeals.sealing import seal_batch, verify
from qifu.organisations.models import District


class Command(BaseCommand):
    help = (
        "Recompute every digest of the ledger and both of its chains; name the first row that does not hold."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seal", action="store_true", help="seal what is not sealed yet, first")

    def handle(self, *args: Any, **options: Any) -> None:
        for district in District.objects.all():
            while options["seal"] and seal_batch(district):
                pass
            if fault := verify(district):
                raise CommandError(
                    _("%(district)s: the ledger does not hold at %(row)s: %(why)s.")
                    % {"district": district, "row": fault.row, "why": fault.sentence}
                )
            events = Event.objects.filter(district=district).count()
            last = Seal.objects.filter(district=district).order_by("-sequence").first()
            self.stdout.write(
                _("%(district)s: %(events)s events hold; last seal %(seal)s.")
                % {
                    "district": district,
                    "events": events,
                    "seal": f"{last.sequence} {last.digest}" if last else "-",
                }
            )
