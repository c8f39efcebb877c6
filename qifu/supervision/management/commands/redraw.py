from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from qifu.supervision.models import Draw
from qifu.supervision.sampling.checking import check


class Command(BaseCommand):
    help = "Draw a sample again from its recorded frame and seed; say whether the stored one is the same."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", help="of the draw, as 2026-3")
        parser.add_argument("--district", help="its code, where there are several districts")

    def handle(self, *args: Any, **options: Any) -> None:
        draw = self._found(options["number"], options["district"])
        found = check(draw)
        said = {"number": draw.number, "seed": draw.seed, "digest": found.digest, "count": found.drawn}
        self.stdout.write(_("Draw %(number)s, seed %(seed)s, SHA-256 of the frame %(digest)s.") % said)
        if not found.frame_holds:
            self.stdout.write(
                _("The frame is not the recorded one: its digest was %(digest)s.") % {"digest": draw.digest}
            )
        for line in found.lines:
            self.stdout.write(
                _("%(unit)s: %(drawn)s of %(framed)s, %(verdict)s")
                % {
                    "unit": line.unit.short_name,
                    "drawn": len(line.again),
                    "framed": line.framed,
                    "verdict": _("the same") if line.equal else _("NOT the same: %(numbers)s") % {"numbers": "、".join(sorted(set(line.again) ^ set(line.stored)))},
                }
            )  # fmt: skip
        if found.unentered:
            self.stdout.write(
                _("The ledger does not say that these were drawn: %(numbers)s")
                % {"numbers": "、".join(found.unentered)}
            )
        if not found.holds:
            raise CommandError(_("Draw %(number)s does not hold.") % said)
        self.stdout.write(_("Draw %(number)s holds: all %(count)s cases are drawn again.") % said)

    def _found(self, number: str, code: str | None) -> Draw:
        year, _hyphen, serial = number.partition("-")
        if not (year.isdecimal() and serial.isdecimal()):
            raise CommandError(_("A draw's number reads as 2026-3."))
        draws = Draw.objects.filter(year=int(year), serial=int(serial)).select_related("frame")
        draws = draws.filter(district__code=code) if code else draws
        if len(draws) != 1:
            raise CommandError(
                _("Several districts have a draw %(number)s: name one by --district.") % {"number": number}
                if draws
                else _("There is no draw %(number)s.") % {"number": number}
            )
        found: Draw = draws[0]
        return found
