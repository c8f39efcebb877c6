from typing import Any

from qifu.appeals.imports.messages import APPEALS
from qifu.organisations.import_command import ImportCommand


class Command(ImportCommand):
    help = "Appeals and their answers from an xlsx or csv file; rows that cannot be taken go into a workbook beside it."
    importer = APPEALS

    def tell(self, outcome: dict[str, Any]) -> None:
        figures = outcome["figures"]
        self.stdout.write(
            "{:<10}{:>10}{:>10}{:>10}{:>10}".format("month", "received", "answered", "median", "p95")
        )
        for row in [*figures["months"], {"month": "", **figures}]:
            cells = [
                "-" if row[key] is None else row[key] for key in ("received", "answered", "median", "p95")
            ]
            self.stdout.write("{:<10}{:>10}{:>10}{:>10}{:>10}".format(row["month"], *cells))
