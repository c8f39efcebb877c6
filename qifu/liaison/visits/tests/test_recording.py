"""What is written down at a stop, once however often it is sent."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from qifu.appeals.models import Appeal
from qifu.liaison.findings import note_only
from qifu.liaison.models import Finding, LeaderContact
from qifu.liaison.visits import planning, recording
from qifu.liaison.visits.models import VisitEvent
from qifu.liaison.visits.planning import Place
from qifu.liaison.visits.tests.conftest import at, drawing, incoming
from qifu.organisations.refusals import Refused

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def today(stop_of):
    """Begun today, so that the page takes what is sent now."""
    return stop_of(starts_at=timezone.now())


def send(browser, stop, verb, **said):
    return browser.post(f"/visits/stops/{stop.pk}/{verb}/", {"key": str(uuid.UUID(int=3)), **said}, **JSON)


def upload(content=None, name="photo.png"):
    return SimpleUploadedFile(name, content or drawing(), "image/png")


CASES = {
    "check-in": {"latitude": "30.583726", "longitude": "114.298712"},
    "note": {"text": "水压不足"},
    "finding": {"text": "厂区停水", "outcome": "noted", "how": "已知"},
    "pictures": {},
    "sign": {"name": "陈静"},
}


@pytest.mark.parametrize("verb", CASES)
def test_what_is_sent_twice_stands_there_once(today, sign_in, verb):
    browser = sign_in("officer.water")
    for _each in range(3):
        files = (
            {"pictures": upload()}
            if verb == "pictures"
            else {"signature": upload()}
            if verb == "sign"
            else {}
        )
        answer = send(browser, today, verb, **CASES[verb], **files)
        assert (answer.status_code, answer.json()) == (200, {"state": "stored", "sentence": ""})
    assert VisitEvent.objects.filter(verb=verb).count() == 1
    today.refresh_from_db()
    counts = (today.notes.count(), today.pictures.count(), Finding.objects.count(), bool(today.signature_id))
    assert counts == (verb == "note", verb == "pictures", verb == "finding", verb == "sign")


def test_a_finding_sent_twice_makes_one_appeal(today, sign_in):
    browser = sign_in("officer.water")
    for _each in range(2):
        assert send(browser, today, "finding", text="厂区停水三天。", outcome="appeal").status_code == 200
    appeal = Appeal.objects.get()
    assert (appeal.channel, appeal.text, appeal.enterprise_id) == (
        "visit",
        "厂区停水三天。",
        today.enterprise_id,
    )


def test_the_same_key_with_other_words_is_something_new(today, sign_in):
    browser = sign_in("officer.water")
    for text in ("一", "二"):
        send(browser, today, "note", text=text)
    assert [note.text for note in today.notes.all()] == ["一", "二"]


def test_the_same_picture_in_two_requests_stands_there_once(today, sign_in):
    browser = sign_in("officer.water")
    for n in range(2):
        send(browser, today, "pictures", pictures=upload(), key=str(uuid.UUID(int=n)))
    assert today.pictures.count() == 1


def test_a_position_is_kept_to_about_a_kilometre(today, sign_in):
    send(sign_in("officer.water"), today, "check-in", **CASES["check-in"])
    today.refresh_from_db()
    assert (str(today.latitude), str(today.longitude)) == ("30.58", "114.30")


@pytest.mark.parametrize(
    "said", [{}, {"latitude": "x", "longitude": "y"}, {"latitude": "99", "longitude": "1"}]
)
def test_without_a_position_one_checks_in_all_the_same(today, sign_in, said):
    assert send(sign_in("officer.water"), today, "check-in", **said).status_code == 200
    today.refresh_from_db()
    assert (today.checked_in_at is None, today.latitude) == (False, None)
    assert today.visit.stage == "under_way"


@pytest.mark.parametrize("content", [drawing(drawn=False), None, b"not a picture"])
def test_an_empty_signature_is_refused_with_a_sentence(today, sign_in, content):
    files = {} if content is None else {"signature": SimpleUploadedFile("signature.png", content)}
    answer = send(sign_in("officer.water"), today, "sign", name="陈静", **files)
    assert (answer.status_code, answer.json()["state"]) == (422, "refused")
    assert answer.json()["sentence"]
    today.refresh_from_db()
    assert today.signature_id is None


def test_what_is_no_picture_is_refused_by_its_content(today, sign_in):
    bad = SimpleUploadedFile("photo.png", b"%PDF-1.7 not a picture at all")
    answer = send(sign_in("officer.water"), today, "pictures", pictures=bad)
    assert (answer.status_code, answer.json()["state"]) == (422, "refused")
    text = SimpleUploadedFile("list.csv", "甲,乙".encode())
    assert send(sign_in("officer.water"), today, "pictures", pictures=text).status_code == 422
    assert today.pictures.count() == 0


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("note", {"text": "  "}),
        ("finding", {"text": "", "outcome": "appeal"}),
        ("finding", {"text": "停水", "outcome": "settled"}),
    ],
)
def test_what_is_missing_is_said_beside_what_was_sent(today, sign_in, verb, said):
    answer = send(sign_in("officer.water"), today, verb, **said)
    assert (answer.status_code, answer.json()["state"]) == (422, "refused")


def test_nothing_is_ever_taken_under_another_persons_name(today, sign_in, posts):
    other = posts["officer.planning"].user.pk
    answer = send(sign_in("officer.water"), today, "note", text="水压不足", person=other)
    assert (answer.status_code, answer.json()["state"]) == (409, "kept")
    assert today.notes.count() == 0
    assert send(sign_in("officer.planning"), today, "note", text="水压不足", person=other).status_code == 200


def test_a_telephone_says_when_it_was_written_and_nobody_writes_in_the_future(today, sign_in):
    browser, now = sign_in("officer.water"), timezone.now()
    earlier = now - timedelta(hours=2)
    send(browser, today, "note", text="早", when=earlier.isoformat())
    send(browser, today, "note", text="晚", when=(now + timedelta(days=2)).isoformat())
    first, second = today.notes.order_by("pk")
    assert first.at == earlier
    assert now <= second.at <= timezone.now()


def test_who_is_signed_in_is_told_to_the_queue_with_a_token(sign_in, posts, client):
    said = sign_in("officer.water").get("/visits/queue/").json()
    assert said["person"] == posts["officer.water"].user.pk
    assert len(said["token"]) == 64
    assert client.get("/visits/queue/").status_code == 302


def test_a_settled_finding_is_the_units_own_and_an_office_person_cannot_settle(today, sign_in, categories):
    said = {"text": "停水", "outcome": "settled", "how": "当场恢复供水", "category": categories.water.pk}
    assert send(sign_in("officer.water"), today, "finding", **said).status_code == 200
    finding = Finding.objects.get()
    assert (finding.outcome, finding.appeal.population, finding.how) == (
        "settled",
        "self_found",
        "当场恢复供水",
    )
    assert send(sign_in("office"), today, "finding", **said).status_code == 422


@pytest.mark.parametrize("who", ["officer.trade", "head.planning"])
def test_who_does_not_go_writes_nothing(visited, actors, who):
    with pytest.raises(Refused, match="只有参加走访的人员"):
        recording.write_note(visited(), "x", by=actors[who])


def test_a_stop_is_finished_only_after_checking_in_and_once(stop_of, actors):
    stop, by = stop_of(), actors["officer.water"]
    with pytest.raises(Refused, match="尚未签到"):
        recording.finish(stop, by=by, at=at(3, 12))
    recording.check_in(stop, by=by, at=at(3, 12))
    with pytest.raises(Refused, match="已于"):
        recording.check_in(stop, by=actors["officer.planning"], at=at(3, 12))
    recording.finish(stop, by=by, at=at(3, 12, 10))
    with pytest.raises(Refused, match="已于"):
        recording.finish(stop, by=actors["officer.planning"], at=at(3, 12, 11))


def test_one_does_not_check_in_before_the_day(stop_of, actors):
    with pytest.raises(Refused, match="2026-03-12"):
        recording.check_in(stop_of(), by=actors["officer.water"], at=at(3, 11, 23, 59))


def test_a_cancelled_trip_takes_nothing(stop_of, actors):
    stop = stop_of()
    planning.cancel(stop.visit, by=actors["office"], reason="企业检修")
    with pytest.raises(Refused, match="企业检修"):
        recording.write_note(stop, "x", by=actors["officer.water"])


def test_a_trip_is_done_with_its_last_stop_and_decided_with_its_last_finding(planned, actors):
    visit, by = planned(), actors["officer.water"]
    first, last = visit.stops.all()
    recording.check_in(first, by=by, at=at(3, 12))
    finding = recording.find(first, "停水", by=by, at=at(3, 12))
    recording.finish(first, by=by, at=at(3, 12, 10))
    visit.refresh_from_db()
    assert visit.stage == "under_way"
    recording.skip(last, by=by, reason="工地停工", at=at(3, 12, 11))
    visit.refresh_from_db()
    assert visit.stage == "done"
    note_only(finding, by=by)
    visit.refresh_from_db()
    assert visit.stage == "decided"


def test_the_last_stop_cannot_be_left_out(stop_of, actors):
    with pytest.raises(Refused, match="请改为取消走访"):
        recording.skip(stop_of(), by=actors["officer.water"], reason="没去", at=at(3, 12))


def test_a_leader_who_came_along_has_been_in_contact_with_their_company_once(
    visited, posts, enterprise, mill, actors
):
    deputy = posts["deputy"].leader
    enterprise.leader = deputy
    enterprise.save()
    stop = visited(leader=deputy)
    contact = LeaderContact.objects.get()
    assert (contact.leader, contact.enterprise, contact.way, f"{contact.day}") == (
        deputy,
        enterprise,
        "visit",
        "2026-03-12",
    )
    recording._count_as_contact(stop, actors["officer.water"], at(3, 12))
    visited(leader=deputy, places=[Place(mill)])  # not linked to them
    visited()  # without them
    assert LeaderContact.objects.count() == 1


def test_without_javascript_the_forms_lead_back_to_the_page(today, sign_in):
    browser = sign_in("officer.water")
    answer = browser.post(f"/visits/stops/{today.pk}/note/", {"key": str(uuid.uuid4()), "text": "水压不足"})
    assert (answer.status_code, answer["Location"]) == (302, f"/visits/stops/{today.pk}/#note")
    answer = browser.post(f"/visits/stops/{today.pk}/finding/", {"text": "厂区停水", "outcome": "settled"})
    assert answer.status_code == 422
    assert "厂区停水" in answer.content.decode()


def test_signed_anew_the_newer_signature_stands(visited, actors):
    stop = visited()
    for seed, name in ((1, "陈静"), (2, "赵敏")):
        recording.sign(
            stop, incoming(drawing(seed=seed)), name=name, by=actors["officer.water"], at=at(3, 12, 10)
        )
    stop.refresh_from_db()
    assert stop.visited_name == "赵敏"
    assert [event.note for event in stop.visit.events.filter(verb="sign")] == ["陈静", "赵敏"]
