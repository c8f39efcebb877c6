"""Planned, published, signed up for, held; the waiting list; what was raised; the public page tells nobody's name."""

from base64 import b64decode
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qifu.appeals.words import Channel
from qifu.enterprises.models import Contact
from qifu.liaison import sources, timeline
from qifu.liaison.activities import planning, registrations
from qifu.liaison.activities.announcing import LINKS, invite, remind
from qifu.liaison.activities.models import Activity, SignUp
from qifu.liaison.activities.signing_up import sign_up, take_back
from qifu.liaison.findings import raise_appeal
from qifu.liaison.models import Finding
from qifu.liaison.targets import Target
from qifu.notices.models import Notice
from qifu.organisations.refusals import Refused
from qifu.organisations.unit_merging import merge_units
from tests.pages import text_of

PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def states(activity: Activity) -> list[tuple[str, int, str]]:
    return list(activity.sign_ups.order_by("id").values_list("enterprise__number", "people", "state"))


def test_when_it_is_full_the_next_waits_and_moves_up_in_turn(published, companies, actors, posts):
    full = published(seats=5)
    first = sign_up(full, companies[1], by=actors["officer.trade"], people=4)
    sign_up(full, companies[0], by=actors["contact"], people=2)
    sign_up(full, companies[2], by=actors["officer.trade"], people=1)
    assert states(full) == [("Q000002", 4, "coming"), ("Q000001", 2, "waiting"), ("Q000003", 1, "waiting")]
    take_back(first, by=actors["officer.trade"])
    assert states(full) == [("Q000002", 4, "off"), ("Q000001", 2, "coming"), ("Q000003", 1, "coming")]
    assert Notice.objects.filter(user=posts["contact"].user, kind="activity-moved-up").count() == 1


def test_signing_up_again_says_another_number_and_makes_no_second_row(published, enterprise, actors):
    activity = published(seats=5)
    for people in (2, 3):
        sign_up(activity, enterprise, by=actors["contact"], people=people)
    assert states(activity) == [("Q000001", 3, "coming")]
    with pytest.raises(Refused, match="no room for 6"):
        sign_up(activity, enterprise, by=actors["contact"], people=6)
    assert states(activity) == [("Q000001", 3, "coming")]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), max_size=10))
def test_whatever_companies_do_the_seats_are_never_overbooked_and_nobody_waits_while_there_is_room(
    published, companies, actors, moves
):
    activity = published(seats=6)
    for company, people in moves:
        row = activity.sign_ups.filter(enterprise=companies[company]).exclude(state="off").first()
        try:
            if people:
                sign_up(activity, companies[company], by=actors["office"], people=people)
            elif row:
                take_back(row, by=actors["office"])
        except Refused:
            pass
        coming = activity.people()
        assert coming <= 6
        first = activity.sign_ups.filter(state="waiting").order_by("id").first()
        assert first is None or coming + first.people > 6


def test_a_contact_signs_up_on_the_portal_and_a_double_click_counts_once(
    published, sign_in, district, enterprise
):
    activity, browser = published(), sign_in("contact")
    page = f"/p/{district.code}/gatherings/{activity.pk}/"
    for _click in range(2):
        browser.post(page, {"company": enterprise.pk, "people": 2, "name": "陈静", "phone": "19900001234"})
    assert states(activity) == [("Q000001", 2, "coming")]
    browser.post(page, {"company": enterprise.pk, "people": 2, "off": "1"})
    assert states(activity) == [("Q000001", 2, "off")]


def test_whoever_has_the_invitations_link_signs_up_for_that_company_and_no_link_can_be_guessed(
    published, client, district, companies
):
    activity = published(open_to_all=False, public=False, target=Target(named=("Q000002",)))
    place = f"/p/{district.code}/gatherings/invited/"
    token = LINKS.token(activity.pk, companies[1].pk)
    client.post(f"{place}{token}/", {"company": companies[1].pk, "people": 3})
    assert states(activity) == [("Q000002", 3, "coming")]
    assert client.get(f"{place}{token[:-2]}xx/").status_code == 404
    assert client.post(f"{place}{token}/", {"company": companies[0].pk, "people": 3}).status_code == 422
    assert client.get(f"/p/{district.code}/gatherings/{activity.pk}/").status_code == 404


def test_what_is_for_others_takes_no_sign_up_of_a_contact(published, enterprise, actors):
    activity = published(open_to_all=False, target=Target(named=("Q000009",)))
    with pytest.raises(Refused, match="for other companies"):
        sign_up(activity, enterprise, by=actors["contact"], people=1)
    assert sign_up(activity, enterprise, by=actors["officer.trade"], people=1).state == "coming"


