"""The calendar of a person, read as calendar programs read it."""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from qifu.meetings import planning
from qifu.meetings.feed import renew, token_of
from qifu.meetings.models import CalendarLink
from tests.pages import said_by


@pytest.fixture
def address(posts):
    def of(who: str) -> str:
        return f"/meetings/calendar/{token_of(renew(posts[who].user))}.ics"

    return of


def events(url):
    response = Client().get(url)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_a_meeting_has_its_time_in_utc_its_place_and_a_way_back(planned, address, district):
    meeting = planned(title="联席会；讨论, 供水\\用电", remark="第一行\n第二行")
    [event] = events(address("head.water"))
    assert event["uid"] == f"meeting-{meeting.pk}@990199.qifu"
    assert event["summary"] == "联席会；讨论, 供水\\用电"
    assert event["description"] == "主持人：区长 高远\n第一行\n第二行"
    assert event.decoded("dtstart") == meeting.starts_at.replace(microsecond=0)
    assert event["dtstart"].to_ical().endswith(b"Z")
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=2)
    assert event["location"] == "区政府第一会议室"
    assert event["status"] == "CONFIRMED"
    assert event["sequence"] == 0
    assert event["url"] == f"http://testserver/meetings/{meeting.pk}/"


def test_no_line_is_longer_than_75_octets(planned, address):
    planned(title="企" * 80, place="会" * 80, remark="带" * 900)
    lines = Client().get(address("head.water")).content.split(b"\r\n")
    assert len(lines) > 40
    assert max(map(len, lines)) <= 75


def test_a_change_raises_the_sequence_and_a_cancelled_meeting_says_so(planned, plan_of, actors, address):
    meeting, url = planned(), address("head.water")
    planning.change(meeting, plan_of(place="第二会议室"), by=actors["office"])
    [changed] = events(url)
    planning.cancel(meeting, by=actors["office"], note="改期")
    [cancelled] = events(url)
    assert changed["uid"] == cancelled["uid"]
    assert [(e["sequence"], e["status"]) for e in (changed, cancelled)] == [
        (1, "CONFIRMED"),
        (2, "CANCELLED"),
    ]
    assert cancelled["description"].startswith("会议取消：改期")


@pytest.mark.parametrize(
    ("who", "count"),
    [
        ("office", 2),
        ("mayor", 1),
        ("deputy", 1),
        ("officer.trade", 1),
        ("head.planning", 1),
        ("inspector", 0),
        ("city", 0),
    ],
)
def test_each_calendar_holds_what_one_is_expected_at(planned, units, posts, address, who, count):
    planned()
    planned(
        kind="special_report", front=units.water.front, units=[units.planning], chair=posts["deputy"].leader
    )
    assert len(events(address(who))) == count


def test_a_renewed_address_makes_the_earlier_one_worthless(planned, address, sign_in, posts):
    planned()
    old = address("head.water")
    client = sign_in("head.water")
    assert old in client.get("/meetings/calendar/").content.decode()
    assert client.post("/meetings/calendar/").status_code == 302
    assert Client().get(old).status_code == 404
    new = client.get("/meetings/calendar/").context["address"]
    assert len(events(new)) == 1
    assert CalendarLink.objects.get().generation == 2


def test_only_a_new_address_is_said_to_replace_another(sign_in):
    client = sign_in("head.water")
    assert said_by(client.post("/meetings/calendar/")) == ["这是您的日历地址。"]
    client.get("/meetings/calendar/")
    assert said_by(client.post("/meetings/calendar/")) == ["这是您新的日历地址，以前的地址已失效。"]


def test_a_made_up_address_and_one_of_a_locked_person_lead_nowhere(planned, address, posts):
    planned()
    url = address("head.water")
    for forged in (
        url.replace(".1.", ".2."),
        url.replace(f"/{posts['head.water'].user.pk}.", f"/{posts['office'].user.pk}."),
        "/meetings/calendar/x.ics",
        "/meetings/calendar/x.1.y.ics",
    ):
        assert forged != url
        assert Client().get(forged).status_code == 404
    user = posts["head.water"].user
    user.is_active = False
    user.save()
    assert Client().get(url).status_code == 404


def test_who_lost_the_post_has_an_empty_calendar(planned, address, posts):
    planned()
    url = address("head.water")
    posts["head.water"].active = False
    posts["head.water"].save()
    assert events(url) == []
