"""The sections of GB/T 4754-2017, by letter."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from qifu.lib.size_class import INDUSTRY_CODE
from qifu.lib.size_class import SECTIONS as DIVISIONS

SECTIONS = {
    "A": _("Farming, forestry, fishery"),
    "B": _("Mining"),
    "C": _("Manufacturing"),
    "D": _("Power, heat, gas and water supply"),
    "E": _("Construction"),
    "F": _("Wholesale and retail"),
    "G": _("Transport, storage and post"),
    "H": _("Lodging and catering"),
    "I": _("Information technology"),
    "J": _("Finance"),
    "K": _("Real estate"),
    "L": _("Leasing and business services"),
    "M": _("Research and technical services"),
    "N": _("Water, environment and public facilities"),
    "O": _("Household and repair services"),
    "P": _("Education"),
    "Q": _("Health and social work"),
    "R": _("Culture, sport and entertainment"),
    "S": _("Public administration"),
    "T": _("International organisations"),
}


def section_of(code: str) -> str:
    """Letter C for C3411, C and 3411; nothing for what is no code of the standard."""
    match = INDUSTRY_CODE.fullmatch(unicodedata.normalize("NFKC", code).strip().upper())
    if match is None:
        return ""
    section, digits = match.groups()
    if not digits:
        return section
    return next(
        (
            letter
            for letter, (first, last) in DIVISIONS.items()
            if first <= digits[:2] <= last and section in ("", letter)
        ),
        "",
    )
