"""A contact's list."""

import re

import pytest

from qifu.appeals.advancing import advance
from qifu.enterprises.models import Contact, Enterprise

MINE = "/my-appeals/"


def titles(page):
    return re.findall(r'<a href="/p/990199/appeal/[\d-]+/">(.*?)</a>', page)


def parts(response):
    """Titles of what waits for the contact, and of the list below."""
    first, _tabs, rest = response.content.decode().partition('<nav class="tabs"')
    return titles(first), titles(rest)


def test_it_is_for_contacts_who_have_signed_in(stranger, sign_in):
    assert stranger.get(MINE).url == "/sign-in/?next=/my-appeals/"
    assert sign_in("officer.water").get(MINE).status_code == 403


def test_it_holds_every_appeal_of_all_own_companies_and_no_other(sign_in, file_appeal, district, posts):
    second = Enterprise.objects.create(district=district, number="Q000002", name="云川宏岳机修有限公司")
    foreign = Enterprise.objects.create(district=district, number="Q000003", name="云川金禾食品有限公司")
    Contact.objects.create(enterprise=second, user=posts["contact"].user, name="陈静", phone="19900001234")
    file_appeal(title="锅炉厂的")
    file_appeal(title="机修厂的", enterprise=second)
    file_appeal(title="别家的", enterprise=foreign)
    file_appeal(title="无主的", enterprise=None)
    assert parts(sign_in("contact").get(MINE)) == ([], ["机修厂的", "锅炉厂的"])


def test_what_waits_for_the_contact_comes_first(sign_in, to_stage, actors):
    to_stage("handling", title="在办")
    to_stage("answered", title="待评价")
    to_stage("waiting", title="待补充")
    judged = to_stage("answered", title="已评价")
    verdict = {
        "way": "online",
        "reached": True,
        "reply_satisfaction": 5,
        "solution_satisfaction": 5,
        "solved": True,
    }
    advance(judged, "follow_up", by=actors["contact"], **verdict)
    reached = to_stage("answered", title="已电话回访")
    advance(reached, "follow_up", by=actors["inspector"], **verdict | {"way": "phone"})
    first, below = parts(sign_in("contact").get(MINE))
    assert first == ["待评价", "待补充", "已电话回访"]
    assert below == ["已电话回访", "已评价", "待补充", "待评价", "在办"]


def test_a_new_answer_after_a_redo_waits_again(sign_in, to_stage, actors):
    appeal = to_stage("answered", title="重办过")
    verdict = {"reply_satisfaction": 1, "solution_satisfaction": 1, "solved": False}
    advance(appeal, "follow_up", by=actors["contact"], way="online", reached=True, **verdict)
    advance(appeal, "redo", by=actors["office"], note="重办")
    advance(appeal, "submit_answer", by=actors["officer.water"], claim="solved", reply="已恢复。")
    assert parts(sign_in("contact").get(MINE))[0] == []
    advance(appeal, "answer", by=actors["head.water"])
    assert parts(sign_in("contact").get(MINE))[0] == ["重办过"]


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("", ["在办", "登记"]),
        ("?show=open", ["在办", "登记"]),
        ("?show=ended", ["办结"]),
        ("?show=all", ["在办", "办结", "登记"]),
        ("?show=nonsense", ["在办", "登记"]),
    ],
)
def test_open_and_ended_are_told_apart(sign_in, to_stage, query, listed):
    to_stage("registered", title="登记")
    to_stage("closed", title="办结")
    to_stage("handling", title="在办")
    assert parts(sign_in("contact").get(MINE + query))[1] == listed


def test_the_next_page_goes_on_where_the_first_ended(sign_in, file_appeal):
    for n in range(51):
        file_appeal(title=f"第{n:02d}件")
    browser = sign_in("contact")
    first = browser.get(MINE)
    after = re.search(r'rel="next" href="(.*?)"', first.content.decode())[1].replace("&amp;", "&")
    assert len(parts(first)[1]) == 50
    assert parts(browser.get(MINE + after))[1] == ["第00件"]


def test_an_empty_list_says_what_to_do(sign_in, enterprise):
    page = sign_in("contact").get(MINE).content.decode()
    assert "暂无诉求" in page
    assert 'href="/p/990199/file/"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_five_queries_however_long_it_is(
    sign_in, to_stage, warm, django_assert_num_queries, count
):
    for n in range(count):
        to_stage("answered", title=f"第{n}件")
    browser = sign_in("contact")
    browser.get(MINE)
    with django_assert_num_queries(5):  # session, post, what waits, the page, the count
        browser.get(MINE)
