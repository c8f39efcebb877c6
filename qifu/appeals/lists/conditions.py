"""What each word of a list's filter stands for.

Every condition rests on an index of Appeal (by unit, street, category, channel, stage, enterprise, running clock, mark, each
with the time) or thins out a walk along the time. Words in titles and company names cannot: they read every row in between.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q

from qifu.appeals.figures.breakdown import NONE
from qifu.appeals.figures.funnel import FUNNEL
from qifu.appeals.numbers import SHAPE
from qifu.lib.months import first_of
from qifu.organisations.moment import Moment

NUMBER = re.compile(SHAPE)
Conditions = Mapping[str, Callable[[Any, Moment], Q]]


# "asked": a request for exclusion waits for the office
EXCLUSION = {"yes": Q(excluded=True), "no": Q(excluded=False), "asked": Q(exclusion_asked=True)}


def said(text: str) -> Q:
    """A number exactly; else a part of the title or of the company's name."""
    if NUMBER.fullmatch(text):
        return Q(number=text)
    return Q(title__icontains=text) | Q(enterprise_name__icontains=text) | Q(enterprise__name__icontains=text)


def row_or_none(column: str) -> Callable[[str, Moment], Q]:
    return lambda pk, moment: Q(**{f"{column}__isnull": True} if pk == NONE else {column: int(pk)})


def in_branch(code: str) -> Q:
    return Q(category=None) if code == NONE else Q(category__code__startswith=code)


CONDITIONS: Conditions = {
    "text": lambda text, moment: said(text.strip()),
    "stage": lambda stages, moment: Q(stage=stages[0]) if len(stages) == 1 else Q(stage__in=stages),
    "light": lambda light, moment: moment.shows(light),
    "population": lambda population, moment: Q(population=population),
    "channel": lambda channel, moment: Q(channel=channel),
    "unit": row_or_none("lead_unit"),
    "front": row_or_none("lead_unit__front"),
    "street": row_or_none("street"),
    "category": lambda code, moment: in_branch(code),
    "mark": lambda mark, moment: Q(**{mark: True}),
    "claim": lambda claim, moment: Q(claim=claim),
    "excluded": lambda said, moment: EXCLUSION[said],
    "on_time": lambda answer, moment: Q(on_time=answer == "yes"),
    "since": lambda day, moment: Q(month__gte=first_of(day), registered_on__gte=day),
    "until": lambda day, moment: Q(month__lte=day, registered_on__lte=day),
    "enterprise": lambda number, moment: Q(enterprise__number=number),
    "size": lambda size, moment: Q(size__isnull=True) if size == NONE else Q(size=size),
    "reached": lambda step, moment: FUNNEL[step].condition,
    "days": lambda days, moment: days.condition,
    "dispute": lambda dispute, moment: dispute.condition,
    "verdicts": lambda verdicts, moment: verdicts.condition,
    "district": lambda pk, moment: Q(district=int(pk)),
}
