"""职责目录: which unit leads in which category. It grows from rulings, is edited by the office, and is suggested first."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.models import Assignment, CatalogueEntry, Category
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind, Unit

if TYPE_CHECKING:
    from qifu.appeals.advancing import Step


def in_force(district_id: int) -> QuerySet[CatalogueEntry]:
    rows = CatalogueEntry.objects.filter(district=district_id, ended_at=None)
    return rows.select_related("category", "unit", "by", "ruling__appeal")


def by_code(district_id: int) -> dict[str, CatalogueEntry]:
    """Those that can be followed: a unit that is no longer active is suggested to nobody."""
    rows = in_force(district_id).filter(unit__active=True)
    return {entry.category.code: entry for entry in rows}


def suggested(category: Category | None, entries: Mapping[str, CatalogueEntry]) -> CatalogueEntry | None:
    """The entry of the category itself, else of the nearest above it."""
    if category is None:
        return None
    codes = (category.code[:length] for length in range(len(category.code), 0, -2))
    return next((entries[code] for code in codes if code in entries), None)


def suggestion_for(category: Category | None) -> CatalogueEntry | None:
    """For one category, in one query."""
    if category is None:
        return None
    codes = [category.code[:length] for length in range(len(category.code), 0, -2)]
    rows = in_force(category.district_id).filter(unit__active=True, category__code__in=codes)
    return max(rows, key=lambda entry: len(entry.category.code), default=None)


def learn(disputed: Assignment, unit: Unit, step: "Step") -> None:
    """A ruling says whose duty the category is. What said so already keeps its first evidence."""
    category = step.appeal.category
    if category is None:
        return
    before = in_force(step.appeal.district_id).filter(category=category).first()
    if before and before.unit_id == unit.pk:
        return
    said = {"unit": unit.short_name, "number": step.appeal.number}
    if before:
        end(before, step.at, _("Ruling on %(number)s: it is the duty of %(unit)s.") % said)
    CatalogueEntry.objects.create(
        district_id=step.appeal.district_id,
        category=category,
        unit=unit,
        ruling=disputed,
        reason=step.note,
        since=step.at,
        by=step.by.user,
    )
    step.data["catalogue"] = f"{category.name} → {unit.short_name}"


def unlearn(disputed: Assignment, step: "Step") -> None:
    """A ruling says that it is not this unit's duty: an entry that says it is has ended."""
    before = in_force(step.appeal.district_id).filter(category=step.appeal.category_id, unit=disputed.unit_id)
    for entry in before:
        said = {"unit": disputed.unit.short_name, "number": step.appeal.number}
        end(entry, step.at, _("Ruling on %(number)s: it is not the duty of %(unit)s.") % said)


def end(entry: CatalogueEntry, at: datetime, because: str) -> None:
    entry.ended_at, entry.ended_because = at, because
    entry.save(update_fields=["ended_at", "ended_because"])


def write_by_hand(entry: CatalogueEntry, actor: Actor) -> bool:
    """A new or changed entry, as its settings page hands it over; the one that it replaces ends. False: nothing differs."""
    before = CatalogueEntry.objects.select_related("unit", "category").filter(pk=entry.pk).first()
    now = timezone.now()
    if before and not entry.ended_at and (before.unit_id, before.reason) == (entry.unit_id, entry.reason):
        return False
    with transaction.atomic():
        if before:
            end(before, now, entry.reason)
        if not entry.ended_at:
            entry.pk, entry._state.adding = None, True
            entry.ruling, entry.since, entry.by, entry.ended_because = None, now, actor.user, ""
            entry.save(force_insert=True)
        log.write(
            LogKind.SETTING,
            by=actor,
            what=_("Catalogue of duties: %(category)s") % {"category": entry.category},
            subject=entry,
            before={"unit": before.unit.name, "reason": before.reason} if before else None,
            after={"unit": None if entry.ended_at else entry.unit.name, "reason": entry.reason},
        )
    return True
