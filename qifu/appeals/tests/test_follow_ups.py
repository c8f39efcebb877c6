"""The follow-up desk: who is to be called, what a call leaves, and what becomes of a company that nobody reaches."""

import re
import uuid
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.lists.follow_ups import TABS
from qifu.appeals.models import Appeal
from qifu.lib.workdays import LOCAL
from qifu.organisations.models import LogEntry
from qifu.organisations.moment import Moment
from tests.pages import said_by

HEARD = {
    "way": "phone",
    "reached": "yes",
    "reply_satisfaction": "4",
    "solution_satisfaction": "4",
    "solved": "yes",
}
IN_VAIN = {"way": "phone", "reached": "no"}


def at(day, hour=10):
    """September 2026: the 21st to 24th are working days."""
    return datetime(2026, 9, day, hour, tzinfo=LOCAL)


def listed(client, tab="due", **query):
    page = client.get("/follow-ups/", {"tab": tab, **query})
    assert page.status_code == 200
    return [line.row.appeal.number for line in page.context["rows"]]


def post(client, appeal, said, query="", **more):
    data = {"key": str(uuid.uuid4()), **said, **more}
    return client.post(f"/follow-ups/{appeal.number}/{query}", data)


def test_an_answer_brings_the_appeal_onto_the_list_and_a_follow_up_takes_it_off(sign_in, answered, heard):
    appeal, client = answered(), sign_in("operator")
    assert listed(client) == [appeal.number]
    heard(appeal)
    assert listed(client) == []
    assert listed(client, "done") == [appeal.number]


def test_the_earliest_due_stands_first_with_light_unit_claim_and_masked_telephone(sign_in, answered):
    first, second = answered(), answered(lead="trade")
    Appeal.objects.filter(pk=second.pk).update(due_at=first.due_at - timedelta(days=30))
    client = sign_in("inspector")
    assert listed(client) == [second.number, first.number]
    page = client.get("/follow-ups/").content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "工信局" in text
    assert "已解决" in text
    assert "199****1234" in page
    assert "19900001234" not in page
    assert client.get("/follow-ups/").context["rows"][0].row.light == "red"


def test_a_call_in_vain_counts_and_comes_again_on_the_next_working_day(sign_in, answered, call):
    """Thursday, 24 September 2026; the 25th begins the holiday of mid-autumn."""
    appeal = call(answered(), at(24))
    assert (appeal.attempts, appeal.attempt_days, appeal.last_attempt_at) == (1, 1, at(24))
    assert timezone.localtime(appeal.try_again_at).isoformat() == "2026-09-28T00:00:00+08:00"
    assert appeal.follow_up_solved is None
    due, tried = TABS["due"], TABS["tried"]
    assert "09-28起再回访" in re.sub(
        r"\s+", "", sign_in("operator").get("/follow-ups/?tab=tried").content.decode()
    )
    for moment, found in ((at(24, 12), False), (at(28, 8), True)):
        assert Appeal.objects.filter(due.condition(Moment(moment))).exists() is found
        assert Appeal.objects.filter(tried.condition(Moment(moment))).exists()


def test_the_caller_may_name_when_to_try_again_but_not_in_the_past(sign_in, answered):
    appeal, client = answered(), sign_in("operator")
    late = post(client, appeal, IN_VAIN, try_again_at="2020-01-01T09:00")
    assert late.status_code == 409
    assert "再次回访时间已过，请另定时间。" in late.content.decode()
    named = timezone.localtime() + timedelta(hours=3)
    post(client, appeal, IN_VAIN, try_again_at=f"{named:%Y-%m-%dT%H:%M}")
    appeal.refresh_from_db()
    assert f"{timezone.localtime(appeal.try_again_at):%H:%M}" == f"{named:%H:%M}"
    assert listed(client) == []
    assert listed(client, "tried") == [appeal.number]


def test_a_new_answer_forgets_the_calls_about_the_old_one(answered, call, actors, heard):
    appeal = heard(call(call(answered(), at(21)), at(22)), happy=False)
    advance(appeal, "redo", by=actors["office"], note="仍停水")
    assert (appeal.attempts, appeal.attempt_days, appeal.last_attempt_at, appeal.try_again_at) == (
        0,
        0,
        None,
        None,
    )
    assert appeal.unhappy == 1


