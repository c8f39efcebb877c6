from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.archive import write_archive


class Command(BaseCommand):
    help = "Write the whole installation into one archive, while it runs. Keep it as secret as the server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the archive to write, as qifu-2026-11-24.tar.gz")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"].absolute()
        if target.exists():
            raise CommandError(f"{target} exists; an archive is never overwritten. Choose another name.")
        try:
            counts = write_archive(target)
        except OSError as error:
            raise CommandError(
                f"{target} could not be written: {error.strerror}. Nothing was left behind."
            ) from error
        self.stdout.write(f"{sum(counts.values())} rows of {len(counts)} tables are in {target}.")
