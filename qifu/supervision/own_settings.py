"""The settings pages of this app. Registered when the app is ready."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.actors import Actor
from qifu.organisations.roles import Right
from qifu.organisations.rule_versions import in_force, store_version
from qifu.organisations.settings_pages import Column, Place, SettingsPage, register
from qifu.supervision.forms.sampling import SamplingRuleForm
from qifu.supervision.models import SamplingRule

register(
    Place(
        url_name="ladder",
        title=_("Ladder"),
        lead=_("What happens to an appeal that is not answered in time, step by step."),
        right=Right.SETTINGS,
        position=48,
    )
)
register(
    Place(
        url_name="checklist",
        title=_("Inspection form"),
        lead=_("On what an inspector judges a drawn case: items, points, and what to look at."),
        right=Right.SETTINGS,
        position=56,
    )
)

NUMBERS = ("share", "least", "due_days", "repeats", "source")


def new_version(rule: SamplingRule, actor: Actor) -> bool:
    """Draws keep the version by which they were made."""
    return store_version(rule, actor, NUMBERS)


register(
    SettingsPage(
        name="sampling-rule",
        title=_("Sampling rules"),
        noun=_("Sampling rules"),
        lead=_("How much is drawn, in which time it is inspected, and who is a repeat offender. Every change is a new version."),
        model=SamplingRule,
        form=SamplingRuleForm,
        right=Right.SETTINGS,
        rows=lambda actor: in_force(SamplingRule, actor),
        columns=(
            Column(_("Share to draw, in per cent"), "share"),
            Column(_("At least from each unit"), "least"),
            Column(_("Working days to inspect"), "due_days"),
            Column(pgettext_lazy("rule", "Source"), "source"),
            Column(_("Version"), "version"),
        ),
        store=new_version,
        position=57,
    )
)  # fmt: skip
