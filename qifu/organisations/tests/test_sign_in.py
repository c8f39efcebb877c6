import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qifu.organisations import demonstration_sign_ins
from qifu.organisations.demonstration_sign_ins import SignIn
from qifu.organisations.models import LogEntry, LogKind, Post, User
from qifu.organisations.roles import Role
from tests.cast import PASSWORD

SIGN_IN = "/sign-in/"
DESK = "203.0.113.7"


@pytest.fixture
def browser(posts):
    return Client(REMOTE_ADDR=DESK)


def enter(browser, username, password=PASSWORD, **more):
    return browser.post(SIGN_IN, {"username": username, "password": password, **more})


def logged(*fields):
    return list(LogEntry.objects.order_by("id").values_list(*fields))


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_right_password_opens_the_session_in_the_first_active_post(browser, posts, units):
    posts["officer.water"].active = False
    posts["officer.water"].save()
    head = Post.objects.create(
        user=posts["officer.water"].user, role=Role.HEAD, district=units.water.district, unit=units.water
    )
    response = enter(browser, "officer.water")
    assert (response.status_code, response["Location"]) == (302, "/office/")
    assert browser.session["post"] == head.pk
    assert logged("kind", "who", "user__username", "district__name", "address") == [
        (LogKind.SIGN_IN, "水务局 officer.water", "officer.water", "临江区", DESK)
    ]


def test_signing_in_leads_back_to_the_page_that_was_asked_for(browser):
    asked = browser.get("/jobs/?after=k9")
    assert asked["Location"] == "/sign-in/?next=/jobs/%3Fafter%3Dk9"
    page = browser.get(asked["Location"])
    assert '<input type="hidden" name="next" value="/jobs/?after=k9">' in page.content.decode()
    assert enter(browser, "office", next="/jobs/?after=k9")["Location"] == "/jobs/?after=k9"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "javascript:alert(1)",
        r"/\elsewhere.example",
        "no-page-of-ours",
    ],
)
def test_the_way_on_never_leads_to_another_site(browser, elsewhere):
    assert enter(browser, "office", next=elsewhere)["Location"] == "/office/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(browser):
    wrong, unknown = enter(browser, "office", "Wrong-2026"), enter(browser, "nobody", "Wrong-2026")
    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert "用户名或密码不正确。" in words(wrong)
    assert words(wrong).replace("office", "nobody") == words(unknown)
    assert "_auth_user_id" not in browser.session
    assert logged("kind", "who", "user__username", "district__name", "address") == [
        (LogKind.SIGN_IN_FAILED, "office", "office", "临江区", DESK),
        (LogKind.SIGN_IN_FAILED, "nobody", None, None, DESK),
    ]


def test_a_password_is_hashed_for_an_unknown_name_too(browser, monkeypatch):
    """Otherwise the time of the answer would tell who has an account."""
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append(raw))
    enter(browser, "nobody", "Wrong-2026")
    assert hashed == ["Wrong-2026"]


def test_after_five_failures_the_account_is_held_back_for_five_minutes(browser):
    for _ in range(4):
        assert enter(browser, "office", "Wrong-2026").status_code == 200
    fifth = enter(browser, "office", "Wrong-2026")
    until = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=5))
    assert fifth.status_code == 429
    assert f"“office”已连续登录失败 5 次，{until:%H:%M:%S} 前不能登录。" in words(fifth)
    assert enter(browser, "office").status_code == 429
    assert LogEntry.objects.filter(kind=LogKind.SIGN_IN_FAILED).count() == 5
    assert enter(Client(), "inspector").status_code == 302


def test_a_try_during_the_lock_does_not_lengthen_it_and_after_it_the_door_opens(browser):
    for _ in range(5):
        enter(browser, "office", "Wrong-2026")
    began = AccessAttempt.objects.get().attempt_time
    enter(browser, "office")
    assert AccessAttempt.objects.get().attempt_time == began
    AccessAttempt.objects.update(attempt_time=began - timedelta(minutes=5, seconds=1))
    assert enter(browser, "office").status_code == 302


def test_an_unknown_name_is_locked_like_a_known_one(browser):
    for _ in range(5):
        last = enter(browser, "nobody", "Wrong-2026")
    assert last.status_code == 429


def test_a_success_forgets_the_failures(browser):
    for _ in range(4):
        enter(browser, "office", "Wrong-2026")
    enter(browser, "office")
    assert AccessAttempt.objects.count() == 0


