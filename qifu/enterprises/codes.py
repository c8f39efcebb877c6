"""The checks that a form and an import share: the credit code and the industry code, refused in the reader's language."""

import unicodedata

from django.utils.translation import gettext as _

from qifu.enterprises.industries import section_of
from qifu.lib.credit_code import CreditCodeError, check
from qifu.organisations.refusals import Refused


def checked_code(text: str) -> str:
    try:
        return check(text)
    except CreditCodeError as error:
        raise Refused(code_sentences()[error.code].format(**error.params)) from error


def code_sentences() -> dict[str, str]:
    return {
        "length": _("A unified social credit code has 18 characters, not {length}."),
        "characters": _("A unified social credit code cannot be written like this: {wrong}."),
        "check_digit": _("The check digit does not fit: at least one character of the code is wrong."),
    }


def checked_industry(text: str) -> str:
    code = unicodedata.normalize("NFKC", text).strip().upper()
    if code and not section_of(code):
        raise Refused(
            _("GB/T 4754 has no such code: write a section letter, its digits, or both, like C3411.")
        )
    return code
