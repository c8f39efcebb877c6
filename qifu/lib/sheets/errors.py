from typing import ClassVar

from qifu.lib.refusals import Refusal


class SheetError(Refusal):
    """`kind` and `name_kind` are words of `qifu.lib.signatures`."""

    sentences: ClassVar = {
        "empty": "The file is empty.",
        "too_large": "The file is larger than {limit} bytes.",
        "unpacks_too_large": "The file unpacks to more than {limit} bytes.",
        "too_wide": "The sheet reaches over {columns} columns and {rows} rows, too far to be read.",
        "wrong_name": "The file is called .{name_kind}, but its content is {kind}.",
        "not_a_sheet": "This is no table but a file of another kind ({kind}).",
        "old_format": "Save the file as .xlsx first: the format {kind} is not supported.",
        "macros": "The file contains macros. Save it as .xlsx without them.",
        "encrypted": "The file is protected by a password.",
        "broken": "The file is damaged and cannot be read.",
        "broken_row": "Row {row} cannot be read; a quotation mark may be missing there.",
        "no_headings": "The first row must hold the headings of the columns.",
        "duplicate_headings": "These headings occur more than once: {headings}.",
        "too_many_rows": "A sheet holds at most {limit} rows.",
    }
