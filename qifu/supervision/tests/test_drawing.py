"""Drawing a sample: from what, how many, once, in each case's ledger, and to be drawn again by anybody."""

import uuid
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from qifu.appeals.advancing import advance
from qifu.appeals.models import Event
from qifu.appeals.sealing import verify
from qifu.organisations.refusals import Refused
from qifu.supervision.models import Draw, Drawn, Inspection
from qifu.supervision.sampling.checking import check
from qifu.supervision.sampling.drawing import cancel, draw
from qifu.supervision.sampling.framing import frame_of, preview
from qifu.supervision.sampling.judging import inspect
from qifu.supervision.tests.conftest import MONDAY, WEDNESDAY
from tests.pages import said_by, text_of


def numbers(made: Draw) -> list[str]:
    return sorted(made.cases.values_list("appeal__number", flat=True))


def test_the_frame_holds_what_was_closed_in_the_period_with_an_answer_and_nothing_else(
    closed, given, plan, district, units, actors
):
    inside = closed()
    given()
    closed("planning", MONDAY + timedelta(days=30))
    answered = closed("trade", until="answer")
    reopened = closed()
    advance(reopened, "reopen", by=actors["office"], note="又停水", at=WEDNESDAY)
    assert list(frame_of(plan(), district)) == [inside.number]
    assert list(frame_of(plan(with_answered=True), district)) == [inside.number, answered.number]
    assert frame_of(plan(population="self_found"), district) == {}


@pytest.mark.parametrize("kept", [True, False])
def test_what_is_excluded_from_the_rates_stays_in_the_frame_or_out_of_it_as_the_draw_records(
    closed, plan, drawn, district, kept
):
    excluded, other = closed(), closed()
    type(excluded).objects.filter(pk=excluded.pk).update(excluded=True)
    made = drawn(with_excluded=kept)
    assert numbers(made) == ([excluded.number, other.number] if kept else [other.number])
    assert (made.with_excluded, made.framed) == (kept, 2 if kept else 1)


def test_it_is_narrowed_by_category_street_and_channel(closed, plan, district, categories, units):
    one = closed()
    fits = {"category": categories.water.parent, "street": units.wharf, "channel": "portal"}
    assert list(frame_of(plan(**fits), district)) == [one.number]
    for other in ({"category": categories.pressure}, {"street": units.hill}, {"channel": "letter"}):
        assert frame_of(plan(**{**fits, **other}), district) == {}, other


def test_the_look_beforehand_says_what_the_draw_then_does(closed, plan, drawn, district, units):
    for lead in ("water",) * 6 + ("planning",) * 3 + ("trade",):
        closed(lead)
    foreseen = preview(plan(share=40, least=1), district, WEDNESDAY)
    assert [(line.unit, line.framed, line.drawn) for line in foreseen.lines] == [
        (units.water, 6, 2),
        (units.planning, 3, 1),
        (units.trade, 1, 1),
    ]
    made = drawn(share=40, least=1)
    assert (made.number, made.size, made.framed, made.drawn) == ("2026-1", 4, 10, 4)
    by_unit = Inspection.objects.filter(draw=made).order_by("unit__order").values_list("unit", flat=True)
    assert list(by_unit) == [units.water.pk, units.water.pk, units.planning.pk, units.trade.pk]
    assert {case.due_at.date() for case in made.inspections.all()} == {date(2026, 5, 19)}


def test_anybody_can_draw_the_same_sample_with_the_digests_of_seed_and_number(closed, drawn):
    all_of_them = [closed().number for _n in range(9)]
    made = drawn(share=None, size=3)
    by_digest = sorted(all_of_them, key=lambda number: sha256(f"2026050\n{number}".encode()).hexdigest())
    assert numbers(made) == sorted(by_digest[:3])
    assert made.digest == sha256(made.frame.text.encode()).hexdigest()


def test_each_drawn_case_says_so_in_its_ledger_with_seed_and_frame(closed, drawn, district, actors):
    appeal = closed()
    made = drawn()
    event = Event.objects.get(appeal=appeal, verb="drawn")
    assert event.data == {
        "draw": "2026-1",
        "seed": "2026050",
        "frame": made.digest,
        "unit": "水务局",
    }
    assert (event.who, event.at, event.target) == ("活动办 office", WEDNESDAY, "closed")
    assert verify(district) is None
    appeal.refresh_from_db()
    assert advance(appeal, "reopen", by=actors["office"], note="又停水").sequence == event.sequence + 1


