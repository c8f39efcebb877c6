"""Digests of the ledger: one canonical byte form of a row, its keyed seal, and the chain over many seals.

Canonical: JSON in UTF-8 with sorted keys and no spaces; instants in UTC with microseconds, dates in ISO
form. Decimals and floats are refused, since the same number has several spellings; so are instants without
a zone.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime


def canonical(values: Mapping[str, object]) -> bytes:
    return json.dumps(
        _plain(values), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def _plain(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case datetime():
            if value.tzinfo is None:
                raise TypeError("An instant needs a time zone.")
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case list() | tuple():
            return [_plain(item) for item in value]
        case Mapping():
            if not all(isinstance(key, str) for key in value):
                raise TypeError("Keys are strings.")
            return {key: _plain(item) for key, item in value.items()}
    raise TypeError(f"A {type(value).__name__} has no canonical form.")


def seal(key: bytes, values: Mapping[str, object]) -> str:
    return hmac.new(key, canonical(values), hashlib.sha256).hexdigest()


def chain(previous: str, digests: Iterable[str]) -> str:
    """Each part goes in with its length, so that no two lists of parts read alike."""
    link = hashlib.sha256()
    for part in (previous, *digests):
        data = part.encode()
        link.update(b"%d:" % len(data))
        link.update(data)
    return link.hexdigest()
