"""Lists by primary keys: those that a figure of the past counted, and the few that a rare figure counts.

The index `appeal_figures` holds all that a figure counts but no order of time, and the indexes by time hold nothing that it
counts. A list newest first of a frequent figure is a short walk along the time; of a rare one it would read a year's rows for
a page. So the keys are asked for first, from the figures' index, and where they are few they are the list.
"""

import json
from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

FEW = 1000


def within(keys: Collection[int]) -> Q:
    """However many: as one parameter, because a database takes only so many."""
    if len(keys) <= FEW:
        return Q(pk__in=list(keys))
    if connection.vendor == "postgresql":
        return Q(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [list(keys)]))
    return Q(pk__in=RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(keys))]))


def few_of(appeals: QuerySet[Any]) -> list[int] | None:
    """All keys where they are few; None where they are not, which is known after FEW of them."""
    keys = list(appeals.order_by().values_list("pk", flat=True)[: FEW + 1])
    return keys if len(keys) <= FEW else None
