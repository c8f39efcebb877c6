"""Other appeals that this one came from, went into, or gave rise to."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import Appeal
from qifu.organisations.actors import Actor


@dataclass(frozen=True)
class Relation:
    label: Promise
    appeals: list[Appeal]


def relations(appeal: Appeal, by: Actor) -> list[Relation]:
    """Only those in the person's own scope; one query."""
    near = (
        Q(main=appeal) | Q(parent=appeal) | Q(pk__in=[pk for pk in (appeal.main_id, appeal.parent_id) if pk])
    )
    rows = list(Appeal.objects.visible_to(by).filter(near).order_by("number"))
    found = [
        Relation(_("Merged into"), [row for row in rows if row.pk == appeal.main_id]),
        Relation(_("Merged into this one"), [row for row in rows if row.main_id == appeal.pk]),
        Relation(_("Split off from"), [row for row in rows if row.pk == appeal.parent_id]),
        Relation(_("Split off from this one"), [row for row in rows if row.parent_id == appeal.pk]),
    ]
    return [relation for relation in found if relation.appeals]
