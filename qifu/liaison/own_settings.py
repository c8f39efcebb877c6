"""The settings page of this app. Registered when the app is ready."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.liaison.forms.leader_contact import ContactRhythmForm
from qifu.liaison.models import ContactRhythm
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind
from qifu.organisations.roles import Right
from qifu.organisations.settings_pages import Column, SettingsPage, register

NEWER = ContactRhythm.objects.filter(district=OuterRef("district"), version__gt=OuterRef("version"))


def new_version(rhythm: ContactRhythm, actor: Actor) -> bool:
    """What was in force stays on record."""
    before = ContactRhythm.objects.get(pk=rhythm.pk)
    facts = ("visit_months", "call_months", "least", "most", "source")
    old, new = ({name: getattr(row, name) for name in facts} for row in (before, rhythm))
    if old == new:
        return False
    rhythm.pk, rhythm.version, rhythm.by, rhythm._state.adding = None, before.version + 1, actor.user, True
    with transaction.atomic():
        rhythm.save(force_insert=True)
        log.write(
            LogKind.SETTING,
            by=actor,
            what=str(_("Rhythm of leaders' contacts")),
            subject=rhythm,
            before=old,
            after=new,
        )
    return True


register(
    SettingsPage(
        name="contact-rhythm",
        title=_("Rhythm of leaders' contacts"),
        noun=_("Rhythm"),
        lead=_(
            "How many companies a leader is linked to, and how often each is owed a visit and a contact. Every change is a new version."
        ),
        model=ContactRhythm,
        form=ContactRhythmForm,
        right=Right.SETTINGS,
        rows=lambda actor: ContactRhythm.objects.filter(~Exists(NEWER), district=actor.district),
        columns=(
            Column(_("Months between two visits"), "visit_months"),
            Column(_("Months between two contacts"), "call_months"),
            Column(_("Companies a leader has at least"), "least"),
            Column(_("Companies a leader has at most"), "most"),
            Column(pgettext_lazy("rule", "Source"), "source"),
            Column(_("Version"), "version"),
        ),
        addable=False,
        store=new_version,
        position=49,
    )
)
