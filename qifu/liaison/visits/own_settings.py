"""The settings page of trips. Registered when the app is ready."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.liaison.visits.forms.feedback_rule import FeedbackRuleForm
from qifu.liaison.visits.models import FeedbackRule
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind
from qifu.organisations.roles import Right
from qifu.organisations.settings_pages import Column, SettingsPage, register

NEWER = FeedbackRule.objects.filter(district=OuterRef("district"), version__gt=OuterRef("version"))


def new_version(rule: FeedbackRule, actor: Actor) -> bool:
    """What was in force stays on record."""
    before = FeedbackRule.objects.get(pk=rule.pk)
    if (before.days, before.source) == (rule.days, rule.source):
        return False
    rule.pk, rule.version, rule.by, rule._state.adding = None, before.version + 1, actor.user, True
    with transaction.atomic():
        rule.save(force_insert=True)
        log.write(
            LogKind.SETTING,
            by=actor,
            what=str(_("Feedback after visits")),
            subject=rule,
            before={"days": before.days, "source": before.source},
            after={"days": rule.days, "source": rule.source},
        )
    return True


register(
    SettingsPage(
        name="visit-feedback",
        title=_("Feedback after visits"),
        noun=_("Rule of feedback"),
        lead=_(
            "Within how many days a visited company is told what becomes of it. Every change is a new version."
        ),
        model=FeedbackRule,
        form=FeedbackRuleForm,
        right=Right.SETTINGS,
        rows=lambda actor: FeedbackRule.objects.filter(~Exists(NEWER), district=actor.district),
        columns=(
            Column(_("Days for the feedback to the company"), "days"),
            Column(pgettext_lazy("rule", "Source"), "source"),
            Column(_("Version"), "version"),
        ),
        addable=False,
        store=new_version,
        position=50,
    )
)
