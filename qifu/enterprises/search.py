"""Finding an enterprise as one types: by code, number, telephone, name part or contact.

The steps go from sure to vague and end as soon as there are enough; each costs at most one pass over an index. What finds
a record that was merged shows the one that stands for it now.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from qifu.enterprises.models import Contact, Enterprise
from qifu.enterprises.querysets import EnterpriseQuerySet
from qifu.lib.credit_code import ALPHABET, LENGTH, normalise
from qifu.lib.names import phone_key, query_key
from qifu.organisations.actors import Actor

ENOUGH = 10
SHORTEST_CODE = 6
SHORTEST_TAIL = 4
CHUNK = 100
MOST = 1000  # by one tail of a telephone number; beyond it, a longer tail has to be typed
NUMBER = re.compile(r"Q\d{1,11}")
DIALLED = re.compile(r"[\d\s()\-+]+")


def search(typed: str, by: Actor, limit: int = ENOUGH) -> list[Enterprise]:
    """The best first; survivors only, each once."""
    scope = Enterprise.objects.visible_to(by)
    found: dict[int, None] = {}
    for model, column, lookup, value, sure in _steps(typed):
        condition = Q((f"{column}__{lookup}", value))
        found |= dict.fromkeys(_hits(model, column, condition, scope, limit))
        if len(found) >= limit or (sure and found):
            break
    rows = scope.select_related("street").in_bulk(list(found)[:limit])
    return [rows[pk] for pk in found if pk in rows]


def matching(rows: EnterpriseQuerySet, typed: str) -> EnterpriseQuerySet:
    """The same for a list, which keeps its own order: of each column only the widest step, since it holds the others."""
    widest = {
        (model, column): Q((f"{column}__{lookup}", value))
        for model, column, lookup, value, _ in _steps(typed)
    }
    if not widest:
        return rows.none()
    condition = Q()
    for (model, column), step in widest.items():
        condition |= step if column == "name_key" else Q(pk__in=_ids(model, column, step))
    # "> 0" and not "is not null": by that, SQLite goes through the few merged records only.
    given_up = Enterprise.objects.filter(condition, merged_into__gt=0)
    return rows.filter(condition | Q(pk__in=given_up.values("merged_into")))


def _ids(model: type[Any], column: str, step: Q) -> QuerySet[Any, Any] | list[int]:
    """Numbers and codes are fetched at once, for they hit a few, and the list then walks the index of names alone."""
    ids = model.objects.filter(step).values_list("pk" if model is Enterprise else "enterprise", flat=True)
    return ids if column == "name" else list(ids[:MOST])


def _hits(
    model: type[Any], column: str, condition: Q, scope: EnterpriseQuerySet, limit: int
) -> Iterator[int]:
    """Ordered by the column that is searched, so that its index is walked and nothing is sorted."""
    if model is Enterprise:
        pairs = scope.filter(condition).order_by(column, "id").values_list("pk", "merged_into")
        return (merged_into or pk for pk, merged_into in pairs[:limit])
    return islice(_by_contact(column, condition, scope), limit)


def _by_contact(column: str, condition: Q, scope: EnterpriseQuerySet) -> Iterator[int]:
    """First the contacts, from their index alone, then which of them are in scope.

    In one query, SQLite would start with all enterprises in scope, which costs ten times as much.
    """
    rows = Contact.objects.filter(condition).order_by(column, "enterprise")
    ids = rows.values_list("enterprise", flat=True).iterator(chunk_size=CHUNK)
    while chunk := list(islice(ids, CHUNK)):
        inside = dict(scope.filter(pk__in=chunk).values_list("pk", "merged_into"))
        yield from (inside[pk] or pk for pk in chunk if pk in inside)


def _steps(typed: str) -> Iterator[tuple[type[Any], str, str, str, bool]]:
    """Model, column, lookup, value, and whether a hit is sure, so that nothing else can be meant."""
    code, digits, key = normalise(typed), _digits(typed), query_key(typed)
    person = "".join(typed.split())
    if len(code) == LENGTH:
        yield Enterprise, "credit_code", "exact", code, True
    if NUMBER.fullmatch(code):
        yield Enterprise, "number", "exact", code, True
    if SHORTEST_CODE <= len(code) < LENGTH and ALPHABET.issuperset(code):
        yield Enterprise, "credit_code", "startswith", code, False
    if digits:
        yield Enterprise, "phone_key", "exact", digits, False
        yield Contact, "phone_key", "exact", digits, True
        if len(digits) >= SHORTEST_TAIL:
            yield Enterprise, "phone_key", "endswith", digits, False
            yield Contact, "phone_key", "endswith", digits, True
    elif key:
        yield Enterprise, "name_key", "exact", key, False
        yield Contact, "name", "exact", person, False
        yield Enterprise, "name_key", "startswith", key, False
        yield Contact, "name", "startswith", person, False
    if key:
        yield Enterprise, "name_key", "contains", key, False


def _digits(typed: str) -> str:
    return phone_key(typed) if DIALLED.fullmatch(typed) else ""
