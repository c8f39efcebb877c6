from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from qifu.lib.sheets import SheetError
from qifu.organisations import notices
from qifu.organisations.actors import Actor, system
from qifu.organisations.calendar_editing import load_builtin_year
from qifu.organisations.import_lines import sentence
from qifu.organisations.importing import limit
from qifu.organisations.refusals import Refused


class Command(BaseCommand):
    help = "Load a year's working-day calendar: a built-in YEAR, or the notice in a FILE (xlsx, csv: date, off/work)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", metavar="FILE|YEAR")
        parser.add_argument(
            "--source", default="", help="the document's number; the file's name when not given"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *_args: Any, what: str, source: str, dry_run: bool, **_options: Any) -> None:
        by = system(None)
        if what.isascii() and what.isdigit() and not Path(what).exists():
            self.load_year(int(what), by, dry_run=dry_run)
        else:
            self.load_file(Path(what), source, by, dry_run=dry_run)

    def load_year(self, year: int, by: Actor, *, dry_run: bool) -> None:
        try:
            with transaction.atomic():
                changed = load_builtin_year(year, by=by)
                transaction.set_rollback(dry_run)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(_("%(year)s: %(count)s days changed") % {"year": year, "count": len(changed)})

    def load_file(self, path: Path, source: str, by: Actor, *, dry_run: bool) -> None:
        try:
            days, bad_rows = notices.read(path, path.name, limit())
        except FileNotFoundError:
            raise CommandError(_("There is no file %s.") % path) from None
        except SheetError as error:
            raise CommandError(sentence(error)) from None
        notice = notices.look_at(days, bad_rows)
        if not notice.may_be_taken:
            lines = [f"  {row} {column}: {reason}" for row, column, reason in notice.bad_rows]
            raise CommandError("\n".join([_("Nothing was changed. Correct the file first:"), *lines]))
        if not dry_run:
            notices.take(notice, source or path.name, by=by)
        for part in notice.parts:
            said = {"year": part.year, "count": len(part.changes)}
            self.stdout.write(_("%(year)s: %(count)s days changed") % said)
