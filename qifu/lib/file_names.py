"""File names that are safe to store, to show and to send in a header."""

import re
import unicodedata

LONGEST = 100
LONGEST_EXTENSION = 10
NAMELESS = "file"
FORBIDDEN = re.compile(r'[<>:"|?*]')
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)


def safe_name(name: str) -> str:
    """The last part of a path, without control, bidi and reserved characters, cut before its extension."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    clean = re.sub(r"\s+", " ", FORBIDDEN.sub("_", visible)).strip(" .")
    if DEVICE.match(clean):
        clean = "_" + clean
    if not clean:
        return NAMELESS
    if len(clean) <= LONGEST:
        return clean
    extension = split_extension(clean)[1]
    ending = f".{extension}" if extension else ""
    return clean[: LONGEST - len(ending)].rstrip(" .") + ending


def split_extension(name: str) -> tuple[str, str]:
    """('report', 'pdf'); '' when there is none, or when what follows the dot is too long to be one."""
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or not 0 < len(extension) <= LONGEST_EXTENSION or " " in extension:
        return name, ""
    return stem, extension
