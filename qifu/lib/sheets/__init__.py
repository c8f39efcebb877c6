"""Tables that people hand in and take away: xlsx and csv, read tolerantly, written safely.

`open_sheet` judges a file by its content and streams its rows with their true row numbers; `write_sheet`
streams rows into an xlsx in which no text can become a formula. Sizes are in bytes.
"""

from qifu.lib.sheets.cells import Cell
from qifu.lib.sheets.errors import SheetError
from qifu.lib.sheets.reading import Sheet, open_sheet
from qifu.lib.sheets.writing import Table, write_book, write_sheet

__all__ = ["Cell", "Sheet", "SheetError", "Table", "open_sheet", "write_book", "write_sheet"]
