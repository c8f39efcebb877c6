"""Rules in versions: what was decided by one must remain explainable, so that none is changed and the highest is in force.

Such a model has `district`, `version`, `source` and `by`, and may have further columns by which its rules are told apart (`same`).
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.functional import Promise

from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, LogKind


def in_force(model: type[Model], actor: Actor, same: Sequence[str] = ()) -> QuerySet[Any]:
    """The highest versions of the actor's district."""
    alike = {name: OuterRef(name) for name in ("district", *same)}
    newer = model._default_manager.filter(**alike, version__gt=OuterRef("version"))
    return model._default_manager.filter(~Exists(newer), district=actor.district)


def store_version(
    rule: Any,
    actor: Actor,
    facts: Sequence[str],
    *,
    what: str | Promise = "",
    same: Sequence[str] = (),
    preset: Any = None,
) -> bool:
    """The changed `rule` as the next version; False where its `facts` are those in force.

    `preset` stands for the version before where the district has none of its own yet. The district is held meanwhile, so that
    two who save at once get a version each.
    """
    with transaction.atomic():
        District.objects.select_for_update(no_key=True).get(pk=rule.district_id)
        alike = {name: getattr(rule, name) for name in ("district_id", *same)}
        before = type(rule)._default_manager.filter(**alike).order_by("-version").first() or preset
        old, new = ({name: getattr(row, name) for name in facts} if row else None for row in (before, rule))
        if old == new:
            return False
        rule.version = before.version + 1 if before else 1
        rule.pk, rule.by, rule._state.adding = None, actor.user, True
        rule.save(force_insert=True)
        log.write(
            LogKind.SETTING, by=actor, what=str(what or rule), subject=rule, before=old, after=new or {}
        )
    return True