def test_posting_leads_to_the_row_below(sign_in, answered):
    first, second = answered(), answered()
    client = sign_in("operator")
    shown = client.get("/follow-ups/", {"call": first.number})
    then = shown.context["call"].form["then"].value()
    assert then == second.number
    after = post(client, first, HEARD, "?tab=due&unit=", then=then, seen="0")
    assert after["Location"] == f"/follow-ups/?tab=due&unit=&call={second.number}"
    assert said_by(client.get(after["Location"])) == [f"{first.number}：活动办 operator 作了回访。"]
    shown = client.get(after["Location"])
    assert shown.context["call"].appeal == second
    assert shown.context["call"].form["then"].value() == ""


def test_the_call_beside_the_list_shows_question_answer_and_what_was_heard(sign_in, answered, call):
    appeal = call(answered(), note="响铃无人接")
    page = sign_in("operator").get("/follow-ups/", {"call": appeal.number}).content.decode()
    for words in (
        "厂区自周一起停水，锅炉不能开车。",
        "已恢复供水。",
        "响铃无人接",
        "热线回访",
        "对答复的满意度",
        "问题是否解决",
    ):
        assert words in page, words


def test_a_part_of_the_page_is_the_call_alone(sign_in, answered):
    appeal = answered()
    part = sign_in("operator").get("/follow-ups/", {"call": appeal.number}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert f'action="/follow-ups/{appeal.number}/?"' in part.content.decode()


def test_who_was_reached_has_said_all_three_things(sign_in, answered):
    appeal, client = answered(), sign_in("operator")
    answer = post(client, appeal, HEARD | {"solution_satisfaction": ""}, then="")
    assert answer.status_code == 422
    assert list(answer.context["call"].form.errors) == ["solution_satisfaction"]
    assert appeal.follow_ups.count() == 0


def test_pressed_twice_a_call_is_recorded_once(sign_in, answered):
    appeal, client, key = answered(), sign_in("operator"), str(uuid.uuid4())
    for _press in range(2):
        assert post(client, appeal, IN_VAIN, key=key, seen="0").status_code == 302
    appeal.refresh_from_db()
    assert (appeal.follow_ups.count(), appeal.attempts) == (1, 1)


def test_of_two_who_called_at_once_the_second_is_told(sign_in, answered):
    appeal = answered()
    assert post(sign_in("operator"), appeal, HEARD, seen="0").status_code == 302
    second = post(sign_in("inspector"), appeal, IN_VAIN, seen="0")
    assert second.status_code == 409
    assert "其他人员刚刚记录了对该答复的回访，您的内容未保存" in second.content.decode()
    assert appeal.follow_ups.count() == 1


def test_the_office_sees_the_list_and_records_no_calls(sign_in, answered):
    appeal, client = answered(), sign_in("office")
    assert listed(client) == [appeal.number]
    assert client.get("/follow-ups/", {"call": appeal.number}).context["call"].form is None
    assert post(client, appeal, HEARD).status_code == 409
    assert appeal.follow_ups.count() == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"unit": "trade"}, ["trade"]),
        ({"street": "wharf"}, ["trade", "water"]),
        ({"street": "hill"}, []),
        ({"channel": "hotline"}, ["trade"]),
        ({"attempts": "0"}, ["trade"]),
        ({"attempts": "3"}, ["water"]),
        ({"attempts": "2"}, []),
    ],
)
def test_each_filter_narrows_the_list(sign_in, units, answered, call, query, found):
    appeals = {"water": answered(), "trade": answered(lead="trade", channel="hotline")}
    for hour in (8, 9, 10):
        call(appeals["water"], at(21, hour))
    for name in ("unit", "street"):
        if name in query:
            query = {name: getattr(units, query[name]).pk}
    assert sorted(listed(sign_in("operator"), **query)) == sorted(appeals[name].number for name in found)


def test_the_tabs_count_what_they_hold(sign_in, answered, call, heard):
    heard(answered())
    heard(heard(answered(), happy=False), happy=False)
    call(answered())
    answered()
    tabs = sign_in("operator").get("/follow-ups/").context["tabs"]
    assert [(str(tab["label"]), tab["count"]) for tab in tabs] == [
        ("待回访", "1"), ("未接通", "1"), ("今日已回访", "2"), ("不满意", "1"),
    ]  # fmt: skip


