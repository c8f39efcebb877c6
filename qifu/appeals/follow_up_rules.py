"""The rule of following up that is in force, and how another takes its place."""

from typing import Any

from qifu.appeals.models import FollowUpRule
from qifu.organisations.actors import Actor
from qifu.organisations.rule_versions import store_version

NUMBERS = ("days_tried", "retry_days", "link_days")
PRESET: dict[str, Any] = {"days_tried": 3, "retry_days": 1, "link_days": 30}


def in_force(district_id: int) -> FollowUpRule:
    """The preset where a district has none of its own yet."""
    found = FollowUpRule.objects.filter(district=district_id).order_by("-version").first()
    return found or _preset(district_id)


def new_version(rule: FollowUpRule, actor: Actor) -> bool:
    return store_version(rule, actor, (*NUMBERS, "source"), preset=_preset(rule.district_id))


def _preset(district_id: int) -> FollowUpRule:
    return FollowUpRule(district_id=district_id, version=0, **PRESET)
