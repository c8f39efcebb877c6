import pytest
from django.test import override_settings
from django.urls import path
from django.utils.translation import gettext_lazy as _

from qifu.organisations import navigation
from qifu.organisations.actors import STRANGER, Actor
from qifu.organisations.navigation import Entry, Group, Item, menu, portal_menu, register
from qifu.organisations.roles import Role


def page(request):
    raise NotImplementedError


urlpatterns = [
    path("", page, name="front"),
    path("work/", page, name="work"),
    path("work/inbox/", page, name="inbox"),
    path("units/", page, name="units"),
]
OFFICE = Actor(role=Role.OFFICE, district=None)
OFFICER = Actor(role=Role.OFFICER, district=None)


@pytest.fixture(autouse=True)
def four_pages(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    register(
        Entry(_("Units"), "units", (Role.OFFICE,), "settings"),
        Entry(_("Inbox"), "inbox", (Role.OFFICE,), "appeals", order=20, count=lambda actor: 7),
        Entry(_("Worklist"), "work", (Role.OFFICE, Role.OFFICER), "appeals", order=10),
        Entry(_("Front"), "front", (None, Role.CONTACT), "portal"),
    )
    with override_settings(ROOT_URLCONF=__name__):
        yield


def labels(groups):
    return [[item.url for item in group.items] for group in groups]


def test_an_actor_sees_the_groups_and_entries_of_the_role_in_order():
    assert labels(menu(OFFICE, "/")) == [["/work/", "/work/inbox/"], ["/units/"]]


def test_a_group_without_an_entry_for_the_role_is_left_out():
    assert labels(menu(OFFICER, "/")) == [["/work/"]]
    assert menu(STRANGER, "/") == []


def test_only_the_nearest_entry_above_the_page_is_active():
    (appeals, _settings) = menu(OFFICE, "/work/inbox/3/")
    assert [item.active for item in appeals.items] == [False, True]
    (appeals, _settings) = menu(OFFICE, "/work/3/")
    assert [item.active for item in appeals.items] == [True, False]


def test_a_count_is_asked_of_the_entry_for_this_actor():
    (appeals, _settings) = menu(OFFICE, "/elsewhere/")
    assert isinstance(appeals, Group)
    assert [item.count for item in appeals.items] == [None, 7]


def test_the_portal_has_its_own_menu_whose_front_page_is_active_on_itself_alone():
    assert [(item.url, item.active) for item in portal_menu(STRANGER, "/")] == [("/", True)]
    assert [(item.url, item.active) for item in portal_menu(STRANGER, "/work/")] == [("/", False)]
    assert portal_menu(OFFICE, "/") == ()
    assert isinstance(portal_menu(STRANGER, "/")[0], Item)


def test_a_group_nobody_knows_is_refused_at_the_start():
    with pytest.raises(ValueError, match="no group 'misc'"):
        register(Entry(_("Units"), "units", (Role.OFFICE,), "misc"))
