import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.utils.translation import override

from qifu.organisations.actors import STRANGER
from qifu.organisations.context import frame
from qifu.organisations.models import District, Post, User
from qifu.organisations.roles import Role

pytestmark = pytest.mark.django_db


def view(request):
    raise NotImplementedError


NAMES = ("preferences", "sign-in", "sign-out", "switch-post", "change-password")
urlpatterns = [
    *(path(f"{name}/", view, name=name) for name in NAMES),
    path("frame/", lambda request: frame_page(request)),
    path("", include("config.urls")),
]


@pytest.fixture(autouse=True)
def addresses():
    with override_settings(ROOT_URLCONF=__name__):
        yield


def page(template, request, **context):
    request._messages = FallbackStorage(request)
    return render_to_string(template, context, request)


def asked(actor=STRANGER, post=None, path="/work/?unit=3", **cookies):
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    request.session = {}
    request.actor, request.post, request.LANGUAGE_CODE = actor, post, "zh-hans"
    return request


def test_a_stranger_sees_the_district_that_takes_appeals_and_not_the_city_above_it(district):
    assert str(frame(asked())["district"]) == "临江区"


def test_the_theme_is_the_persons_then_the_cookies_then_automatic(actors):
    officer = actors["officer.water"]
    officer.user.theme = "dark"
    assert frame(asked(officer, theme="light"))["theme"] == "dark"
    assert frame(asked(theme="light"))["theme"] == "light"
    assert frame(asked(theme="<script>"))["theme"] == "auto"


def test_the_signed_in_frame_names_person_and_theme_and_offers_no_switch_for_a_single_post(actors):
    officer = actors["officer.water"]
    officer.user.theme = "dark"
    post = Post.objects.get(user=officer.user)
    post.has_others = False
    text = page("base.html", asked(officer, post))
    assert 'data-bs-theme="dark"' in text
    assert f'<span class="who-name">{officer.user.name}</span>' in text
    assert 'value="dark" aria-pressed="true"' in text
    assert "切换岗位" not in text


def test_who_holds_two_posts_can_switch_and_the_present_one_is_marked(actors, district, units):
    officer = actors["officer.water"]
    post = Post.objects.get(user=officer.user)
    other = Post.objects.create(user=officer.user, role=Role.HEAD, district=district, unit=units.water)
    text = page("base.html", asked(officer, post))
    assert f'name="post" value="{post.pk}" aria-current="true" disabled' in text
    assert f'name="post" value="{other.pk}">' in text


def frame_page(request):
    return HttpResponse(page("base.html", request))


def test_one_post_costs_the_frame_no_query_and_two_cost_one(sign_in, posts, units, district):
    def queries(browser):
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/frame/").status_code == 200
        return len(seen)

    browser = sign_in("officer.water")
    browser.get("/frame/")  # the first request of a minute also writes down that somebody is there
    assert queries(browser) == 2  # the session, the post
    Post.objects.create(user=posts["officer.water"].user, role=Role.HEAD, district=district, unit=units.water)
    assert queries(browser) == 3  # and the posts to switch between


def test_the_language_form_returns_to_the_very_page(district):
    text = page("portal.html", asked())
    assert '<input type="hidden" name="next" value="/work/?unit=3">' in text
    assert '<button class="link" type="submit" name="language" value="en" lang="en">English</button>' in text


def test_no_page_carries_an_inline_script_or_handler(actors, district):
    officer = actors["officer.water"]
    post = Post.objects.get(user=officer.user)
    for text in (
        page("base.html", asked(officer, post)),
        page("portal.html", asked()),
        page("404.html", asked()),
    ):
        scripts = [part.split(">")[0] for part in text.split("<script")[1:]]
        assert all(" src=" in tag or "application/json" in tag for tag in scripts), scripts
        assert len(scripts) == 1
        assert not any(f" on{event}=" in text for event in ("click", "load", "submit", "change"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "409", "429", "500"])
def test_error_pages_stand_without_any_context(code, language):
    with override(language):
        text = render_to_string(f"{code}.html")
    assert ("返回首页" in text, "To the start page" in text) == (language != "en", language == "en")


def test_an_unknown_address_ends_in_the_sentence_page(client, district):
    answer = client.get("/no-such-thing/")
    assert answer.status_code == 404
    assert "没有找到这个页面" in answer.content.decode()


def test_a_city_with_no_district_below_it_takes_appeals_itself():
    District.objects.create(code="990300", name="明州市")
    assert str(frame(asked())["district"]) == "明州市"
    assert User.objects.count() == 0
