"""The settings pages of this app. Registered when the app is ready."""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.settings import AspectForm, CategoryForm, ClockRuleForm
from qifu.appeals.models import Aspect, Category, Clock, ClockRule
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.models import LogKind
from qifu.organisations.roles import Right
from qifu.organisations.settings_pages import Column, SettingsPage, register


def rules_in_force(actor: Actor) -> QuerySet[ClockRule]:
    newer = ClockRule.objects.filter(
        district=OuterRef("district"),
        clock=OuterRef("clock"),
        complexity=OuterRef("complexity"),
        version__gt=OuterRef("version"),
    )
    return ClockRule.objects.filter(~Exists(newer), district=actor.district)


def new_version(rule: ClockRule, actor: Actor) -> bool:
    """A rule in force is never changed: the clocks that it started must remain explainable."""
    before = ClockRule.objects.get(pk=rule.pk)
    if (before.working_days, before.source) == (rule.working_days, rule.source):
        return False
    rule.pk, rule.version, rule.by, rule._state.adding = None, before.version + 1, actor.user, True
    with transaction.atomic():
        rule.save(force_insert=True)
        log.write(
            LogKind.SETTING,
            by=actor,
            what=str(rule),
            subject=rule,
            before={"working_days": before.working_days, "source": before.source},
            after={"working_days": rule.working_days, "source": rule.source},
        )
    return True


def versions_of(rule: ClockRule, actor: Actor) -> dict[str, Any]:
    same = ClockRule.objects.filter(
        district=actor.district, clock=rule.clock, complexity=rule.complexity
    ).order_by("-version")
    running = Clock.objects.filter(
        district=rule.district_id, kind=rule.clock, appeal__complexity=rule.complexity, stopped_at=None
    )
    return {"versions": same.select_related("by"), "running": running.count()}


register(
    SettingsPage(
        name="aspects",
        title=_("Aspects"),
        noun=_("Aspect"),
        lead=_("The aspects of the programme under which the year is told."),
        model=Aspect,
        form=AspectForm,
        right=Right.SETTINGS,
        columns=(Column(_("Name"), "name"), Column(_("Order"), "order")),
        order=("order", "id"),
        search=("name",),
        position=42,
    ),
    SettingsPage(
        name="categories",
        title=_("Categories"),
        noun=_("Category"),
        lead=_("What appeals are about, in three levels."),
        model=Category,
        form=CategoryForm,
        right=Right.SETTINGS,
        columns=(
            Column(_("Code"), "code"),
            Column(_("Name"), "path"),
            Column(_("Aspect"), "aspect"),
            Column(_("Usual complexity"), "complexity"),
        ),
        order=("code",),
        search=("code", "path"),
        active="active",
        related=("aspect",),
        position=44,
    ),
    SettingsPage(
        name="clocks",
        title=_("Clocks"),
        noun=_("Clock"),
        lead=_("How many working days each step may take, by complexity. Every change is a new version."),
        model=ClockRule,
        form=ClockRuleForm,
        right=Right.SETTINGS,
        rows=rules_in_force,
        columns=(
            Column(_("Clock"), "clock"),
            Column(_("Complexity"), "complexity"),
            Column(_("Working days"), "working_days"),
            Column(pgettext_lazy("rule", "Source"), "source"),
            Column(_("Version"), "version"),
        ),
        order=("id",),
        addable=False,
        store=new_version,
        aside="appeals/settings/versions.html",
        beside=versions_of,
        position=46,
    ),
)
