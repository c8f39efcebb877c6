"""The lists and pages of trips, what they cost, and where else a trip shows."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from qifu.enterprises.merging import merge
from qifu.liaison import sources, timeline
from qifu.liaison.visits import planning, recording
from qifu.liaison.visits.feedback import give_feedback
from qifu.liaison.visits.models import FeedbackRule
from qifu.liaison.visits.planning import Place
from qifu.liaison.visits.registrations import companies_visited, visits_held
from qifu.liaison.visits.reminding import remind
from qifu.liaison.visits.tests.conftest import at
from qifu.notices.models import Notice
from qifu.organisations.refusals import Refused
from tests.pages import said_by, text_of

FEEDBACK = {"way": "phone", "to": "陈静", "said": "下周一恢复供水"}


@pytest.fixture
def three(planned, posts, units, enterprise, mill, actors, district):
    """Water's visit; trade's on-site work at the mill, cancelled; water's next visit."""
    trade = {"lead": posts["officer.trade"], "others": [], "places": [Place(mill)]}
    rows = [
        planned(purpose="一", starts_at=at(3, 12)),
        planned(purpose="二", starts_at=at(4, 12), kind="on_site", **trade),
        planned(purpose="三", starts_at=at(5, 12)),
    ]
    planning.cancel(rows[1], by=actors["office"], reason="停产")
    return rows


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", ["三", "二", "一"]),
        ("kind=on_site", ["二"]),
        ("stage=cancelled", ["二"]),
        ("stage=planned", ["三", "一"]),
        ("stage=took_place", []),
        ("since=2026-04-12", ["三", "二"]),
        ("until=2026-04-12", ["二", "一"]),
        ("company=Q000002", ["二"]),
        ("company=q000001", ["三", "一"]),
        ("stage=nonsense", ["三", "二", "一"]),
    ],
)
def test_the_filters_narrow(three, sign_in, query, seen):
    assert [row.purpose for row in sign_in("office").get(f"/visits/?{query}").context["page"]] == seen


def test_a_unit_filters_by_who_leads_and_who_goes_along(three, sign_in, units):
    def seen(unit):
        return [row.purpose for row in sign_in("office").get(f"/visits/?unit={unit.pk}").context["page"]]

    assert [seen(units.water), seen(units.planning), seen(units.trade)] == [
        ["三", "一"],
        ["三", "一"],
        ["二"],
    ]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("officer.trade", ["二"]),
        ("head.planning", ["三", "一"]),
        ("inspector", ["三", "二", "一"]),
        ("operator", []),
    ],
)
def test_a_unit_sees_its_own(three, sign_in, who, seen):
    assert [row.purpose for row in sign_in(who).get("/visits/").context["page"]] == seen


def test_my_trips_are_those_i_go_on(three, visited, sign_in, posts):
    stop = visited(lead=posts["head.water"], starts_at=at(3, 2))
    page = sign_in("officer.planning").get("/visits/mine/").context
    assert [row.purpose for row in page["ahead"]] == ["一", "三"]
    assert [row.stop for row in page["owed"]] == [stop]
    assert [row.pk for row in page["page"]] == [stop.visit_id]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("url", "queries"), [("/visits/", 7), ("/visits/mine/", 10), ("/visits/feedback/", 3)]
)
def test_a_list_costs_the_same_for_one_and_three(
    visited, planned, sign_in, django_assert_num_queries, url, queries, rows
):
    for _each in range(rows):
        visited()
        planned()
    client = sign_in("officer.water")
    client.get(url)
    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("stops", [1, 2])
@pytest.mark.parametrize(("page", "queries"), [("", 11), ("record/", 10)])
def test_a_trips_page_costs_the_same(
    planned, enterprise, hall, actors, sign_in, django_assert_num_queries, stops, page, queries
):
    visit = planned(places=[Place(enterprise), Place(enterprise, hall)][:stops])
    for stop in visit.stops.all():
        recording.write_note(stop, "水压不足", by=actors["officer.water"])
        recording.find(stop, "停水", by=actors["officer.water"], outcome="appeal")
    client = sign_in("office")
    client.get(f"/visits/{visit.pk}/{page}")
    with django_assert_num_queries(queries):
        assert client.get(f"/visits/{visit.pk}/{page}").status_code == 200


def test_the_worker_is_a_script_of_the_visits_alone(client, db):
    answer = client.get("/visits/worker.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Service-Worker-Allowed"] == "/visits/"
    assert answer["Cache-Control"] == "no-cache"


def test_feedback_is_owed_within_fifteen_calendar_days_and_given_once(visited, sign_in, actors, key):
    stop = visited()
    assert timezone.localtime(stop.feedback_due_at) == at(3, 28, 0)
    client = sign_in("officer.planning")
    for _each in range(2):
        answer = client.post(f"/visits/stops/{stop.pk}/feedback/", FEEDBACK | {"key": str(key)})
        assert answer["Location"] == f"/visits/{stop.visit_id}/#stop-{stop.pk}"
    stop.refresh_from_db()
    assert (stop.feedback_to, stop.feedback_by.username, stop.owes_feedback) == (
        "陈静",
        "officer.planning",
        False,
    )
    with pytest.raises(Refused, match=r"officer\.planning"):
        give_feedback(stop, by=actors["officer.water"], **FEEDBACK)
    assert client.get("/visits/feedback/").context["rows"] == []


