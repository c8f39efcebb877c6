"""The pages on which a person reads what they were told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from qifu.notices.models import Notice

PAGE = "/notices/"


def queries(browser, url):
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(url).status_code == 200
    return len(seen)


def titles(response):
    return [line["notice"].title for line in response.context["lines"]]


def test_the_list_shows_ones_own_newest_first(sign_in, tell_of):
    tell_of("officer.water", "head.water", key="a", number="〔2026〕3号")
    tell_of("officer.water", key="b", number="〔2026〕4号")
    tell_of("head.water", key="c", number="〔2026〕5号")
    response = sign_in("officer.water").get(PAGE)
    assert titles(response) == ["督办单〔2026〕4号已下达", "督办单〔2026〕3号已下达"]


def test_the_list_costs_the_same_with_one_and_three(sign_in, tell_of):
    browser = sign_in("officer.water")
    tell_of("officer.water", key="a")
    queries(browser, PAGE)  # the first page of a session also notes that somebody is there
    assert queries(browser, PAGE) == 4  # session, post, the number unread, the page
    for key in ("b", "c"):
        tell_of("officer.water", key=key)
    assert queries(browser, PAGE) == 4


def test_pages_follow_one_another_by_key(sign_in, tell_of):
    for number in range(53):
        tell_of("officer.water", key=str(number), number=str(number))
    browser = sign_in("officer.water")
    first = browser.get(PAGE)
    second = browser.get(PAGE, {"after": first.context["page"].next})
    assert titles(first)[0] == "督办单52已下达"
    assert titles(second) == ["督办单2已下达", "督办单1已下达", "督办单0已下达"]


def test_opening_one_marks_it_as_read_and_leads_to_what_it_is_about(sign_in, tell_of):
    tell_of("officer.water")
    notice = Notice.objects.get()
    response = sign_in("officer.water").get(reverse("notice", args=[notice.pk]))
    assert (response.status_code, response.url) == (302, "/orders/3/")
    notice.refresh_from_db()
    first = notice.read_at
    assert first is not None
    sign_in("officer.water").get(reverse("notice", args=[notice.pk]))
    notice.refresh_from_db()
    assert notice.read_at == first


def test_anothers_notice_does_not_exist(sign_in, tell_of):
    tell_of("officer.water")
    notice = Notice.objects.get()
    browser = sign_in("head.water")
    assert browser.get(reverse("notice", args=[notice.pk])).status_code == 404
    assert browser.post(reverse("notice-read", args=[notice.pk])).status_code == 404
    browser.post(reverse("notices-read"))
    notice.refresh_from_db()
    assert notice.read_at is None


def test_one_is_marked_as_read_where_it_stands_and_all_at_once(sign_in, tell_of):
    for key in ("a", "b", "c"):
        tell_of("officer.water", key=key)
    browser = sign_in("officer.water")
    unread = f"{PAGE}?show=unread"
    first = Notice.objects.get(key="a")
    response = browser.post(reverse("notice-read", args=[first.pk]), {"next": unread})
    assert (response.status_code, response.url) == (302, unread)
    assert [line["notice"].key for line in browser.get(unread).context["lines"]] == ["c", "b"]
    page = browser.post(reverse("notices-read"), follow=True)
    assert "已将 2 条通知标为已读。" in page.content.decode()
    assert "通知均已阅读" in browser.get(unread).content.decode()


def test_the_bell_shows_how_many_are_unread_and_nothing_when_none_is(sign_in, tell_of):
    browser = sign_in("officer.water")
    assert browser.get(reverse("notices-unread")).content.decode().strip() == ""
    for key in ("a", "b"):
        tell_of("officer.water", key=key)
    text = browser.get(reverse("notices-unread")).content.decode()
    assert '<span aria-hidden="true">2</span>' in text
    assert "2 条未读" in text


def test_more_than_99_are_not_counted(sign_in, posts, district):
    now = timezone.now()
    Notice.objects.bulk_create(
        Notice(district=district, user=posts["mayor"].user, kind="k", key=str(n), title="t", url="/", at=now)
        for n in range(120)
    )
    assert ">99+<" in sign_in("mayor").get(reverse("notices-unread")).content.decode()


def test_the_bell_stands_in_the_frame_and_costs_the_page_no_query(sign_in, tell_of):
    browser = sign_in("officer.water")
    queries(browser, reverse("jobs"))
    before = queries(browser, reverse("jobs"))
    tell_of("officer.water")
    assert queries(browser, reverse("jobs")) == before
    text = browser.get(reverse("jobs")).content.decode()
    assert f'hx-get="{reverse("notices-unread")}"' in text
    assert queries(browser, reverse("notices-unread")) == 3  # session, post, one look into the index


@pytest.mark.parametrize("name", ["notices", "notices-unread", "notice-preferences"])
def test_a_stranger_is_led_to_the_sign_in(client, db, name):
    assert client.get(reverse(name)).url.startswith(reverse("sign-in"))


def test_a_companys_person_reads_theirs_in_the_portal(sign_in, tell_of):
    tell_of("contact")
    text = sign_in("contact").get(PAGE).content.decode()
    assert '<body class="portal"' in text
    assert "督办单〔2026〕3号已下达" in text
    assert "全部标为已读" in text


def test_what_was_told_is_shown_as_text_and_not_as_markup(sign_in, tell_of):
    tell_of("officer.water", number="<script>alert(1)</script>")
    text = sign_in("officer.water").get(PAGE).content.decode()
    assert "督办单&lt;script&gt;" in text
    assert "<script>alert" not in text