def test_those_it_is_for_are_invited_once(published, companies, posts):
    activity = published(open_to_all=False, target=Target(named=("Q000001",)))
    for _time in range(2):
        invite(activity, timezone.now())
    assert [(row.user.username, row.title) for row in Notice.objects.filter(kind="activity-open")] == [
        ("contact", "邀请参加：用工法律咨询日")
    ]


def test_a_cancelled_activity_says_why_and_takes_no_sign_ups(published, enterprise, actors, posts):
    activity = published()
    sign_up(activity, enterprise, by=actors["contact"], people=1)
    with pytest.raises(Refused, match="why it is cancelled"):
        planning.cancel(activity, by=actors["office"], note=" ")
    planning.cancel(activity, by=actors["office"], note="律师出差")
    assert "律师出差" in Notice.objects.get(user=posts["contact"].user, kind="activity-cancelled").text
    with pytest.raises(Refused, match="律师出差"):
        sign_up(activity, enterprise, by=actors["contact"], people=2)


def test_another_time_is_told_to_whoever_signed_up(published, plan_of, enterprise, actors, posts, soon):
    activity = published()
    sign_up(activity, enterprise, by=actors["contact"], people=1)
    moved = plan_of(starts_at=soon + timedelta(days=1), ends_at=soon + timedelta(days=1, hours=2))
    planning.change(activity, moved, by=actors["officer.trade"], version=activity.version)
    assert Notice.objects.filter(user=posts["contact"].user, kind="activity-changed").count() == 1
    with pytest.raises(Refused, match="Somebody else"):
        planning.change(activity, moved, by=actors["office"], version=activity.version)


def test_seats_are_not_cut_below_those_who_come(published, plan_of, enterprise, actors):
    activity = published()
    sign_up(activity, enterprise, by=actors["contact"], people=4)
    with pytest.raises(Refused, match="4 people are coming"):
        planning.change(activity, plan_of(seats=3), by=actors["office"])


def test_on_the_day_before_those_who_come_are_reminded_once(published, enterprise, actors, posts):
    activity = published()
    sign_up(activity, enterprise, by=actors["contact"], people=1)
    day_before = activity.starts_at - timedelta(days=1)
    for when in (day_before - timedelta(days=1), day_before, day_before):
        remind(when)
    assert Notice.objects.filter(kind="activity-tomorrow").count() == 1


def test_it_is_held_only_once_it_has_begun_and_what_comes_after_needs_that(published, actors):
    activity = published()
    with pytest.raises(Refused, match="It begins on"):
        planning.hold(activity, by=actors["office"])
    with pytest.raises(Refused, match="has not been held"):
        planning.write_results(activity, "很好", by=actors["office"])


def test_attendance_counts_people_and_companies(published, companies, actors, sign_in):
    activity = published()
    rows = [sign_up(activity, company, by=actors["office"], people=3) for company in companies[:2]]
    planning.hold(activity, by=actors["office"], at=activity.starts_at)
    browser = sign_in("officer.trade")
    browser.post(
        f"/activities/{activity.pk}/sign-ups/attendance/",
        {f"came-{rows[0].pk}": "2", f"came-{rows[1].pk}": "0"},
    )
    page = browser.get(f"/activities/{activity.pk}/")
    assert (page.context["came"], page.context["companies"]) == (2, 1)
    wrong = browser.post(f"/activities/{activity.pk}/sign-ups/attendance/", {f"came-{rows[0].pk}": "-1"})
    assert wrong.status_code == 409


def test_what_was_raised_becomes_an_appeal_that_keeps_its_origin(held, sign_in, actors):
    activity, key = held(), "7d0c5be2-0d6b-4b5f-9d7e-b5f1d2a51d55"
    said = {"key": key, "text": "厂区夜间停电", "company": "Q000001", "raised_by": "陈静"}
    for _click in range(2):
        sign_in("officer.trade").post(f"/activities/{activity.pk}/step/raise/", said)
    finding = Finding.objects.get()
    assert (finding.source, finding.source_id, finding.enterprise.number) == (
        "activity",
        activity.pk,
        "Q000001",
    )
    assert raise_appeal(finding, by=actors["officer.trade"]).channel == Channel.SYMPOSIUM
    source = sources.described([finding])[finding.pk]
    assert source.url == f"/activities/{activity.pk}/"
    assert activity.title in source.sentence


def test_a_company_that_nobody_knows_is_told_beside_the_field(held, sign_in):
    activity = held()
    answer = sign_in("officer.trade").post(
        f"/activities/{activity.pk}/step/raise/", {"text": "停电", "company": "没有这家"}
    )
    assert answer.status_code == 422
    assert "没有这家" in answer.content.decode()
    assert Finding.objects.count() == 0


