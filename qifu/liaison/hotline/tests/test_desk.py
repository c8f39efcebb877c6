"""One screen: the caller is found, the appeal registered, answered on the spot, or only noted."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.models import Answer, Appeal
from qifu.liaison.hotline.models import Call, CallBack
from qifu.liaison.models import Finding
from tests.pages import text_of


def test_an_appeal_is_registered_and_accepted_and_its_number_shown(dial, categories, sign_in):
    answer = dial("registered", category=categories.water.pk, wish="尽快恢复")
    call, appeal = Call.objects.get(), Appeal.objects.get()
    assert answer["Location"] == f"/hotline/calls/{call.pk}/?done=1"
    assert (call.outcome, call.appeal, call.operator.name) == ("registered", appeal, "operator")
    assert (appeal.channel, appeal.stage, appeal.population) == ("hotline", "accepted", "assigned")
    assert (appeal.caller_phone, appeal.wish) == ("19900001234", "尽快恢复")
    assert Finding.objects.get().source_id == call.pk
    page = text_of(sign_in("operator").get(answer["Location"]))
    assert appeal.number in page
    assert "19900001234" not in page


def test_without_a_category_it_waits_for_review(dial):
    dial("registered")
    assert Appeal.objects.get().stage == "registered"


def test_answered_on_the_spot_is_told_with_the_knowledge_entry_used(dial, categories, knows):
    entry = knows()
    dial("told", category=categories.water.pk, entry=entry.pk, reply="六小时内恢复。")
    appeal, call = Appeal.objects.get(), Call.objects.get()
    assert (appeal.population, appeal.stage) == ("notified", "closed")
    assert Answer.objects.get().reply == "六小时内恢复。"
    assert call.entry == entry
    entry.refresh_from_db()
    assert entry.uses == 1


def test_a_note_raises_no_appeal_and_remembers_what_was_asked_after(dial, file_appeal):
    appeal = file_appeal()
    dial("question", text="", about=appeal.number)
    call = Call.objects.get()
    assert (call.outcome, call.about, call.appeal) == ("question", appeal, None)
    assert Appeal.objects.count() == 1


@pytest.mark.parametrize(
    ("do", "said", "field"),
    [
        ("registered", {"text": ""}, "text"),
        ("registered", {"enterprise": "", "caller_name": ""}, "enterprise"),
        ("registered", {"enterprise": "Q999999"}, "enterprise"),
        ("registered", {"caller_phone": "12"}, "caller_phone"),
        ("told", {"reply": "六小时"}, "category"),
        ("told", {}, "reply"),
        ("question", {"text": ""}, "text"),
        ("question", {"about": "2026-999999"}, "about"),
        ("told", {"entry": "4711"}, "entry"),
        ("registered", {"call_back_at": "tomorrow"}, "call_back_at"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(dial, do, said, field):
    answer = dial(do, **said)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Call.objects.count() == 0
    assert answer.context["form"]["caller_name"].value() == said.get("caller_name", "陈静")


def test_an_expired_entry_is_refused_with_a_sentence(dial, categories, knows):
    entry = knows(valid_until=timezone.localdate() - timedelta(days=1))
    answer = dial("told", category=categories.water.pk, entry=entry.pk, reply="六小时内恢复。")
    assert answer.status_code == 409
    assert Appeal.objects.count() == 0


def test_pressed_twice_it_is_one_call_and_one_appeal(dial):
    key = str(uuid.uuid4())
    first, second = (dial("registered", key=key) for _turn in range(2))
    assert first["Location"] == second["Location"]
    assert (Call.objects.count(), Appeal.objects.count()) == (1, 1)


def test_without_scripts_what_is_known_shows_and_nothing_is_written(dial, file_appeal):
    appeal = file_appeal()
    page = dial("look")
    assert page.status_code == 200
    assert appeal.number in text_of(page)
    assert page.context["form"]["text"].value() == "厂区停水三天。"
    assert Call.objects.count() == 0


def test_the_pop_up_finds_the_company_by_its_number_and_keeps_the_call(sign_in, enterprise):
    page = sign_in("operator").get("/hotline/new?phone=0990-1234567&call=T-1")
    form = page.context["form"]
    assert (form["enterprise"].value(), form["call"].value()) == (enterprise.number, "T-1")
    assert Call.objects.count() == 0


def test_the_same_call_of_the_telephone_system_is_written_down_once(dial, sign_in):
    dial("question", call="T-1")
    again = dial("registered", call="T-1", text="又来一遍。")
    assert again.status_code == 409
    assert (Call.objects.count(), Appeal.objects.count()) == (1, 0)
    page = sign_in("office").get("/hotline/new?phone=19900001234&call=T-1")
    assert page.context["known"] == Call.objects.get()


def test_the_past_of_a_company_and_of_a_caller_stands_beside_the_form(sign_in, enterprise, file_appeal, took):
    appeal, call = file_appeal(), took()
    client = sign_in("operator")
    of_company = client.get("/hotline/history/", {"enterprise": enterprise.number}).context["past"]
    of_caller = client.get("/hotline/history/", {"caller_phone": "199 0000 1234"}).context["past"]
    for past in (of_company, of_caller):
        assert (list(past.open_ones), list(past.calls)) == ([appeal], [call])
    assert client.get("/hotline/history/", {"caller_phone": "199"}).context["past"].is_empty


@pytest.mark.parametrize("asked", ["number", "tail", "phone"])
def test_an_answer_is_read_back_by_number_or_telephone(asked, sign_in, file_appeal, actors, categories):
    appeal = file_appeal()
    advance(appeal, "tell", by=actors["office"], category=categories.water, reply="周五恢复供水。")
    words = {
        "number": appeal.number,
        "tail": str(int(appeal.number.partition("-")[2])),
        "phone": "19900001234",
    }
    page = sign_in("operator").get("/hotline/asked/", {"ask": words[asked]})
    assert "周五恢复供水。" in text_of(page)
    assert "周五" not in text_of(sign_in("operator").get("/hotline/asked/", {"ask": "2026-999999"}))


def test_to_call_back_a_number_is_needed(dial):
    assert dial("dropped", caller_phone="").status_code == 409
    assert dial("dropped").status_code == 302
    assert [row.kind for row in CallBack.objects.all()] == ["dropped"]


def test_a_promised_call_back_takes_the_place_of_a_broken_off_one(dial):
    dial("dropped")
    when = timezone.localtime() + timedelta(hours=2)
    dial("question", call_back_at=f"{when:%Y-%m-%dT%H:%M}")
    states = {row.kind: row.state for row in CallBack.objects.all()}
    assert states == {"dropped": "called_again", "promised": "open"}