def test_argon2_passwords_open_the_door(browser, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    User.objects.create_user("argon", PASSWORD, name="argon")
    user = User.objects.get(username="argon")
    assert user.password.startswith("argon2$")
    Post.objects.create(user=user, role=Role.CITY, district=Post.objects.get(user__username="city").district)
    assert enter(browser, "argon").status_code == 302


def test_without_an_active_post_nobody_gets_in_and_is_told_whom_to_ask(browser, posts):
    Post.objects.filter(user__username="office").update(active=False)
    response = enter(browser, "office")
    assert response.status_code == 200
    assert "你目前没有任何岗位，请联系安全管理员。" in words(response)
    assert "_auth_user_id" not in browser.session


def test_a_closed_account_does_not_open(browser):
    User.objects.filter(username="office").update(is_active=False)
    assert "用户名或密码不正确。" in words(enter(browser, "office"))


def test_a_given_password_must_be_changed_before_anything_opens(browser):
    User.objects.filter(username="office").update(must_change_password=True)
    assert enter(browser, "office", next="/jobs/")["Location"] == "/sign-in/new-password/"
    assert browser.get("/jobs/")["Location"].startswith(SIGN_IN)
    step = "/sign-in/new-password/"
    same = browser.post(step, {"new": PASSWORD, "again": PASSWORD})
    assert "这是你现在的密码，请另设一个。" in words(same)
    differs = browser.post(step, {"new": "Wharf-2027", "again": "Wharf-2028"})
    assert "两次输入的密码不一致。" in words(differs)
    done = browser.post(step, {"new": "Wharf-2027", "again": "Wharf-2027"})
    assert done["Location"] == "/jobs/"
    assert browser.get("/jobs/").status_code == 200
    user = User.objects.get(username="office")
    assert (user.must_change_password, user.check_password("Wharf-2027")) == (False, True)
    assert timezone.now() - user.password_changed_at < timedelta(minutes=1)


@pytest.mark.parametrize(("age", "way_on"), [(89, "/office/"), (91, "/sign-in/new-password/")])
def test_where_the_rule_is_on_an_old_password_must_be_changed(browser, settings, age, way_on):
    settings.PASSWORD_DAYS = 90
    User.objects.update(password_changed_at=timezone.now() - timedelta(days=age))
    assert enter(browser, "office")["Location"] == way_on


def test_the_step_is_closed_to_who_has_not_shown_the_password(client, posts):
    assert client.get("/sign-in/new-password/")["Location"] == SIGN_IN
    assert client.get("/sign-in/code/")["Location"] == SIGN_IN


def test_a_step_left_lying_for_ten_minutes_begins_anew(browser):
    User.objects.filter(username="office").update(must_change_password=True)
    enter(browser, "office")
    session = browser.session
    session["at_the_door"]["until"] -= 601
    session.save()
    assert browser.get("/sign-in/new-password/")["Location"] == SIGN_IN


def test_a_password_reset_closes_the_door_again(browser):
    User.objects.filter(username="office").update(must_change_password=True)
    enter(browser, "office")
    user = User.objects.get(username="office")
    user.set_password("Other-2026")
    user.save()
    assert browser.get("/sign-in/new-password/")["Location"] == SIGN_IN


def test_a_post_taken_back_closes_the_door_again(browser):
    User.objects.filter(username="office").update(must_change_password=True)
    enter(browser, "office")
    Post.objects.filter(user__username="office").update(active=False)
    said = {"new": "Wharf-2027", "again": "Wharf-2027"}
    assert browser.post("/sign-in/new-password/", said)["Location"] == SIGN_IN
    assert "_auth_user_id" not in browser.session


def test_signing_out_ends_the_session_and_is_on_record(browser):
    enter(browser, "office")
    assert browser.get("/sign-out/").status_code == 405
    assert browser.post("/sign-out/")["Location"] == SIGN_IN
    assert browser.get("/jobs/").status_code == 302
    assert [kind for (kind,) in logged("kind")] == [LogKind.SIGN_IN, LogKind.SIGN_OUT]


def test_idleness_ends_the_session_and_the_sign_in_page_says_so(browser, settings):
    settings.IDLE_MINUTES = 30
    enter(browser, "office")
    session = browser.session
    session["seen"] -= 30 * 60 - 5
    session.save()
    assert browser.get("/jobs/").status_code == 200
    session = browser.session
    session["seen"] -= 30 * 60 + 5
    session.save()
    page = browser.get("/jobs/", follow=True)
    assert page.redirect_chain == [("/sign-in/?next=/jobs/", 302)]
    assert "你已 30 分钟没有操作，系统已自动退出，请重新登录。" in words(page)


def test_a_fragment_of_an_ended_session_sends_the_whole_page_to_the_door(client, posts):
    answer = client.get("/jobs/", headers={"HX-Request": "true", "Referer": "http://testserver/jobs/7/"})
    assert answer["HX-Redirect"] == "/sign-in/?next=/jobs/7/"


def test_the_persons_language_is_applied_at_sign_in_and_kept_when_changed(browser):
    User.objects.filter(username="office").update(language="en")
    enter(browser, "office")
    assert "My jobs" in words(browser.get("/jobs/"))
    browser.post(reverse("set_language"), {"language": "zh-hans", "next": "/jobs/"})
    assert User.objects.get(username="office").language == "zh-hans"
    browser.post(reverse("set_language"), {"language": "xx"})
    assert User.objects.get(username="office").language == "zh-hans"


def test_the_theme_is_kept_with_the_person_and_with_a_strangers_browser(browser, posts):
    browser.post("/preferences/", {"theme": "dark", "next": SIGN_IN})
    assert 'data-bs-theme="dark"' in browser.get(SIGN_IN).content.decode()
    enter(browser, "office")
    browser.post("/preferences/", {"theme": "light"})
    assert User.objects.get(username="office").theme == "light"
    browser.post("/preferences/", {"theme": "pink"})
    assert User.objects.get(username="office").theme == "light"


def test_demonstration_sign_ins_show_only_in_a_demonstration(browser, settings, monkeypatch):
    monkeypatch.setattr(demonstration_sign_ins, "_sources", [])
    demonstration_sign_ins.register(lambda: [SignIn("office", PASSWORD, "活动办公室", "待受理、待交办")])
    settings.DEMONSTRATION = False
    assert "待受理、待交办" not in words(browser.get(SIGN_IN))
    settings.DEMONSTRATION, settings.ADMIN_TWO_FACTORS = True, False
    page = words(browser.get(SIGN_IN))
    assert ("待受理、待交办" in page, "本演示中管理员登录不需要双因素验证" in page) == (True, True)
