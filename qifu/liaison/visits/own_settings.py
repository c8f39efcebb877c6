"""The settings page of trips. Registered when the app is ready."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.liaison.visits.forms.feedback_rule import FeedbackRuleForm
from qifu.liaison.visits.models import FeedbackRule
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Right
from qifu.organisations.rule_versions import in_force, store_version
from qifu.organisations.settings_pages import Column, SettingsPage, register


def new_version(rule: FeedbackRule, actor: Actor) -> bool:
    return store_version(rule, actor, ("days", "source"), what=_("Feedback after visits"))


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
        rows=lambda actor: in_force(FeedbackRule, actor),
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
