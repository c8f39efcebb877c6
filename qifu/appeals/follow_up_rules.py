"""The rule of following up that is in force, and how another takes its place."""

from typing import Any

from django.db import transaction

from qifu.appeals.models import FollowUpRule
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, LogKind

NUMBERS = ("days_tried", "retry_days", "link_days")
PRESET: dict[str, Any] = {"days_tried": 3, "retry_days": 1, "link_days": 30}


def in_force(district_id: int) -> FollowUpRule:
    """The preset where a district has none of its own yet."""
    found = FollowUpRule.objects.filter(district=district_id).order_by("-version").first()
    return found or FollowUpRule(district_id=district_id, version=0, **PRESET)


def new_version(rule: FollowUpRule, actor: Actor) -> bool:
    """What was decided by a version must remain explainable, so that none is changed."""
    with transaction.atomic():
        District.objects.select_for_update(no_key=True).get(
            pk=rule.district_id
        )  # two who save at once get a version each
        before = in_force(rule.district_id)
        numbers, earlier = _numbers(rule), _numbers(before)
        if numbers == earlier:
            return False
        rule.pk, rule.version, rule.by, rule._state.adding = None, before.version + 1, actor.user, True
        rule.save(force_insert=True)
        log.write(LogKind.SETTING, by=actor, what=str(rule), subject=rule, before=earlier, after=numbers)
    return True


def _numbers(rule: FollowUpRule) -> dict[str, Any]:
    return {name: getattr(rule, name) for name in (*NUMBERS, "source")}
