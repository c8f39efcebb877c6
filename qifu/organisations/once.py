"""A form that is sent twice - a double click, a slow telephone, a repeated request - makes one row."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def once(rows: QuerySet[Any], key: uuid.UUID | None, make: Callable[[], Row]) -> Row:
    """What `make` makes, in a transaction of its own; `rows` are those among which the database allows a key once.

    A `key` seen before returns what it made, also when the two requests come at the very same moment: then the database
    refuses the second one's row, and what it had begun is undone.
    """
    earlier: Row | None = _made(rows, key)
    if earlier:
        return earlier
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        earlier = _made(rows, key)
        if earlier:
            return earlier
        raise


def _made(rows: QuerySet[Any], key: uuid.UUID | None) -> Any:
    return rows.filter(key=key).first() if key else None
