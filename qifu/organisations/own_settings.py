"""The settings pages of this app: units and people. Registered when the app is ready."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.organisations import locks, log, renewing, two_factors
from qifu.organisations.actors import Actor
from qifu.organisations.forms.accounts import PostForm, UserForm
from qifu.organisations.forms.units import DistrictForm, FrontForm, LeaderForm, UnitForm
from qifu.organisations.models import District, Front, Leader, LogKind, Post, Unit, User
from qifu.organisations.roles import Right
from qifu.organisations.settings_pages import Column, Place, SettingsPage, register

HELD = Prefetch("posts", Post.objects.filter(active=True).select_related("unit", "leader", "district"))


def own_district(actor: Actor) -> QuerySet[District]:
    return District.objects.filter(pk=actor.district.pk) if actor.district else District.objects.none()


def accounts(actor: Actor) -> QuerySet[User]:
    return (
        User.objects.kept_by(actor.district).prefetch_related(HELD) if actor.district else User.objects.none()
    )


def posts_held(user: User) -> str:
    return "；".join(str(post) for post in user.posts.all())


def state_of_account(user: User, actor: Actor) -> dict[str, Any]:
    return {
        "locked_until": locks.locked_until(user.username),
        "enrolled": two_factors.is_enrolled(user),
        "administrator": renewing.is_administrator(user),
        "own": actor.user is not None and actor.user.pk == user.pk,
        "posts": list(user.posts.select_related("unit", "leader", "district")),
    }


def give(post: Post, actor: Actor) -> bool:
    what = gettext("%(kind)s: %(name)s") % {"kind": post.user, "name": post}
    return log.save(post, by=actor, kind=LogKind.ACCOUNT, what=what, store=post.give)


register(
    SettingsPage(
        name="district",
        title=_("District"),
        noun=_("District"),
        lead=_("The name above every page, and the telephone number of the hotline."),
        model=District,
        form=DistrictForm,
        right=Right.SETTINGS,
        rows=own_district,
        columns=(Column(_("Name"), "name"), Column(_("Hotline number"), "hotline")),
        addable=False,
        position=10,
    ),
    SettingsPage(
        name="fronts",
        title=_("Fronts"),
        noun=_("Front"),
        lead=_("Groups of units under one deputy head."),
        model=Front,
        form=FrontForm,
        right=Right.SETTINGS,
        columns=(Column(_("Name"), "name"), Column(_("Order"), "order")),
        order=("order", "id"),
        search=("name",),
        position=20,
    ),
    SettingsPage(
        name="units",
        title=_("Units"),
        noun=_("Unit"),
        lead=_("The programme office, departments, streets and zones that appeals are assigned to."),
        model=Unit,
        form=UnitForm,
        right=Right.SETTINGS,
        columns=(
            Column(_("Name"), "name"),
            Column(_("Short name"), "short_name"),
            Column(_("Kind"), "kind"),
            Column(_("Front"), "front"),
            Column(_("Telephone"), "phone"),
            Column(_("Order"), "order"),
        ),
        order=("order", "id"),
        search=("name", "short_name"),
        active="active",
        related=("front", "merged_into"),
        aside="organisations/settings/unit_aside.html",
        position=30,
    ),
    SettingsPage(
        name="leaders",
        title=_("Leaders"),
        noun=_("Leader"),
        lead=_("District leaders, the fronts they are in charge of, and who sees the whole district."),
        model=Leader,
        form=LeaderForm,
        right=Right.SETTINGS,
        columns=(
            Column(pgettext_lazy("person", "Name"), "name"),
            Column(pgettext_lazy("person", "Title"), "title"),
            Column(_("Front"), "front"),
            Column(_("District head"), "is_head"),
        ),
        order=("order", "id"),
        search=("name", "title"),
        active="active",
        related=("front",),
        position=40,
    ),
    Place(
        url_name="calendar",
        title=_("Working-day calendar"),
        lead=_("Public holidays and make-up workdays, year by year; every deadline is counted by it."),
        right=Right.SETTINGS,
        position=50,
    ),
    SettingsPage(
        name="users",
        title=_("Accounts"),
        noun=_("Account"),
        lead=_(
            "People who sign in. What each may do comes from the posts that the security administrator gives."
        ),
        model=User,
        form=UserForm,
        right=Right.USERS,
        kind=LogKind.ACCOUNT,
        rows=accounts,
        columns=(
            Column(_("User name"), "username"),
            Column(pgettext_lazy("person", "Name"), "name"),
            Column(_("Telephone"), "phone"),
            Column(_("Posts"), posts_held),
        ),
        order=("username",),
        search=("username", "name", "phone"),
        active="is_active",
        add_url="user-add",
        aside="organisations/settings/account_aside.html",
        beside=state_of_account,
        position=60,
    ),
    SettingsPage(
        name="posts",
        title=_("Posts"),
        noun=_("Post"),
        lead=_(
            "Who acts in which role for which unit. The three administrators exclude one another and every other post."
        ),
        model=Post,
        form=PostForm,
        right=Right.POSTS,
        kind=LogKind.ACCOUNT,
        columns=(
            Column(_("Person"), "user"),
            Column(_("User name"), lambda post: post.user.username),
            Column(_("Role"), "role"),
            Column(_("Unit"), lambda post: post.unit or post.leader),
        ),
        order=("-id",),
        search=("user__name", "user__username", "unit__name", "unit__short_name"),
        active="active",
        store=give,
        related=("user", "unit", "leader", "district"),
        position=70,
    ),
)
