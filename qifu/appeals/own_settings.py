"""The settings pages of this app. Registered when the app is ready."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.catalogue import write_by_hand
from qifu.appeals.follow_up_rules import in_force as rule_in_force
from qifu.appeals.follow_up_rules import new_version as new_rule
from qifu.appeals.forms.settings import (
    AspectForm,
    CatalogueEntryForm,
    CategoryForm,
    ClockRuleForm,
    FollowUpRuleForm,
)
from qifu.appeals.models import Appeal, Aspect, CatalogueEntry, Category, Clock, ClockRule, FollowUpRule
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Right
from qifu.organisations.rule_versions import in_force, store_version
from qifu.organisations.settings_pages import Column, SettingsPage, register

ALIKE = ("clock", "complexity")  # each has a rule of its own


def new_version(rule: ClockRule, actor: Actor) -> bool:
    """The clocks that a version started must remain explainable."""
    return store_version(rule, actor, ("working_days", "source"), same=ALIKE)


def versions_of(rule: ClockRule, actor: Actor) -> dict[str, Any]:
    same = ClockRule.objects.filter(
        district=actor.district, clock=rule.clock, complexity=rule.complexity
    ).order_by("-version")
    running = Clock.objects.filter(
        district=rule.district_id, kind=rule.clock, appeal__complexity=rule.complexity, stopped_at=None
    )
    return {"versions": same.select_related("by"), "running": running.count()}


def follow_up_rule_in_force(actor: Actor) -> QuerySet[FollowUpRule]:
    present = rule_in_force(actor.district.pk).pk if actor.district else 0
    return FollowUpRule.objects.filter(pk=present or 0)


def versions_of_follow_up(rule: FollowUpRule, actor: Actor) -> dict[str, Any]:
    return {"versions": FollowUpRule.objects.filter(district=actor.district).select_related("by")}


def history_of_entry(entry: CatalogueEntry, actor: Actor) -> dict[str, Any]:
    same = CatalogueEntry.objects.filter(category=entry.category_id).order_by("-id")
    rows = list(same.select_related("unit", "by", "ruling__appeal"))
    rulings = [row.ruling.appeal_id for row in rows if row.ruling]
    visible = Appeal.objects.visible_to(actor).filter(pk__in=rulings)
    return {"rows": rows, "seen": set(visible.values_list("pk", flat=True))}


def _follow_up_rule(actor: Actor) -> QuerySet[FollowUpRule]:
    if actor.district is None:
        return FollowUpRule.objects.none()
    return FollowUpRule.objects.filter(pk=rule_in_force(actor.district.pk).pk)


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
        name="catalogue",
        title=_("Catalogue of duties"),
        noun=_("Entry of the catalogue"),
        lead=_(
            "Which unit leads in which category. It grows from rulings by itself; every change by hand keeps what stood before."
        ),
        model=CatalogueEntry,
        form=CatalogueEntryForm,
        right=Right.SETTINGS,
        rows=lambda actor: CatalogueEntry.objects.filter(district=actor.district, ended_at=None),
        columns=(
            Column(_("Category"), "category"),
            Column(_("Lead unit"), "unit"),
            Column(pgettext_lazy("catalogue", "Evidence"), "why"),
        ),
        order=("id",),
        search=("category__path", "unit__short_name"),
        related=("category", "unit", "ruling__appeal"),
        store=write_by_hand,
        aside="appeals/settings/catalogue.html",
        beside=history_of_entry,
        position=45,
    ),
    SettingsPage(
        name="clocks",
        title=_("Clocks"),
        noun=_("Clock"),
        lead=_("How many working days each step may take, by complexity. Every change is a new version."),
        model=ClockRule,
        form=ClockRuleForm,
        right=Right.SETTINGS,
        rows=lambda actor: in_force(ClockRule, actor, ALIKE),
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
    SettingsPage(
        name="follow-up",
        title=_("Following up"),
        noun=_("Rule of following up"),
        lead=_(
            "When the next try is, after how many days of calls in vain an enterprise counts as not reachable, and how long it can judge by link."
        ),
        model=FollowUpRule,
        form=FollowUpRuleForm,
        right=Right.SETTINGS,
        rows=_follow_up_rule,
        columns=(
            Column(_("Days with calls in vain"), "days_tried"),
            Column(_("Working days until the next try"), "retry_days"),
            Column(_("Days that the link is good for"), "link_days"),
            Column(pgettext_lazy("rule", "Source"), "source"),
            Column(_("Version"), "version"),
        ),
        order=("id",),
        addable=False,
        store=new_rule,
        aside="appeals/settings/follow_up_versions.html",
        beside=versions_of_follow_up,
        position=47,
    ),
)
