"""E-mail to somebody who has no account here: a company's contact, by the address that the register knows.

The words are those of the kind, as everywhere (`kinds.py`); `url` is a personal link, since nobody can sign in there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from qifu.notices import kinds, mail, outgoing
from qifu.notices.models import Delivery, Medium
from qifu.notices.rendering import language_of
from qifu.notices.wording import Sayings
from qifu.organisations.models import District

CHUNK = 500


@dataclass(frozen=True)
class Letter:
    """`key` names the occasion and the receiver ("questionnaire-3-sent-4711"): written again, it leaves once."""

    address: str
    url: str
    key: str
    fields: dict[str, object]
    language: str = "zh-hans"


def write_all(letters: Iterable[Letter], *, kind: str, district: District) -> int:
    """Rows that commit with the caller's transaction; returns how many. None where this installation sends no e-mail, or
    does not know its own address: a letter without its link is of no use.
    """
    if not (mail.is_set_up() and settings.SITE_URL):
        return 0
    told, count, waiting = kinds.get(kind), 0, []
    for letter in letters:
        if letter.address:
            said = Sayings(told, district, letter.fields).to(language_of(letter.language))
            waiting.append(_delivery(letter, kind, district, said.title, said.body))
        if len(waiting) == CHUNK:
            outgoing.leave(*waiting)
            count, waiting = count + CHUNK, []
    outgoing.leave(*waiting)
    return count + len(waiting)


def _delivery(letter: Letter, kind: str, district: District, title: str, text: str) -> Delivery:
    payload: dict[str, Any] = {
        "kind": kind,
        "to": letter.address,
        "language": language_of(letter.language),
        "title": title,
        "text": text,
        "url": letter.url,
        "stranger": True,
    }
    return Delivery(
        district=district,
        medium=Medium.EMAIL,
        key=f"letter-{district.pk}-{letter.key}",
        payload=payload,
        next_at=timezone.now(),
    )
