"""Two lists of companies laid side by side: by credit code, then by name, then by likeness for a person to confirm.

`read` takes the rows out of a sheet; `reconcile` answers with places, and every row lies in exactly one of them.
"""

from qifu.lib.reconciling.matching import Found, reconcile
from qifu.lib.reconciling.places import Company, How, Kind, Place, Row
from qifu.lib.reconciling.reading import BadCell, Columns, Intake, common, recognise

__all__ = [
    "BadCell", "Columns", "Company", "Found", "How", "Intake", "Kind", "Place", "Row", "common", "recognise", "reconcile",
]  # fmt: skip
