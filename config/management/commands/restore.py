from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.archive import read_archive
from qifu.organisations.refusals import Refused


class Command(BaseCommand):
    help = "Read an archive into an empty installation, then verify the ledger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        try:
            counts = read_archive(options["file"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{sum(counts.values())} rows of {len(counts)} tables were restored.")
        call_command("verify_ledger", stdout=self.stdout)
