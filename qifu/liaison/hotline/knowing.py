"""Knowledge is written and kept good: every change is a line of history, and what is searched follows at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from qifu.liaison.hotline.models import KnowledgeEntry
from qifu.liaison.hotline.searching import index
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


def may_edit(actor: Actor, unit: Unit | None) -> bool:
    """The office everything, a head what their own unit answers for."""
    if actor.role == Role.OFFICE:
        return True
    return actor.role == Role.HEAD and (unit is None or unit == actor.unit)


def save_entry(entry: KnowledgeEntry, *, by: Actor) -> bool:
    """False when nothing differs."""
    if not may_edit(by, entry.unit):
        raise Refused(_("Only the programme office and the unit's own head change this entry."))
    with transaction.atomic():
        if (
            stored := KnowledgeEntry.objects.select_for_update(no_key=True, of=("self",))
            .filter(pk=entry.pk)
            .first()
        ):
            entry.uses = stored.uses  # a call that was answered with it meanwhile is no change of its words
        changed = log.save(entry, by=by, what=_("Knowledge entry: %(entry)s") % {"entry": entry.question})
        if changed:
            index(entry)
    return changed
