"""The settings pages of this app. Registered when the app is ready."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind
from qifu.organisations.roles import Right
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

NEWER = SamplingRule.objects.filter(district=OuterRef("district"), version__gt=OuterRef("version"))
NUMBERS = ("share", "least", "due_days", "repeats", "source")


def new_version(rule: SamplingRule, actor: Actor) -> bool:
    """Draws keep the version by which they were made; of a district's first one there is none before."""
    last = SamplingRule.objects.filter(district=rule.district).first()
    before, after = (
        {name: log.facts(row)[name] for name in NUMBERS} if row else None for row in (last, rule)
    )
    if before == after:
        return False
    rule.pk, rule.version, rule.by, rule._state.adding = (
        None,
        last.version + 1 if last else 1,
        actor.user,
        True,
    )
    with transaction.atomic():
        rule.save(force_insert=True)
        log.write(LogKind.SETTING, by=actor, what=str(rule), subject=rule, before=before, after=after)
    return True


register(
    SettingsPage(
        name="sampling-rule",
        title=_("Sampling rules"),
        noun=_("Sampling rules"),
        lead=_("How much is drawn, in which time it is inspected, and who is a repeat offender. Every change is a new version."),
        model=SamplingRule,
        form=SamplingRuleForm,
        right=Right.SETTINGS,
        rows=lambda actor: SamplingRule.objects.filter(~Exists(NEWER), district=actor.district),
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
