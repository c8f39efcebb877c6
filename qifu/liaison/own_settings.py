"""The settings page of this app. Registered when the app is ready."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.liaison.forms.leader_contact import ContactRhythmForm
from qifu.liaison.models import ContactRhythm
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Right
from qifu.organisations.rule_versions import in_force, store_version
from qifu.organisations.settings_pages import Column, SettingsPage, register

FACTS = ("visit_months", "call_months", "least", "most", "source")


def new_version(rhythm: ContactRhythm, actor: Actor) -> bool:
    return store_version(rhythm, actor, FACTS, what=_("Rhythm of leaders' contacts"))


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
        rows=lambda actor: in_force(ContactRhythm, actor),
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