@pytest.mark.parametrize("row", [Draw, Drawn])
def test_the_database_refuses_to_change_a_draw_or_its_list(closed, drawn, row):
    closed()
    made = drawn()
    for change in (
        lambda rows: rows.update(district=made.district),
        lambda rows: rows._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change(row.objects.all())


def test_the_redraw_is_the_same_though_the_appeals_have_moved_on(closed, drawn, actors, capsys):
    appeals = [closed(lead) for lead in ("water", "water", "planning")]
    drawn(share=50)
    for appeal in appeals:
        appeal.refresh_from_db()
        advance(appeal, "reopen", by=actors["office"], note="又停水")
    call_command("redraw", "2026-1")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("第2026-1次抽检，种子2026050")
    assert lines[-1] == "第2026-1次抽检核验一致：2件全部重新抽中。"


def test_the_redraw_tells_a_list_that_was_exchanged(closed, drawn, capsys):
    """As somebody with the database in hand would do it, by another row and another frame."""
    first, second = closed(), closed()
    made = drawn(share=None, size=1)
    [taken] = numbers(made)
    other = second if taken == first.number else first
    Drawn.objects.create(district=made.district, draw=made, appeal=other, unit=other.lead_unit)
    found = check(made)
    assert (found.holds, found.frame_holds, found.unentered) == (False, True, [other.number])
    with pytest.raises(CommandError, match="不一致"):
        call_command("redraw", "2026-1")
    assert other.number in capsys.readouterr().out
    made.frame.text = made.frame.text.replace(taken, "2026-999999")
    assert (check(made).holds, check(made).frame_holds) == (False, False)


def test_the_command_says_what_it_does_not_find(db):
    for said, sentence in (("2026-9", "没有"), ("first", "2026-3")):
        with pytest.raises(CommandError, match=sentence):
            call_command("redraw", said)


def test_what_an_earlier_draw_has_drawn_is_left_out_unless_wanted(closed, drawn):
    first = closed()
    made = drawn()
    second = closed()
    again = drawn()
    assert (numbers(made), numbers(again)) == ([first.number], [second.number])
    assert numbers(drawn(with_drawn=True)) == [first.number, second.number]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"since": date(2026, 5, 1)}, "早于"),
        ({"until": date(2026, 5, 7)}, "以后|未来"),
        ({"size": 3}, "比例|件数"),
        ({"population": "self_found"}, "没有"),
        ({"seed": " "}, "种子"),
        ({"by": "head.water"}, "抽"),
        ({"share": None, "size": 0}, "抽"),
    ],
)
def test_a_draw_that_makes_no_sense_is_refused_with_a_sentence(closed, drawn, change, sentence):
    closed()
    with pytest.raises(Refused, match=sentence):
        drawn(**change)
    assert not Draw.objects.exists()


def test_a_repeated_request_draws_once_and_of_two_who_draw_at_once_the_second_is_told(
    closed, plan, district, actors
):
    closed()
    key = uuid.uuid4()
    said = {"seed": "7", "district": district, "by": actors["inspector"], "seen": 0, "at": WEDNESDAY}
    made = draw(plan(), **said, key=key)
    assert draw(plan(), **said, key=key) == made
    with pytest.raises(Refused, match="inspector"):
        draw(plan(with_drawn=True), **said, key=uuid.uuid4())
    assert Draw.objects.count() == 1


def test_a_cancelled_draw_stays_with_its_reason_and_its_cases_can_be_drawn_anew(
    closed, drawn, actors, sign_in
):
    appeal = closed()
    made = drawn()
    cancel(made, by=actors["inspector"], reason="期间填错", at=WEDNESDAY)
    assert numbers(drawn()) == [appeal.number]
    page = text_of(sign_in("office").get(f"/inspections/{made.pk}/"))
    assert "期间填错" in page
    assert Event.objects.get(appeal=appeal, verb="draw_cancelled").data["reason"] == "期间填错"
    made.refresh_from_db()
    with pytest.raises(Refused, match="已"):
        cancel(made, by=actors["inspector"], reason="再来一次")


def test_a_draw_with_something_inspected_is_not_cancelled(closed, drawn, said, actors):
    closed()
    made = drawn()
    inspect(made.inspections.get(), said(made), by=actors["inspector"])
    with pytest.raises(Refused, match="1件"):
        cancel(made, by=actors["office"], reason="结果不好看")


def test_the_office_looks_first_and_then_draws_in_the_browser(closed, sampling, sign_in, units):
    for lead in ("water", "water", "planning"):
        closed(lead)
    client = sign_in("office")
    form = client.get("/inspections/draw/").context["form"]
    assert (form["share"].value(), form["least"].value(), len(form["seed"].value())) == (10, 2, 16)
    said = {
        "key": form["key"].value(),
        "seen": 0,
        "since": "2026-04-01",
        "until": "2026-04-30",
        "population": "assigned",
        "share": "10",
        "least": "1",
        "seed": "双色球2026050期",
        "with_excluded": "on",
    }
    looked = client.post("/inspections/draw/", {**said, "preview": "1"})
    assert [(line.unit, line.framed, line.drawn) for line in looked.context["preview"].lines] == [
        (units.water, 2, 1),
        (units.planning, 1, 1),
    ]
    assert not Draw.objects.exists()
    answers = [client.post("/inspections/draw/", {**said, "draw": "1"}) for _twice in range(2)]
    made = Draw.objects.get()
    assert [answer["Location"] for answer in answers] == [f"/inspections/{made.pk}/"] * 2
    assert (made.seed, made.drawn) == ("双色球2026050期", 2)
    shown = text_of(client.get(f"/inspections/{made.pk}/"))
    assert "双色球2026050期" in shown
    assert made.digest in shown
    assert said_by(answers[0])


def test_a_form_that_lacks_something_keeps_what_was_typed(sampling, sign_in):
    answer = sign_in("office").post(
        "/inspections/draw/",
        {
            "since": "2026-04-30",
            "until": "2026-04-01",
            "population": "assigned",
            "least": "1",
            "seed": "7",
            "seen": 0,
        },
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"size", "until"}
    assert answer.context["form"]["seed"].value() == "7"


def test_the_page_draws_again_and_hands_out_the_frame_of_what_one_sees(closed, drawn, sign_in, units):
    water, planning = closed(), closed("planning")
    made = drawn()
    whole = f"{water.number} {units.water.pk}\n{planning.number} {units.planning.pk}\n"
    seen = {
        "office": whole,
        "mayor": whole,
        "head.water": whole.splitlines(keepends=True)[0],
        "deputy": whole,
    }
    for who, text in seen.items():
        client = sign_in(who)
        assert client.get(f"/inspections/{made.pk}/frame/").content.decode() == text, who
        page = client.get(f"/inspections/{made.pk}/redraw/")
        assert page.context["check"].holds, who
        assert (planning.number in text_of(page)) is (who != "head.water")
    assert sign_in("head.trade").get(f"/inspections/{made.pk}/redraw/").status_code == 404
