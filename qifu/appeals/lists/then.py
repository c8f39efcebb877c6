"""What the words of a figure's list say of the facts as they stood at a past instant, and which words speak of today."""

from typing import Any

from django.db.models import Q

from qifu.appeals.figures.breakdown import NONE, districts_of, units_of
from qifu.appeals.figures.measures import MEASURES
from qifu.appeals.lists.conditions import CONDITIONS
from qifu.appeals.models import Category
from qifu.organisations.actors import Actor
from qifu.organisations.moment import Moment

ALIKE = (
    "population", "channel", "unit", "street", "size", "excluded", "reached", "days", "verdicts", "district",
)  # fmt: skip
OWN = ("measure", "at", "front", "category", "exact")


def condition_then(given: dict[str, Any], moment: Moment, by: Actor) -> tuple[Q, dict[str, Any]]:
    """The condition on the facts of then, and the words that are left: what a person typed in beside, and the days of registration, which never change."""
    found, of_today = Q(), {}
    if given.get("excluded") == "asked":  # a request is no fact that is counted
        of_today["excluded"] = given["excluded"]
    for name in ALIKE:
        if name in given and name not in of_today:
            found &= CONDITIONS[name](given[name], moment)
    if measure := given.get("measure"):
        found &= MEASURES[measure].condition(given.get("at") or moment.now)
    if front := given.get("front"):
        found &= _in_front(front, by)
    if category := given.get("category"):
        found &= _in_branch(category, bool(given.get("exact")), by)
    return found, of_today | {name: value for name, value in given.items() if name not in (*ALIKE, *OWN)}


def _in_front(front: str, by: Actor) -> Q:
    """The units of a front as it is today: fronts have no history."""
    if front == NONE:
        without = [pk for pk, unit in units_of(by).items() if unit.front_id is None]
        return Q(lead_unit__isnull=True) | Q(lead_unit__in=without)
    return Q(lead_unit__in=[pk for pk, unit in units_of(by).items() if unit.front_id == int(front)])


def _in_branch(code: str, exact: bool, by: Actor) -> Q:
    if code == NONE:
        return Q(category__isnull=True)
    lookup = {"code": code} if exact else {"code__startswith": code}
    rows = Category.objects.filter(district__in=districts_of(by), **lookup)
    return Q(category__in=list(rows.values_list("pk", flat=True)))