def test_another_number_of_days_is_a_new_version_and_what_is_owed_keeps_its_date(visited, sign_in, district):
    stop, rule = visited(), FeedbackRule.objects.get()
    client = sign_in("office")
    url = f"/settings/visit-feedback/{rule.pk}/"
    opened = client.get(url).context["form"]["opened"].value()
    said = {"days": 10, "source": "临办发〔2026〕20号", "opened": opened}
    assert client.post(url, said | {"days": 0}).status_code == 200
    client.post(url, said)
    assert list(FeedbackRule.objects.values_list("version", "days")) == [(2, 10), (1, 15)]
    stop.refresh_from_db()
    assert stop.feedback_due_at == at(3, 28, 0)
    assert visited().feedback_due_at == at(3, 23, 0)


def test_what_is_overdue_the_office_hears_of_once(visited, posts):
    visited()
    for now in (at(3, 26, 8), at(3, 27, 8), at(3, 29, 8), at(3, 30, 8), at(3, 31, 8)):
        remind(now)
    heard = Notice.objects.filter(kind__startswith="visit-feedback").order_by("pk")
    assert [(row.kind, row.user.username) for row in heard] == [
        ("visit-feedback-owed", "officer.water"),
        ("visit-feedback-overdue", "officer.water"),
        ("visit-feedback-overdue", "head.water"),
        ("visit-feedback-overdue", "office"),
    ]


def test_the_appeal_says_on_which_visit_it_was_found(visited, sign_in, actors):
    stop = visited()
    finding = recording.find(stop, "厂区停水", by=actors["officer.water"], outcome="appeal")
    source = sources.described([finding])[finding.pk]
    assert (source.sentence, source.url) == (
        "2026年3月12日走访中发现",
        f"/visits/{stop.visit_id}/#stop-{stop.pk}",
    )
    work = visited(kind="on_site")
    finding = recording.find(work, "停水", by=actors["officer.water"], outcome="appeal")
    assert sources.described([finding])[finding.pk].sentence == "2026年3月12日现场办公中发现"
    finding.refresh_from_db()
    assert finding.appeal.channel == "on_site"


def test_a_companys_timeline_shows_its_visits_also_after_a_merge(visited, mill, enterprise, actors):
    stop = visited()
    merge(mill, enterprise, by=actors["office"])
    [line] = timeline.page_of(mill, at(3, 20), only="visits").lines
    assert (line.title, line.url) == ("走访：了解锅炉厂用水情况", f"/visits/{stop.visit_id}/#stop-{stop.pk}")


def test_visits_and_companies_are_counted_for_the_five_in_place(visited, mill, district, planned):
    visited()
    visited(places=[Place(mill)], starts_at=at(4, 1))
    visited(starts_at=at(4, 2))
    planned(starts_at=at(4, 3))
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert (visits_held(district, *year).count, companies_visited(district, *year).count) == (3, 2)
    april = (date(2026, 4, 1), date(2026, 4, 1))
    assert (visits_held(district, *april).count, companies_visited(district, *april).count) == (1, 1)


def test_a_company_reads_who_came_and_what_it_was_told(visited, mill, sign_in, actors, posts):
    stop = visited(leader=posts["deputy"].leader)
    visited(places=[Place(mill)], purpose="别家企业")
    recording.find(stop, "停水", by=actors["officer.water"], outcome="appeal")
    company = sign_in("contact")
    page = text_of(company.get("/my-visits/"))
    for words in ("2026-03-12", "方正平", "临江区水务局 officer.water", "2026-03-27", "了解锅炉厂用水情况"):
        assert words in page
    assert "别家企业" not in page
    give_feedback(stop, by=actors["officer.water"], **FEEDBACK)
    assert "下周一恢复供水" in text_of(company.get("/my-visits/"))
    assert sign_in("office").get("/my-visits/").status_code == 403


def test_cancelled_through_its_page_with_a_reason(planned, sign_in):
    visit, client = planned(), sign_in("officer.water")
    assert client.post(f"/visits/{visit.pk}/cancel/", {"reason": ""}).status_code == 422
    answer = client.post(f"/visits/{visit.pk}/cancel/", {"reason": "企业检修", "version": 0})
    assert said_by(answer) == ["已取消，并已通知随行人员。"]
    assert "企业检修" in text_of(client.get(f"/visits/{visit.pk}/"))


def test_the_page_before_the_day_and_a_stop_left_out(planned, sign_in):
    visit, client = planned(starts_at=timezone.now() + timedelta(days=1)), sign_in("officer.water")
    stop = visit.stops.last()
    answer = client.post(f"/visits/stops/{stop.pk}/skip/", {"reason": "工地停工"})
    assert answer.status_code == 302
    assert "工地停工" in text_of(client.get(f"/visits/{visit.pk}/"))
    assert client.post(f"/visits/stops/{stop.pk}/note/", {"text": "x"}).status_code == 409
