"""Words cut into pieces by which texts are found: of Chinese every two neighbouring characters, of the rest whole words."""

import re
import unicodedata

CHINESE = re.compile(r"[\u3400-\u9fff]+")
WORD = re.compile(r"[a-z0-9]{2,16}")


def pieces(text: str) -> list[str]:
    """Each once, in the order in which they come; a single character between others says nothing and is left out."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    pairs = [run[at : at + 2] for run in CHINESE.findall(plain) for at in range(len(run) - 1)]
    return list(dict.fromkeys([*pairs, *WORD.findall(plain)]))
