"""Keys by which enterprises and telephones are found again, and masks for personal data.

`name_key` drops only what people leave out when they speak of a firm: width, brackets, spaces, punctuation,
and the legal form at the very end. 集团, 总公司, 分公司, 厂 and 店 stay, because a group, its branches and
its subsidiaries are different firms. Two firms can still share a key (A 有限公司 and A 股份有限公司), so a
key only proposes a match; a code or a person decides.
"""

import re
import unicodedata

LEGAL_FORMS = (
    "股份有限责任公司",
    "有限责任公司",
    "股份有限公司",
    "股份公司",
    "有限公司",
    "特殊普通合伙",
    "普通合伙",
    "有限合伙",
    "公司",
)
SHORTEST_KEY = 2
UNSPOKEN = "ZCP"  # Unicode classes: separators, control characters, punctuation with all brackets
EXTENSION = re.compile(r"转|ext|#")
COUNTRY = re.compile(r"(?:\+|00)86|86(?=1[3-9]\d{9}$)")
AREA_CODE_NEEDED = re.compile(r"[2-9]\d{8,10}$")
SERVICE_NUMBER = re.compile(r"[48]00\d{7}$")
MOBILE_LENGTH = 11


def _letters(text: str) -> str:
    wide = unicodedata.normalize("NFKC", text).casefold()
    if wide.isalnum():  # most names: nothing to leave out
        return wide
    return "".join(letter for letter in wide if unicodedata.category(letter)[0] not in UNSPOKEN)


def name_key(name: str) -> str:
    letters = _letters(name)
    for form in LEGAL_FORMS:
        if letters.endswith(form):
            short = letters.removesuffix(form)
            return short if len(short) >= SHORTEST_KEY else letters
    return letters


def query_key(typed: str) -> str:
    """The key of a name that is still being typed: half a legal form at the end is dropped as well."""
    letters = _letters(typed)
    beginnings = {form[:length] for form in LEGAL_FORMS for length in range(2, len(form))}
    for beginning in sorted(beginnings, key=len, reverse=True):
        if letters.endswith(beginning) and len(letters) - len(beginning) >= SHORTEST_KEY:
            return letters.removesuffix(beginning)
    return name_key(letters)


def phone_key(text: str) -> str:
    """Digits only, without country code and extension; a landline that came with +86 gets its 0 back."""
    number = EXTENSION.split(unicodedata.normalize("NFKC", text).casefold())[0]
    compact = "".join(letter for letter in number if letter.isdecimal() or letter == "+")
    national = COUNTRY.sub("", compact, count=1) if COUNTRY.match(compact) else compact
    digits = national.replace("+", "")
    if national != compact and AREA_CODE_NEEDED.match(digits) and not SERVICE_NUMBER.match(digits):
        return "0" + digits
    return digits


def mask_phone(text: str) -> str:
    digits = phone_key(text)
    if len(digits) >= MOBILE_LENGTH:
        return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"
    if len(digits) >= 7:
        return f"{'*' * (len(digits) - 4)}{digits[-4:]}"
    return "*" * len(digits)


def mask_name(name: str) -> str:
    """王* for two characters, 王*明 for more; a foreign name keeps the first letter of each part."""
    name = name.strip()
    if name.isascii():
        return " ".join(f"{part[0]}{'*' * (len(part) - 1)}" for part in name.split())
    if len(name) <= 2:
        return f"{name[:1]}*" if len(name) == 2 else "*"
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"


def mask_email(address: str) -> str:
    """c***@example.com: the place is no secret, the person is."""
    person, at, place = address.strip().rpartition("@")
    return f"{person[:1]}***{at}{place}" if at else "***"


def mask_id_number(number: str) -> str:
    """The birthday, digits 7 to 14 of a resident's number, never shows."""
    number = number.strip()
    shown = (3, 4) if len(number) >= 15 else (0, 2) if len(number) > 4 else (0, 0)
    hidden = len(number) - sum(shown)
    return f"{number[: shown[0]]}{'*' * hidden}{number[shown[0] + hidden :]}"