def picture_file(name: str = "现场.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PIXEL)


def test_pictures_of_what_is_public_are_shown_and_others_are_not(held, sign_in, client, district):
    public, closed = held(), held(public=False)
    for activity in (public, closed):
        sign_in("officer.trade").post(
            f"/activities/{activity.pk}/step/pictures/", {"pictures": picture_file()}
        )
    shown = public.pictures.get()
    assert client.get(f"/p/{district.code}/gatherings/{public.pk}/pictures/{shown.pk}/").status_code == 200
    hidden = closed.pictures.get()
    assert client.get(f"/p/{district.code}/gatherings/{closed.pk}/pictures/{hidden.pk}/").status_code == 404
    assert client.get(f"/activities/{public.pk}/pictures/{shown.pk}/").status_code == 302


def test_what_is_no_picture_is_refused_by_name(held, sign_in):
    activity = held()
    text = SimpleUploadedFile("说明.txt", "文字".encode())
    answer = sign_in("officer.trade").post(f"/activities/{activity.pk}/step/pictures/", {"pictures": text})
    assert answer.status_code == 409
    assert "说明.txt" in text_of(answer)


def test_the_public_page_shows_coming_and_past_and_nobodys_name(
    published, held, client, district, companies, actors
):
    coming, past, secret = (
        published(title="惠企政策说明会"),
        held(title="银企座谈"),
        published(title="内部会", public=False),
    )
    sign_up(coming, companies[0], by=actors["contact"], people=2, name="陈静", phone="19900001234")
    planning.write_results(past, "签约三家", by=actors["office"])
    seen = text_of(client.get(f"/p/{district.code}/gatherings/"))
    assert "惠企政策说明会" in seen
    assert "签约三家" in seen
    assert secret.title not in seen
    one = text_of(client.get(f"/p/{district.code}/gatherings/{coming.pk}/"))
    assert not any(word in one for word in ("陈静", "19900001234", "锅炉"))


def test_another_unit_sees_those_who_come_masked_and_cannot_keep_it(published, sign_in, enterprise, actors):
    activity = published()
    sign_up(activity, enterprise, by=actors["contact"], people=1, name="陈静", phone="19900001234")
    place = f"/activities/{activity.pk}/sign-ups/"
    assert "19900001234" in text_of(sign_in("officer.trade").get(place))
    assert "19900001234" not in text_of(sign_in("officer.water").get(place))
    with pytest.raises(Refused, match="Only the host unit"):
        planning.cancel(activity, by=actors["officer.water"], note="不办了")


def test_a_plan_that_ends_before_it_begins_lies_in_the_past_or_is_anothers_is_refused(
    plan_of, district, actors, soon
):
    for said, sentence, who in (
        ({"ends_at": soon}, "ends before it begins", "office"),
        ({"starts_at": soon - timedelta(days=30)}, "lies in the past", "office"),
        ({}, "plans its own", "officer.water"),
    ):
        with pytest.raises(Refused, match=sentence):
            planning.plan(plan_of(**said), district=district, by=actors[who])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_cost_the_same_for_one_row_and_for_three(
    published, companies, actors, sign_in, django_assert_num_queries, rows
):
    made = [published(title=f"活动{n}") for n in range(rows)]
    for company in companies[:rows]:
        sign_up(made[0], company, by=actors["office"], people=1)
    browser = sign_in("office")
    for url, queries in (("/activities/", 4), (f"/activities/{made[0].pk}/sign-ups/", 4)):
        browser.get(url)
        with django_assert_num_queries(queries):
            assert len(browser.get(url).context["page"]) == rows


def test_timeline_evidence_and_merging_of_units_know_of_it(
    held, published, enterprise, actors, district, units
):
    coming = published()
    sign_up(coming, enterprise, by=actors["contact"], people=1)
    found = timeline.page_of(enterprise, timezone.now(), "activities")
    assert [line.url for line in found.lines] == [f"/activities/{coming.pk}/"]
    past = held()
    assert registrations.held(district, past.day, past.day).count == 1
    merge_units(units.trade, units.water, by=actors["system"], reason="机构改革")
    assert Activity.objects.get(pk=coming.pk).host == units.water
    assert Activity.objects.get(pk=past.pk).host == units.trade


def test_a_company_that_was_merged_keeps_its_invitation(published, companies, client, district, actors):
    from qifu.enterprises.merging import merge

    activity = published(open_to_all=False, target=Target(named=("Q000002",)))
    token = LINKS.token(activity.pk, companies[1].pk)
    merge(companies[0], companies[1], by=actors["office"])
    client.post(f"/p/{district.code}/gatherings/invited/{token}/", {"company": companies[0].pk, "people": 1})
    assert SignUp.objects.get().enterprise == companies[0]
    assert Contact.objects.count() == 1
