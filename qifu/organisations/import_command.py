from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from qifu.organisations import log
from qifu.organisations.actors import system
from qifu.organisations.importing import Importer, bring_in
from qifu.organisations.models import District, LogKind
from qifu.organisations.refusals import Refused


class ImportCommand(BaseCommand):
    """An import at the console, without a job. A subclass says which: `importer`."""

    importer: Importer

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--district", metavar="CODE", help="needed where there are several")
        parser.add_argument("--dry-run", action="store_true", help="look the file through and store nothing")

    def handle(self, *args: Any, file: Path, district: str | None, dry_run: bool, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(_("There is no file %(name)s.") % {"name": file})
        place = chosen(district)
        bad_rows = file.with_name(f"{file.stem}-rows-to-correct.xlsx")
        try:
            outcome = bring_in(
                self.importer,
                file,
                file.name,
                bad_rows,
                by=system(place),
                dry=dry_run,
                options={},
                report=self._report,
            )
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self._say(outcome, bad_rows)
        self.tell(outcome)
        if not dry_run:
            log.write(
                LogKind.IMPORT,
                by=system(place),
                what=f"{self.importer.kind}: {file.name}",
                after=outcome["counts"],
            )

    def _report(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"{done}/{total}", ending="\r")

    def tell(self, outcome: dict[str, Any]) -> None:
        """What an import counts beside its rows."""

    def _say(self, outcome: dict[str, Any], bad_rows: Path) -> None:
        if outcome["missing"]:
            raise CommandError(
                _("Required columns were not found: %(names)s. The file has: %(headings)s.")
                % {"names": ", ".join(outcome["missing"]), "headings": ", ".join(outcome["headings"])}
            )
        for key, heading in outcome["mapping"].items():
            self.stdout.write(f"  {heading} → {key}")
        if outcome["unknown"]:
            self.stdout.write(_("Not read: %(headings)s") % {"headings": ", ".join(outcome["unknown"])})
        for cell in outcome["bad"]:
            self.stdout.write(f"  {cell['row']}  {cell['column']}  {cell['value']}  {cell['reason']}")
        self.stdout.write(
            _("%(new)s new, %(changed)s changed, %(unchanged)s unchanged, %(bad)s wrong.") % outcome["counts"]
        )
        if outcome["counts"]["bad"]:
            self.stdout.write(_("Rows to correct: %(file)s") % {"file": bad_rows})


def chosen(code: str | None) -> District:
    places = list(
        District.objects.filter(code=code) if code else District.objects.filter(active=True, children=None)
    )
    if len(places) == 1:
        return places[0]
    known = ", ".join(f"{place.code} {place.name}" for place in District.objects.all())
    raise CommandError(_("Name the district with --district CODE. There are: %(known)s.") % {"known": known})
