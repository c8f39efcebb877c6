"""The catalogue of duties: it grows from rulings, is written by hand, and is what assigning suggests first."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from qifu.appeals.advancing import advance
from qifu.appeals.catalogue import in_force
from qifu.appeals.models import Appeal, CatalogueEntry
from qifu.appeals.words import Stage
from qifu.organisations.models import LogEntry
from qifu.organisations.refusals import Refused
from tests.pages import text_of


@pytest.fixture
def dispute(assigned, actors):
    def make(lead="water"):
        appeal = assigned(lead=lead)
        advance(appeal, "object", by=actors[f"head.{lead}"], note="不属本局职责")
        return appeal

    return make


@pytest.fixture
def overruled(dispute, actors):
    appeal = dispute()
    advance(appeal, "overrule", by=actors["office"], note="三定方案明确由水务局负责")
    return appeal


@pytest.fixture
def write(sign_in):
    def by_hand(category, unit, reason="区府办〔2026〕9号"):
        said = {"category": category.pk, "unit": unit.pk, "reason": reason}
        return sign_in("office").post("/settings/catalogue/add/", said)

    return by_hand


def holding(district):
    return [(e.category.name, e.unit.short_name, e.ruling is not None) for e in in_force(district.pk)]


def today():
    return date_format(timezone.localdate(), "n月j日")


def test_an_overruled_objection_enters_the_category_with_the_ruling_as_evidence(overruled, district):
    entry = in_force(district.pk).get()
    assert (entry.category.name, entry.unit.short_name, entry.reason) == (
        "停水",
        "水务局",
        "三定方案明确由水务局负责",
    )
    assert (entry.ruling, entry.by.username) == (overruled.assignments.get(), "office")
    event = overruled.timeline.get(verb="overrule")
    assert event.data == {"unit": "水务局", "catalogue": "停水 → 水务局"}


def test_the_same_ruling_again_keeps_the_first_evidence(overruled, dispute, actors, district):
    again = dispute()
    advance(again, "overrule", by=actors["office"], note="同前")
    assert in_force(district.pk).get().ruling.appeal == overruled
    assert CatalogueEntry.objects.count() == 1


def test_an_upheld_objection_ends_the_entry_and_may_name_whose_duty_it_is(
    overruled, dispute, take, units, district
):
    appeal = dispute()
    _response, appeal = take("office", appeal, "uphold", note="职责已调整", rightful=units.trade.pk)
    assert (appeal.stage, holding(district)) == (Stage.ACCEPTED, [("停水", "工信局", True)])
    before = CatalogueEntry.objects.get(unit=units.water)
    assert before.ended_because == f"{appeal.number}号诉求的裁定：不属水务局职责。"
    assert before.ended_at is not None


def test_upheld_without_a_name_the_entry_ends_and_nobody_is_suggested(overruled, dispute, actors, district):
    advance(dispute(), "uphold", by=actors["office"], note="职责已调整")
    assert holding(district) == []


def test_the_unit_that_was_released_cannot_be_named(dispute, actors, units):
    with pytest.raises(Refused, match=r"^临江区水务局不能作为职责所属单位"):
        advance(dispute(), "uphold", by=actors["office"], note="属实", rightful=units.water)
    assert CatalogueEntry.objects.count() == 0


def test_assigning_suggests_the_unit_first_and_says_why(overruled, accepted, sign_in, units):
    form = sign_in("office").get(f"/appeals/{accepted().number}/assign/").content.decode()
    assert f'<option value="{units.water.pk}" selected>' in form
    assert f"依据职责目录：{today()}裁定（{overruled.number}）" in form


def test_without_an_entry_nobody_is_suggested(overruled, file_appeal, actors, categories, sign_in):
    appeal = file_appeal()
    advance(appeal, "accept", by=actors["office"], category=categories.pressure)
    form = sign_in("office").get(f"/appeals/{appeal.number}/assign/").content.decode()
    assert "依据职责目录" not in form


def test_an_entry_of_a_branch_holds_for_what_lies_below_and_has_none_of_its_own(
    overruled, write, categories, units, accepted, file_appeal, actors, sign_in
):
    write(categories.water.parent, units.planning)
    pressure = file_appeal()
    advance(pressure, "accept", by=actors["office"], category=categories.pressure)
    client = sign_in("office")
    form = client.get(f"/appeals/{pressure.number}/assign/").content.decode()
    assert f'<option value="{units.planning.pk}" selected>' in form
    assert f"依据职责目录：{today()}人工录入" in form
    water = client.get(f"/appeals/{accepted().number}/assign/").content.decode()
    assert f'<option value="{units.water.pk}" selected>' in water


def test_one_press_in_the_inbox_assigns_as_the_catalogue_says(overruled, accepted, sign_in, units):
    appeal, other = accepted(), accepted()
    client = sign_in("office")
    page = text_of(client.get("/inbox/?section=assign"))
    assert f"交水务局主办 依据职责目录：{today()}裁定（{overruled.number}）" in page
    said = {
        "action": "assign",
        "chosen": [other.pk],
        "lead": units.trade.pk,
    }  # what is ticked below stays out of it
    client.post(f"{reverse('inbox-bulk')}?section=assign&only={appeal.pk}", said)
    appeal.refresh_from_db()
    other.refresh_from_db()
    assert (appeal.stage, appeal.lead_unit, other.stage) == (Stage.ASSIGNED, units.water, Stage.ACCEPTED)


def test_many_are_assigned_as_the_catalogue_says_and_the_unknown_ones_are_told(
    overruled, accepted, file_appeal, actors, categories, units, sign_in
):
    known, unknown = accepted(), file_appeal()
    advance(unknown, "accept", by=actors["office"], category=categories.pressure)
    said = {"action": "assign", "chosen": [known.pk, unknown.pk]}
    response = sign_in("office").post(f"{reverse('inbox-bulk')}?section=assign", said, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "“交办”：已办理 1 件。",
        f"{unknown.number}：职责目录中“水压”尚无对应单位，请选择主办单位。",
    ]
    assert Appeal.objects.get(pk=known.pk).lead_unit == units.water


def test_a_unit_out_of_use_is_suggested_to_nobody(overruled, accepted, units, sign_in):
    units.water.active = False
    units.water.save()
    form = sign_in("office").get(f"/appeals/{accepted().number}/assign/").content.decode()
    assert "依据职责目录" not in form


def test_an_entry_changed_by_hand_keeps_what_stood_before_and_is_logged(overruled, sign_in, units, district):
    client, entry = sign_in("office"), in_force(district.pk).get()
    said = {"unit": units.planning.pk, "reason": "机构改革，职责划转"}
    assert client.post(f"/settings/catalogue/{entry.pk}/", said).status_code == 302
    assert holding(district) == [("停水", "规划局", False)]
    entry.refresh_from_db()
    assert entry.ended_because == "机构改革，职责划转"
    logged = LogEntry.objects.get(what="职责目录：用水用电 / 用水 / 停水")
    assert (logged.before, logged.after, logged.user.username) == (
        {"unit": "临江区水务局", "reason": "三定方案明确由水务局负责"},
        {"unit": "临江区规划局", "reason": "机构改革，职责划转"},
        "office",
    )
    page = text_of(client.get("/catalogue/010101/"))
    assert page.index("规划局 现行") < page.index(f"水务局 至 {timezone.localdate()}")
    assert f"异议裁定 {timezone.localdate()} {overruled.number}" in page


def test_an_entry_is_ended_by_hand(overruled, sign_in, district, units):
    entry = in_force(district.pk).get()
    said = {"unit": units.water.pk, "reason": "职责取消", "ends": "on"}
    sign_in("office").post(f"/settings/catalogue/{entry.pk}/", said)
    assert holding(district) == []
    entry.refresh_from_db()
    assert entry.ended_because == "职责取消"


def test_another_unit_needs_another_reason(overruled, sign_in, units, district):
    entry = in_force(district.pk).get()
    said = {"unit": units.planning.pk, "reason": entry.reason}
    response = sign_in("office").post(f"/settings/catalogue/{entry.pk}/", said)
    assert response.context["form"].errors["reason"] == ["单位调整，依据也应随之填写。"]
    assert holding(district) == [("停水", "水务局", True)]


def test_a_category_has_one_entry(overruled, write, categories, units, district):
    response = write(categories.water, units.planning)
    assert "该类别已有条目，请修改原条目。" in response.content.decode()
    assert holding(district) == [("停水", "水务局", True)]


def test_the_pages_show_it_by_category_and_by_unit_with_the_ruling_linked(
    overruled, write, categories, units, sign_in
):
    write(categories.pressure, units.trade)
    client = sign_in("office")
    by_category = client.get("/catalogue/")
    assert [(label, len(rows)) for label, rows in by_category.context["groups"]] == [("用水用电", 2)]
    assert f'<a href="/appeals/{overruled.number}/">{overruled.number}</a>' in by_category.content.decode()
    by_unit = client.get("/catalogue/?by=unit")
    assert [(label, [e.category.name for e in rows]) for label, rows in by_unit.context["groups"]] == [
        ("水务局", ["停水"]),
        ("工信局", ["水压"]),
    ]
    only = client.get("/catalogue/?origin=hand")
    assert [e.category.name for _label, rows in only.context["groups"] for e in rows] == ["水压"]


def test_who_may_not_see_the_ruled_appeal_reads_its_number_without_a_link(overruled, sign_in):
    page = sign_in("head.trade").get("/catalogue/").content.decode()
    assert overruled.number in page
    assert f"/appeals/{overruled.number}/" not in page


@pytest.mark.parametrize("person", ["officer.water", "head.water", "operator", "contact"])
def test_others_may_not_write_it(overruled, sign_in, units, person, district):
    entry = in_force(district.pk).get()
    said = {"unit": units.planning.pk, "reason": "自行修改"}
    assert sign_in(person).post(f"/settings/catalogue/{entry.pk}/", said).status_code == 403
    assert holding(district) == [("停水", "水务局", True)]
