import pytest
from django.test import Client
from django.utils.translation import gettext_lazy as _

from qifu.organisations import navigation
from qifu.organisations.models import LogEntry, LogKind, Post, User
from qifu.organisations.navigation import Entry
from qifu.organisations.roles import Role
from tests.cast import PASSWORD


def test_a_person_acts_in_another_of_their_own_active_posts_only(sign_in, posts, units):
    user = posts["officer.water"].user
    second = Post.objects.create(user=user, role=Role.HEAD, district=units.water.district, unit=units.water)
    closed = Post.objects.create(
        user=user, role=Role.OFFICER, district=units.water.district, unit=units.trade, active=False
    )
    browser = sign_in("officer.water")
    for other in (closed.pk, posts["office"].pk, "x", ""):
        assert browser.post("/switch-post/", {"post": other}).status_code == 404
    assert browser.post("/switch-post/", {"post": second.pk})["Location"] == "/office/"
    assert browser.session["post"] == second.pk


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(sign_in, posts):
    here, elsewhere = sign_in("office"), sign_in("office")
    wrong = here.post("/change-password/", {"old": "Wrong", "new": "Wharf-2027", "again": "Wharf-2027"})
    assert "原密码不正确。" in wrong.content.decode()
    plain = here.post("/change-password/", {"old": PASSWORD, "new": "wharfwharf", "again": "wharfwharf"})
    assert "至少包含下列四类字符中的三类" in plain.content.decode()
    changed = here.post("/change-password/", {"old": PASSWORD, "new": "Wharf-2027", "again": "Wharf-2027"})
    assert changed["Location"] == "/office/"
    assert (here.get("/jobs/").status_code, elsewhere.get("/jobs/").status_code) == (200, 302)
    entry = LogEntry.objects.get(kind=LogKind.ACCOUNT)
    assert (entry.subject, entry.after) == (f"user:{posts['office'].user_id}", None)
    assert User.objects.get(username="office").check_password("Wharf-2027")


@pytest.fixture
def menu_of_two(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.register(
        Entry(_("Own password"), "change-password", (Role.OFFICE, Role.HEAD), "appeals", order=1),
        Entry(_("My jobs"), "jobs", (Role.OFFICE, Role.HEAD), "documents", home=(Role.HEAD,)),
        Entry(_("Front"), "sign-in", (None, Role.CONTACT), "portal", order=1),
        Entry(_("Mine"), "sign-out", (Role.CONTACT,), "portal", order=2),
    )


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("office", "/change-password/"),  # the menu's first
        ("head.water", "/jobs/"),  # said to be the role's first
        ("contact", "/sign-out/"),  # a stranger's page is nobody's desk
        ("city", "/"),
    ],
)
def test_each_role_begins_on_its_own_page(menu_of_two, sign_in, who, page):
    assert sign_in(who).get("/office/")["Location"] == page


def test_strangers_are_asked_to_sign_in(posts):
    for page in ("/office/", "/change-password/"):
        assert Client().get(page)["Location"] == f"/sign-in/?next={page}"
    assert Client().post("/switch-post/", {"post": 1})["Location"].startswith("/sign-in/")
