"""Knowledge is found by pieces of words, kept by the office and the units' heads, and not offered when it has expired."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from qifu.liaison.hotline.models import KnowledgeEntry
from qifu.liaison.hotline.searching import search
from qifu.lib.word_pieces import pieces
from qifu.organisations.models import LogEntry

FORM = {"question": "水压低找谁", "answer": "找水务局管网科。", "active": "on"}


@given(st.text(max_size=60))
def test_pieces_are_short_each_once_and_of_the_text(text):
    found = pieces(text)
    assert len(found) == len(set(found))
    assert all(1 < len(piece) <= 16 for piece in found)


def test_chinese_is_cut_into_pairs_and_the_rest_into_words():
    assert pieces("停水了,VAT 13%？停水") == ["停水", "水了", "vat", "13"]


@pytest.fixture
def three(knows):
    return [
        knows(),
        knows(question="水压低找谁", answer="找水务局管网科。"),
        knows(question="怎样申请稳岗补贴", answer="在人社局网站申请，停水停电的企业优先。"),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("厂里停水三天了怎么办啊", [0]),
        ("水压太低", [1]),
        ("想问问稳岗补贴", [2]),
        ("停水", [0, 2]),
        ("招不到工人", []),
        ("", []),
        ("x", []),
    ],
)
def test_the_best_comes_first(three, district, asked, found):
    assert search(asked, district)[: len(found) or 1] == [three[at] for at in found]


def test_expired_and_unused_entries_are_not_offered(knows, district, sign_in):
    yesterday = timezone.localdate() - timedelta(days=1)
    knows(valid_until=yesterday)
    knows(active=False)
    good = knows(valid_until=timezone.localdate())
    assert search("停水", district) == [good]
    page = sign_in("operator").get("/hotline/knowledge/found/", {"q": "停水"})
    assert list(page.context["entries"]) == [good]


def test_a_change_is_a_line_of_history_and_the_search_follows(sign_in, knows, district):
    entry, client = knows(), sign_in("head.water")
    url = f"/hotline/knowledge/{entry.pk}/edit/"
    opened = client.get(url).context["form"]["opened"].value()
    KnowledgeEntry.objects.update(uses=7)  # answered with meanwhile
    assert client.post(url, {**FORM, "unit": entry.unit_id, "opened": opened}).status_code == 302
    entry.refresh_from_db()
    assert (entry.question, entry.uses) == ("水压低找谁", 7)
    assert (search("停水", district), search("水压", district)) == ([], [entry])
    line = LogEntry.objects.filter(subject=f"knowledgeentry:{entry.pk}").latest("id")
    assert (line.before["question"], line.after["question"]) == ("停水了怎么办", "水压低找谁")


def test_a_head_writes_for_their_own_unit_only(sign_in, units, knows):
    client = sign_in("head.planning")
    assert client.post("/hotline/knowledge/new/", {**FORM, "unit": units.water.pk}).status_code == 422
    assert client.post("/hotline/knowledge/new/", {**FORM, "unit": units.planning.pk}).status_code == 302
    assert client.get(f"/hotline/knowledge/{knows().pk}/edit/").status_code == 403


def test_somebody_elses_change_is_not_written_over(sign_in, knows):
    entry, client = knows(), sign_in("office")
    url = f"/hotline/knowledge/{entry.pk}/edit/"
    stale = client.get(url).context["form"]["opened"].value()
    client.post(url, {**FORM, "unit": entry.unit_id, "opened": stale})
    again = client.post(url, {**FORM, "question": "另一问", "unit": entry.unit_id, "opened": stale})
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("query", "count"), [("q=停水", 1), ("state=expired", 1), ("state=offered", 1), ("", 2)]
)
def test_the_list_searches_and_narrows(sign_in, knows, query, count):
    knows()
    knows(question="旧政策", answer="已废止。", valid_until=timezone.localdate() - timedelta(days=9))
    assert len(sign_in("officer.trade").get(f"/hotline/knowledge/?{query}").context["page"]) == count


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(rows, knows, sign_in, django_assert_num_queries):
    for _each in range(rows):
        knows()
    client = sign_in("operator")
    client.get("/hotline/knowledge/")
    with django_assert_num_queries(4):
        assert len(client.get("/hotline/knowledge/").context["page"]) == rows
