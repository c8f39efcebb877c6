"""Accepting, declining, telling, taking up, assigning, objecting, merging and splitting through their pages."""

import re

from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.words import Stage
from tests.pages import said_by, taken, text_of


def test_accept_files_it_under_a_category(take, file_appeal, categories):
    response, appeal = take("operator", file_appeal(), "accept", category=categories.water.pk)
    assert taken(response)
    assert (appeal.stage, appeal.category, appeal.due_at) == (Stage.ACCEPTED, categories.water, None)
    assert said_by(response) == [f"{appeal.number}：活动办 operator 受理了诉求。"]


def test_only_the_ends_of_the_own_districts_tree_are_offered(sign_in, file_appeal, categories, district):
    other = type(district).objects.create(code="990198", name="临山区")
    type(categories.water).objects.create(district=other, code="01", name="外区类别")
    categories.pressure.active = False
    categories.pressure.save()
    page = sign_in("office").get(f"/appeals/{file_appeal().number}/accept/").content.decode()
    assert re.findall(r'<option value="\d+">([^<]+)</option>', page) == ["用水用电 / 用水 / 停水"]


def test_decline_tells_the_enterprise_why(take, file_appeal):
    said = {"ground": "petition", "note": "已由信访部门受理，请向其查询。"}
    response, appeal = take("office", file_appeal(), "decline", **said)
    assert taken(response)
    event = appeal.timeline.last()
    assert (appeal.stage, event.note, event.data) == (Stage.DECLINED, said["note"], {"ground": "petition"})


def test_tell_answers_and_closes_at_once(take, file_appeal, categories):
    response, appeal = take(
        "operator", file_appeal(), "tell", category=categories.water.pk, reply="请到窗口办理。"
    )
    assert taken(response)
    assert (appeal.stage, appeal.population, appeal.answers.get().reply) == (
        "closed",
        "notified",
        "请到窗口办理。",
    )


def test_take_up_makes_the_finder_the_lead(take, file_appeal, actors, categories):
    found = file_appeal(by=actors["officer.water"], population="self_found", channel="unit_research")
    response, appeal = take("officer.water", found, "take_up", category=categories.water.pk)
    assert taken(response)
    assert (appeal.stage, appeal.lead_unit.short_name, appeal.population) == (
        "handling",
        "水务局",
        "self_found",
    )


def test_assign_gives_it_to_lead_and_assisting_units(take, accepted, units):
    fields = {"lead": units.water.pk, "assist": [units.planning.pk, units.trade.pk], "complexity": "several"}
    response, appeal = take("office", accepted(), "assign", requirement="三日内恢复供水", **fields)
    assert taken(response)
    given = {(a.unit.short_name, a.part, a.requirement) for a in appeal.assignments.all()}
    assert given == {
        (name, part, "三日内恢复供水")
        for name, part in (("水务局", "lead"), ("规划局", "assist"), ("工信局", "assist"))
    }
    assert (appeal.stage, appeal.complexity) == (Stage.ASSIGNED, "several")


def test_the_form_of_assign_computes_the_due_dates_of_today(sign_in, accepted):
    page = text_of(sign_in("office").get(f"/appeals/{accepted().number}/assign/"))
    today = timezone.localdate()
    assert (
        re.search(r"C类（简单） \d\d-\d\d \d\d-\d\d (\d{4}-\d\d-\d\d) 5 个工作日", page)[1]
        > today.isoformat()
    )
    assert "15 个工作日" in page
    assert "30 个工作日" in page


def test_a_unit_that_leads_and_assists_is_refused_and_nothing_typed_is_lost(take, accepted, units):
    fields = {
        "lead": units.water.pk,
        "assist": [units.water.pk],
        "complexity": "several",
        "requirement": "三日内恢复供水",
    }
    response, appeal = take("office", accepted(), "assign", **fields)
    assert (response.status_code, appeal.stage) == (409, Stage.ACCEPTED)
    assert "临江区水务局 不能既主办又协办，请删去其中一处。" in text_of(response)
    page = response.content.decode()
    assert "三日内恢复供水" in page
    assert len(re.findall(rf'<option value="{units.water.pk}" selected', page)) == 2


def test_a_unit_out_of_use_cannot_be_chosen(take, accepted, units):
    units.water.active = False
    units.water.save()
    response, appeal = take("office", accepted(), "assign", lead=units.water.pk, complexity="simple")
    assert (response.status_code, appeal.stage) == (422, Stage.ACCEPTED)


def test_sign_for_object_and_overrule(take, assigned):
    response, appeal = take("head.water", assigned(), "object", note="不属本单位职责，应由工信局办理。")
    assert taken(response)
    assert (appeal.stage, appeal.objections) == (Stage.DISPUTED, 1)
    response, appeal = take("office", appeal, "overrule", note="按三定方案属水务局职责。")
    assert taken(response)
    response, appeal = take("officer.water", appeal, "sign_for")
    assert taken(response)
    assert (appeal.stage, appeal.lead.objection_ruling) == (Stage.HANDLING, "overruled")


def test_the_ruling_is_made_with_the_objection_before_ones_eyes(sign_in, actors, assigned):
    appeal = assigned()
    advance(appeal, "object", by=actors["head.water"], note="不属本单位职责")
    assert "异议理由 不属本单位职责" in text_of(sign_in("office").get(f"/appeals/{appeal.number}/uphold/"))


def test_merge_finds_the_main_appeal_by_its_number(take, file_appeal, assigned, sign_in):
    main, double = assigned(), file_appeal(title="同一路段停水")
    found = sign_in("office").get("/appeals/lookup/", {"q": main.number[:9]}).json()
    assert [row["value"] for row in found] == [double.number, main.number]
    assert sign_in("office").get("/appeals/lookup/", {"q": "同一路段"}).json()[0]["value"] == double.number
    assert (
        sign_in("office").get("/appeals/lookup/", {"q": str(int(main.number[5:]))}).json()[0]["value"]
        == main.number
    )
    response, appeal = take("office", double, "merge", main=main.number, note="同一事项")
    assert taken(response)
    assert (appeal.stage, appeal.main) == (Stage.MERGED, main)


def test_merge_into_an_unknown_number_is_told_beside_the_field(take, file_appeal):
    response, appeal = take("office", file_appeal(), "merge", main="2026-999999")
    assert (response.status_code, appeal.stage) == (422, Stage.REGISTERED)
    assert "没有编号为 2026-999999 的诉求。" in text_of(response)


def test_split_makes_an_accepted_appeal_of_each_row(take, accepted):
    rows = {"title_1": "门前道路破损", "text_1": "路面破损影响货运。", "title_3": "路灯不亮"}
    response, appeal = take("office", accepted(), "split", note="两项分属不同单位", **rows)
    assert taken(response)
    parts = [(part.title, part.text, part.stage) for part in appeal.parts.order_by("number")]
    assert parts == [("门前道路破损", "路面破损影响货运。", "accepted"), ("路灯不亮", "路灯不亮", "accepted")]
    assert appeal.stage == Stage.ACCEPTED


def test_split_into_nothing_is_refused(take, accepted):
    response, appeal = take("office", accepted(), "split")
    assert (response.status_code, appeal.parts.count()) == (422, 0)
    assert "请至少填写一个要拆分的事项。" in text_of(response)
