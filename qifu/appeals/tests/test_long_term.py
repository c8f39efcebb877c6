"""The long-term list: what is owed on it every month, who is told, and when it is reviewed."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, ListedProgress
from qifu.appeals.monthly import owed_months, reported_months
from qifu.appeals.news import remind_of_listed
from qifu.appeals.words import Stage
from qifu.lib.months import first_of
from qifu.lib.workdays import LOCAL, due_date
from qifu.notices.models import Notice
from qifu.organisations.refusals import Refused
from tests.pages import text_of


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=LOCAL)


@pytest.fixture
def listed(handled, actors):
    """Put on the list on 14 January 2026, to be reviewed on 1 September; the deputy is responsible."""
    said = {"plan": "枯水期施工", "leader": actors["deputy"].leader, "review_on": date(2026, 9, 1)}
    advance(handled, "list", by=actors["office"], at=at("2026-01-14"), **said)
    return handled


def owed(appeal, today):
    found = owed_months(appeal, reported_months([appeal])[appeal.pk], today)
    return [(f"{each.month:%Y-%m}", due_date(each.due_at).isoformat()) for each in found]


def test_every_month_after_the_listing_owes_a_word_by_the_third_working_day_after_it(listed):
    assert owed(listed, date(2026, 1, 31)) == []
    assert owed(listed, date(2026, 2, 1)) == [("2026-02", "2026-03-04")]
    assert owed(listed, date(2026, 4, 1)) == [
        ("2026-02", "2026-03-04"),
        ("2026-03", "2026-04-03"),
        ("2026-04", "2026-05-08"),
    ]


def test_a_report_is_for_the_oldest_month_owed_and_what_comes_after_is_only_on_record(listed, actors):
    officer = actors["officer.water"]
    first = advance(listed, "progress_listed", by=officer, at=at("2026-03-10"), note="管线改迁完成")
    second = advance(listed, "progress_listed", by=officer, at=at("2026-03-11"), note="进场施工")
    third = advance(listed, "progress_listed", by=officer, at=at("2026-03-12"), note="补充说明")
    assert [event.data for event in (first, second, third)] == [
        {"month": "2026-02"},
        {"month": "2026-03"},
        {},
    ]
    assert list(ListedProgress.objects.values_list("month", "note", "unit__short_name")) == [
        (date(2026, 2, 1), "管线改迁完成", "水务局"),
        (date(2026, 3, 1), "进场施工", "水务局"),
    ]
    assert owed(listed, date(2026, 4, 1)) == [("2026-04", "2026-05-08")]


def test_what_is_owed_stands_in_the_worklist_of_the_lead_unit_alone(listed, sign_in, actors):
    page = text_of(sign_in("officer.water").get("/worklist/owed/"))
    assert f"{listed.title} 挂账件2026-02进展" in page
    assert listed.title not in text_of(sign_in("officer.planning").get("/worklist/owed/"))  # it assists
    advance(listed, "progress_listed", by=actors["head.water"], note="管线改迁完成")
    assert f"{listed.title} 挂账件2026-03进展" in text_of(sign_in("officer.water").get("/worklist/owed/"))


def test_missing_progress_shows_on_the_list_and_on_the_appeal_until_it_is_given(listed, sign_in, actors):
    client = sign_in("office")
    row = client.get("/long-term/?state=missing").context["rows"][0]
    assert (row["appeal"], row["missing"][0], row["light"]) == (listed, date(2026, 2, 1), "red")
    assert "缺报进展 2026-02" in text_of(client.get(f"/appeals/{listed.number}/"))
    months = len(owed(listed, timezone.localdate()))
    for _month in range(months):
        advance(listed, "progress_listed", by=actors["officer.water"], note="按计划推进")
    assert list(client.get("/long-term/?state=missing").context["rows"]) == []
    row = client.get("/long-term/").context["rows"][0]
    assert (row["missing"], row["last"]) == ([], first_of(timezone.localdate()))


def test_the_unit_is_told_before_and_after_and_the_leader_when_it_is_late(listed, district):
    for _again in range(2):
        remind_of_listed(district, at("2026-03-03"))
        remind_of_listed(district, at("2026-03-05"))
    told = set(Notice.objects.values_list("user__username", "kind", "title"))
    soon, late = f"挂账件{listed.number}待报2026-02进展", f"挂账件{listed.number}缺报2026-02进展"
    assert told == {
        ("officer.water", "listed-progress-due", soon),
        ("head.water", "listed-progress-due", soon),
        ("officer.water", "listed-progress-late", late),
        ("head.water", "listed-progress-late", late),
        ("deputy", "listed-progress-late", late),
    }


def test_a_review_that_is_due_is_told_once_and_waits_in_the_inbox(listed, district, sign_in):
    remind_of_listed(district, at("2026-08-31"))
    assert not Notice.objects.filter(kind="listed-review-due").exists()
    for day in ("2026-09-01", "2026-09-02"):
        remind_of_listed(district, at(day))
    told = Notice.objects.filter(kind="listed-review-due").values_list("user__username", flat=True)
    assert sorted(told) == ["deputy", "office"]
    client = sign_in("office")
    assert [row.appeal for row in client.get("/inbox/?section=reviews").context["rows"]] == [listed]
    Appeal.objects.filter(pk=listed.pk).update(review_on=timezone.localdate() + timedelta(days=1))
    assert list(client.get("/inbox/?section=reviews").context["rows"]) == []


def test_a_review_keeps_it_on_the_list_with_another_date_or_has_it_handled_again(listed, actors):
    with pytest.raises(Refused, match=r"^复核日期须在今天之后。$"):
        advance(listed, "keep_listed", by=actors["deputy"], note="照旧", review_on=date(2026, 1, 1))
    later = timezone.localdate() + timedelta(days=90)
    advance(
        listed, "keep_listed", by=actors["deputy"], note="资金已落实", review_on=later, plan="明年汛前完工"
    )
    assert (listed.stage, listed.review_on, listed.listed_plan) == (Stage.LISTED, later, "明年汛前完工")
    assert listed.answer_due_at is None
    advance(listed, "review_listed", by=actors["office"], note="条件具备")
    assert (listed.stage, listed.answer_due_at is None) == (Stage.HANDLING, False)


def test_a_second_stay_on_the_list_owes_only_its_own_months(listed, actors):
    advance(listed, "progress_listed", by=actors["officer.water"], at=at("2026-02-20"), note="改迁完成")
    advance(listed, "review_listed", by=actors["office"], at=at("2026-03-02"), note="条件具备")
    said = {"plan": "二期施工", "leader": actors["deputy"].leader, "review_on": date(2026, 12, 1)}
    advance(listed, "list", by=actors["office"], at=at("2026-03-20"), **said)
    assert [month for month, _due in owed(listed, date(2026, 5, 2))] == ["2026-04", "2026-05"]


@pytest.mark.parametrize(
    ("who", "seen"), [("deputy", 1), ("officer.water", 1), ("head.planning", 1), ("head.trade", 0)]
)
def test_each_sees_the_long_term_matters_of_their_scope(assigned, actors, sign_in, who, seen):
    appeal = assigned("water", assist=("planning",))
    advance(appeal, "sign_for", by=actors["officer.water"])
    said = {"plan": "分步实施", "leader": actors["deputy"].leader, "review_on": date(2099, 9, 1)}
    advance(appeal, "list", by=actors["office"], **said)
    assert len(sign_in(who).get("/long-term/").context["rows"]) == seen


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_many(rows, assigned, actors, sign_in, django_assert_num_queries):
    """Session, post, units and leaders of the filter, rows, and what has been reported on them."""
    for _each in range(rows):
        appeal = assigned()
        advance(appeal, "sign_for", by=actors["officer.water"])
        said = {"plan": "分步实施", "leader": actors["deputy"].leader, "review_on": date(2099, 9, 1)}
        advance(appeal, "list", by=actors["office"], **said)
    client = sign_in("office")
    client.get("/long-term/")
    with django_assert_num_queries(6):
        assert len(client.get("/long-term/").context["rows"]) == rows
