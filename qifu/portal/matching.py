"""Recognising a company that a stranger names. Only an exact code or an exact name counts, and nothing is ever listed:
the register must not become a search for everybody.
"""

import unicodedata

from qifu.enterprises.models import Enterprise
from qifu.lib.names import name_key
from qifu.organisations.models import District


def enterprise_of(district: District, name: str, code: str) -> Enterprise | None:
    """A code decides alone. Two firms of the same name are told apart by a person, not here."""
    known = Enterprise.objects.filter(district=district, merged_into=None)
    if code:
        return known.filter(credit_code=code).first()
    alike = known.filter(name_key=name_key(name)[:100])[:5]
    same = [row for row in alike if _letters(row.name) == _letters(name)]
    return same[0] if len(same) == 1 else None


def _letters(name: str) -> str:
    """Width, brackets, spaces and punctuation apart; the legal form counts, unlike in the key."""
    wide = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in wide if letter.isalnum())