def test_the_unhappiest_stand_first_and_a_good_word_ends_the_row(sign_in, answered, heard, actors):
    once, twice = heard(answered(), happy=False), heard(heard(answered(), happy=False), happy=False)
    client = sign_in("inspector")
    assert listed(client, "unhappy") == [twice.number, once.number]
    assert "连续2次不满意" in client.get("/follow-ups/?tab=unhappy").content.decode()
    heard(twice)
    assert listed(client, "unhappy") == [once.number]
    advance(once, "close", by=actors["office"])
    assert listed(client, "unhappy") == []


@pytest.mark.parametrize(("rows", "queries"), [(1, 6), (3, 6)])
def test_the_list_costs_the_same_queries_however_long(
    sign_in, answered, call, django_assert_num_queries, rows, queries
):
    """Session, post, the rule, the units of the filters, four counts in one, the page."""
    client = sign_in("operator")
    for _row in range(rows):
        call(answered(), at(21))
    client.get("/follow-ups/")
    with django_assert_num_queries(queries):
        assert len(listed(client)) == rows


@pytest.mark.parametrize(("tab", "index"), [("due", "appeal_by_stage"), ("tried", "appeal_by_stage"), ("done", "appeal_followed_up"), ("unhappy", "appeal_unhappy")])  # fmt: skip
def test_each_tab_walks_along_an_index_of_its_own(district, tab, index):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by the size of the table, which is empty here")
    rows = Appeal.objects.filter(TABS[tab].condition(Moment()), district=district)
    sql, params = rows.order_by(*TABS[tab].order).only("id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = " ".join(row[3] for row in cursor.fetchall())
    assert index in plan
    assert "TEMP B-TREE" not in plan


def test_the_telephone_shows_for_a_reason_and_one_is_back_at_the_desk(sign_in, answered):
    appeal, client = answered(), sign_in("operator")
    page = client.get("/follow-ups/", {"tab": "due", "call": appeal.number}).content.decode()
    url = re.search(rf'action="(/appeals/{appeal.number}/people/[^"]*)"', page)[1].replace("&amp;", "&")
    back = client.post(url, {"reason": "回访答复情况"})
    assert back["Location"] == f"/follow-ups/?tab=due&call={appeal.number}"
    assert 'href="tel:19900001234"' in client.get(back["Location"]).content.decode()
    assert LogEntry.objects.get(kind="unmask").reason == "回访答复情况"


def test_a_way_on_to_another_site_is_not_taken(sign_in, answered):
    appeal = answered()
    url = f"/appeals/{appeal.number}/people/?next=https://elsewhere.example/"
    assert (
        sign_in("operator").post(url, {"reason": "回访答复情况"})["Location"] == f"/appeals/{appeal.number}/"
    )


TABLE = """
            str con opr ins ofc whe may cit sys
GET  desk   302 403 200 200 200 403 403 403 403
GET  call   302 403 200 200 200 403 403 403 403
POST record 302 403 422 422 422 403 403 403 403
"""
PEOPLE = ["", "contact", "operator", "inspector", "office", "head.water", "mayor", "city", "system"]


@pytest.mark.parametrize(
    "line", [row.split() for row in TABLE.strip().splitlines()[1:]], ids=lambda line: line[1]
)
def test_who_may_see_the_desk(client, sign_in, answered, line):
    number = answered().number
    method, name, *expected = line
    url = {"desk": "/follow-ups/", "call": f"/follow-ups/?call={number}", "record": f"/follow-ups/{number}/"}[
        name
    ]
    found = []
    for who in PEOPLE:
        browser = sign_in(who) if who else client
        found.append(str((browser.get if method == "GET" else browser.post)(url).status_code))
    assert found == expected


def test_another_districts_appeals_are_not_there(sign_in, answered, posts, district):
    appeal = answered()
    other = district.parent.children.create(code="990198", name="望山区")
    posts["operator"].district = other
    posts["operator"].save()
    client = sign_in("operator")
    assert listed(client) == []
    assert client.get("/follow-ups/", {"call": appeal.number}).status_code == 404
    assert post(client, appeal, HEARD).status_code == 404
