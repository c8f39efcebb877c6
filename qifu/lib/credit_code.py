"""The unified social credit code, GB 32100-2015: 18 characters, the last one a check digit.

The arithmetic is python-stdnum's. Its `validate` is not used, because it wants a digit in front, while the
standard also has A, N and Y there (N: collective economic organisations of villages).
"""

import unicodedata
from typing import ClassVar

from stdnum.cn import uscc

from qifu.lib.refusals import Refusal

LENGTH = 18
ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
AUTHORITIES = frozenset("123456789ANY")
REGION = slice(2, 8)
SEPARATORS = str.maketrans("", "", " \t\r\n-")


class CreditCodeError(Refusal):
    sentences: ClassVar = {
        "length": "A unified social credit code has 18 characters, not {length}.",
        "characters": "A unified social credit code cannot be written like this: {wrong}.",
        "check_digit": "The check digit does not fit: at least one character of the code is wrong.",
    }


def normalise(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(SEPARATORS).upper()


def check(text: str) -> str:
    """The code in its standard form, or a CreditCodeError."""
    code = normalise(text)
    if len(code) != LENGTH:
        raise CreditCodeError("length", length=len(code))
    wrong = [letter for letter in code if letter not in ALPHABET]
    wrong += [letter for letter in code[REGION] if letter in ALPHABET and not letter.isdecimal()]
    if code[0] in ALPHABET and code[0] not in AUTHORITIES:
        wrong.insert(0, code[0])
    if wrong:
        raise CreditCodeError("characters", wrong=" ".join(dict.fromkeys(wrong)))
    if code[-1] != uscc.calc_check_digit(code[:-1]):
        raise CreditCodeError("check_digit")
    return code
