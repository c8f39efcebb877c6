"""Taking steps through their pages: what each posts, what comes of it, and how a refusal is told."""

import html
import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, Attachment
from qifu.appeals.words import Mark, Stage
from qifu.appeals.workflow import TRANSITIONS

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"


@pytest.fixture
def take(sign_in):
    """Post a step as a person; the appeal as it then is comes with the answer."""

    def post(person, appeal, verb, **fields):
        data = {"key": str(uuid.uuid4()), **fields}
        response = sign_in(person).post(f"/appeals/{appeal.number}/{verb}/", data)
        return response, Appeal.objects.get(pk=appeal.pk)

    return post


def text_of(response):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def said_by(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def taken(response, appeal):
    assert (response.status_code, response.get("Location")) == (302, f"/appeals/{appeal.number}/"), text_of(
        response
    )


# Intake


def test_accept_files_it_under_a_category(take, file_appeal, categories):
    response, appeal = take("operator", file_appeal(), "accept", category=categories.water.pk)
    taken(response, appeal)
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
    taken(response, appeal)
    event = appeal.timeline.last()
    assert (appeal.stage, event.note, event.data) == (Stage.DECLINED, said["note"], {"ground": "petition"})


def test_tell_answers_and_closes_at_once(take, file_appeal, categories):
    response, appeal = take(
        "operator", file_appeal(), "tell", category=categories.water.pk, reply="请到窗口办理。"
    )
    taken(response, appeal)
    assert (appeal.stage, appeal.population, appeal.answers.get().reply) == (
        "closed",
        "notified",
        "请到窗口办理。",
    )


def test_take_up_makes_the_finder_the_lead(take, file_appeal, actors, categories):
    found = file_appeal(by=actors["officer.water"], population="self_found", channel="unit_research")
    response, appeal = take("officer.water", found, "take_up", category=categories.water.pk)
    taken(response, appeal)
    assert (appeal.stage, appeal.lead_unit.short_name, appeal.population) == (
        "handling",
        "水务局",
        "self_found",
    )


# Assigning


def test_assign_gives_it_to_lead_and_assisting_units(take, accepted, units):
    fields = {"lead": units.water.pk, "assist": [units.planning.pk, units.trade.pk], "complexity": "several"}
    response, appeal = take("office", accepted(), "assign", requirement="三日内恢复供水", **fields)
    taken(response, appeal)
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
    taken(response, appeal)
    assert (appeal.stage, appeal.objections) == (Stage.DISPUTED, 1)
    response, appeal = take("office", appeal, "overrule", note="按三定方案属水务局职责。")
    taken(response, appeal)
    response, appeal = take("officer.water", appeal, "sign_for")
    taken(response, appeal)
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
    taken(response, appeal)
    assert (appeal.stage, appeal.main) == (Stage.MERGED, main)


def test_merge_into_an_unknown_number_is_told_beside_the_field(take, file_appeal):
    response, appeal = take("office", file_appeal(), "merge", main="2026-999999")
    assert (response.status_code, appeal.stage) == (422, Stage.REGISTERED)
    assert "没有编号为 2026-999999 的诉求。" in text_of(response)


def test_split_makes_an_accepted_appeal_of_each_row(take, accepted):
    rows = {"title_1": "门前道路破损", "text_1": "路面破损影响货运。", "title_3": "路灯不亮"}
    response, appeal = take("office", accepted(), "split", note="两项分属不同单位", **rows)
    taken(response, appeal)
    parts = [(part.title, part.text, part.stage) for part in appeal.parts.order_by("number")]
    assert parts == [("门前道路破损", "路面破损影响货运。", "accepted"), ("路灯不亮", "路灯不亮", "accepted")]
    assert appeal.stage == Stage.ACCEPTED


def test_split_into_nothing_is_refused(take, accepted):
    response, appeal = take("office", accepted(), "split")
    assert (response.status_code, appeal.parts.count()) == (422, 0)
    assert "请至少填写一个要拆分的事项。" in text_of(response)


# Handling


def test_contact_plan_and_progress_are_on_record(take, handled):
    appeal = handled
    day = timezone.localdate() + timedelta(days=5)
    for verb, fields in (
        ("contact", {"way": "visit", "whom": "陈静", "note": "现场查看"}),
        ("plan", {"note": "更换水表", "promised_on": day.isoformat()}),
        ("progress", {"note": "水表已采购"}),
    ):
        response, appeal = take("officer.water", appeal, verb, **fields)
        taken(response, appeal)
    assert (appeal.lead.promised_on, appeal.lead.contacted_at is not None) == (day, True)
    assert [event.note for event in appeal.timeline.order_by("-sequence")[:3]] == [
        "水表已采购",
        "更换水表",
        "现场查看",
    ]


def test_an_assisting_unit_gives_its_opinion(take, handled):
    response, appeal = take("officer.planning", handled, "give_opinion", note="管线图已提供")
    taken(response, appeal)
    assert appeal.assignments.get(unit__short_name="规划局").opinion == "管线图已提供"


def test_an_extension_is_asked_for_within_its_limits_and_approved(take, handled, sign_in):
    page = text_of(sign_in("officer.water").get(f"/appeals/{handled.number}/ask_extension/"))
    due, latest = re.search(r"现答复期限为 (.+?)，最晚可延至 (.+?)。", page).groups()
    assert due < latest
    too_late = timezone.localdate() + timedelta(days=300)
    response, appeal = take(
        "officer.water", handled, "ask_extension", until=too_late.isoformat(), note="须等候批复"
    )
    assert (response.status_code, appeal.extension_asked) == (409, False)
    day = timezone.localdate(handled.answer_due_at) + timedelta(days=3)
    response, appeal = take(
        "officer.water", handled, "ask_extension", until=day.isoformat(), note="须等候批复"
    )
    taken(response, appeal)
    assert "理由 须等候批复" in text_of(sign_in("office").get(f"/appeals/{appeal.number}/approve_extension/"))
    before = appeal.answer_due_at
    response, appeal = take("office", appeal, "approve_extension")
    taken(response, appeal)
    assert appeal.answer_due_at > before
    assert not appeal.extension_asked


def test_wait_and_resume(take, handled):
    response, appeal = take("officer.water", handled, "wait", note="请提供缴费凭证")
    taken(response, appeal)
    assert (appeal.stage, appeal.paused) == (Stage.WAITING, True)
    response, appeal = take("head.water", appeal, "resume")
    taken(response, appeal)
    assert (appeal.stage, appeal.paused) == (Stage.HANDLING, False)


def test_an_answer_is_submitted_with_evidence_sent_back_mended_and_signed(take, handled, sign_in):
    photo = SimpleUploadedFile("整改照片.png", PICTURE)
    response, appeal = take(
        "officer.water", handled, "submit_answer", claim="partly", reply="东侧已恢复。", files=[photo]
    )
    taken(response, appeal)
    evidence = appeal.attachments.get()
    assert (evidence.name, evidence.public) == ("整改照片.png", False)
    assert "答复内容 东侧已恢复。" in text_of(sign_in("head.water").get(f"/appeals/{appeal.number}/answer/"))
    response, appeal = take("head.water", appeal, "send_back", note="请写明西侧何时恢复")
    taken(response, appeal)
    assert (
        "东侧已恢复。"
        in sign_in("officer.water").get(f"/appeals/{appeal.number}/submit_answer/").content.decode()
    )
    response, appeal = take(
        "officer.water", appeal, "submit_answer", claim="solved", reply="全厂已恢复供水。"
    )
    taken(response, appeal)
    response, appeal = take("head.water", appeal, "answer")
    taken(response, appeal)
    assert (appeal.stage, appeal.claim, appeal.on_time) == (Stage.ANSWERED, "solved", True)


# Closing

RATED = {"reached": "yes", "reply_satisfaction": 4, "solution_satisfaction": 2, "solved": "no"}


def test_follow_up_records_both_satisfactions_and_whether_it_is_solved(take, answered):
    response, appeal = take("inspector", answered(), "follow_up", way="phone", note="西侧仍停水", **RATED)
    taken(response, appeal)
    said = appeal.follow_ups.get()
    facts = (said.reached, said.reply_satisfaction, said.solution_satisfaction, said.solved, said.remark)
    assert facts == (True, 4, 2, False, "西侧仍停水")


def test_an_attempt_at_which_nobody_answered_carries_no_verdict(take, answered):
    response, appeal = take("operator", answered(), "follow_up", way="phone", **{**RATED, "reached": "no"})
    taken(response, appeal)
    said = appeal.follow_ups.get()
    assert (said.reached, said.reply_satisfaction, said.solved) == (False, None, None)
    assert appeal.follow_up_solved is None


def test_a_follow_up_that_reached_somebody_needs_the_whole_verdict(take, answered):
    response, appeal = take(
        "operator", answered(), "follow_up", way="phone", reached="yes", reply_satisfaction=5
    )
    assert (response.status_code, appeal.follow_ups.count()) == (422, 0)
    assert (
        text_of(response).count("已联系上企业，请填写企业的评价。") == 4
    )  # two fields, each beside it and in the summary


def test_close_redo_and_reopen(take, followed_up):
    response, appeal = take("inspector", followed_up(), "redo", note="企业不认可")
    taken(response, appeal)
    assert (appeal.stage, appeal.redos) == (Stage.HANDLING, 1)
    response, appeal = take("office", followed_up(), "close")
    taken(response, appeal)
    response, appeal = take("office", appeal, "reopen", note="再次停水")
    taken(response, appeal)
    assert (appeal.stage, appeal.closed_at) == (Stage.HANDLING, None)


def test_list_and_review(take, handled, actors):
    leader, day = actors["deputy"].leader, timezone.localdate() + timedelta(days=60)
    fields = {"plan": "补测、公告、发证", "leader": leader.pk, "review_on": day.isoformat()}
    response, appeal = take("deputy", handled, "list", **fields)
    taken(response, appeal)
    assert (appeal.stage, appeal.listed_leader, appeal.review_on) == (Stage.LISTED, leader, day)
    response, appeal = take("office", appeal, "review_listed", note="条件已具备")
    taken(response, appeal)
    assert appeal.stage == Stage.HANDLING


def test_a_review_date_that_has_passed_is_refused(take, handled, actors):
    fields = {
        "plan": "分步实施",
        "leader": actors["deputy"].leader.pk,
        "review_on": timezone.localdate().isoformat(),
    }
    response, appeal = take("office", handled, "list", **fields)
    assert (response.status_code, appeal.stage) == (409, Stage.HANDLING)
    assert "复核日期须在今天之后。" in text_of(response)


# At any time


def test_comments_carry_internal_files_and_attachments_may_be_public(take, handled):
    report = SimpleUploadedFile("情况说明.csv", "事项,结果\n".encode())
    response, appeal = take("office", handled, "comment", note="请抓紧", files=[report])
    taken(response, appeal)
    photo = SimpleUploadedFile("现场.png", PICTURE)
    response, appeal = take("officer.water", appeal, "attach", files=[photo], public="on")
    taken(response, appeal)
    assert list(appeal.attachments.values_list("name", "public")) == [
        ("情况说明.csv", False),
        ("现场.png", True),
    ]


def test_the_ticked_marks_stand_and_the_others_are_gone(take, file_appeal):
    response, appeal = take("office", file_appeal(), "mark", marks=["hot", "hard"])
    taken(response, appeal)
    assert appeal.marks == [Mark.HOT, Mark.HARD]
    response, appeal = take("office", appeal, "mark")
    taken(response, appeal)
    assert appeal.marks == []


def test_files_are_refused_by_content_and_each_is_named(take, handled, settings):
    settings.UPLOAD_MB = 1
    files = [
        SimpleUploadedFile("报告.pdf", b"<html><script>alert(1)</script></html>"),
        SimpleUploadedFile("大图.png", PICTURE + b"0" * 1024 * 1024),
        SimpleUploadedFile("现场.png", PICTURE),
    ]
    response, _appeal = take("officer.water", handled, "attach", files=files)
    assert (response.status_code, Attachment.objects.count()) == (422, 0)
    page = text_of(response)
    assert "“报告.pdf”是程序、网页或含有宏，不能上传。" in page
    assert "“大图.png”超过 1 MB。" in page
    assert "“现场.png”" not in page


# Pages, keys, and those who are late


@pytest.mark.parametrize("verb", sorted(TRANSITIONS))
def test_a_step_that_is_not_open_shows_the_sentence_instead_of_a_form(sign_in, file_appeal, actors, verb):
    appeal = file_appeal()
    advance(appeal, "withdraw", by=actors["contact"], note="已自行解决")
    response = sign_in("mayor").get(f"/appeals/{appeal.number}/{verb}/")
    if verb in ("comment", "mark"):
        assert response.status_code == 200
        return
    assert response.status_code == 409
    assert re.search("不能办理“.+”", text_of(response))
    assert '<form method="post" enctype' not in response.content.decode()


def test_the_form_is_a_page_and_the_content_of_a_dialog(sign_in, handled):
    client = sign_in("officer.water")
    url = f"/appeals/{handled.number}/contact/"
    page, fragment = (
        client.get(url).content.decode(),
        client.get(url, headers={"HX-Request": "true"}).content.decode(),
    )
    assert page.lstrip().startswith("<!DOCTYPE html>")
    assert fragment.lstrip().startswith('<form method="post"')
    for place in (page, fragment):
        assert f'action="{url}"' in place
        assert 'name="whom"' in place
        assert 'name="key"' in place


def test_an_unknown_step_is_not_found(sign_in, handled):
    assert sign_in("office").get(f"/appeals/{handled.number}/archive/").status_code == 404


@pytest.mark.parametrize("person", ["contact", "officer.planning", "system"])
def test_outside_the_scope_no_step_exists(take, sign_in, file_appeal, categories, person):
    appeal = file_appeal()
    assert sign_in(person).get(f"/appeals/{appeal.number}/comment/").status_code == 404
    response, appeal = take(person, appeal, "comment", note="看看")
    assert (response.status_code, appeal.events) == (404, 1)


def test_an_appeal_of_another_district_does_not_exist(take, file_appeal, district):
    other = type(district).objects.create(code="990198", name="临山区")
    foreign = file_appeal()
    Appeal.objects.filter(pk=foreign.pk).update(district=other)
    response, appeal = take("office", foreign, "comment", note="看看")
    assert (response.status_code, appeal.events) == (404, 1)


def test_of_two_officers_who_press_at_once_the_second_is_told(take, file_appeal, categories):
    appeal = file_appeal()
    response, _appeal = take("office", appeal, "accept", category=categories.water.pk)
    taken(response, appeal)
    response, appeal = take("operator", appeal, "accept", category=categories.pressure.pk)
    assert (response.status_code, appeal.events, appeal.category) == (409, 2, categories.water)
    assert "本件现处“待交办”环节，不能办理“受理”。可能已有人先行处理，请查看最新情况。" in text_of(response)


def test_pressed_twice_it_counts_once(sign_in, handled):
    client, said = sign_in("officer.water"), {"key": str(uuid.uuid4()), "note": "水表已采购"}
    for _press in range(2):
        taken(client.post(f"/appeals/{handled.number}/progress/", said), handled)
    assert handled.timeline.filter(verb="progress").count() == 1


def test_a_form_changed_after_going_back_is_something_new(sign_in, handled):
    client, key = sign_in("officer.water"), str(uuid.uuid4())
    for note in ("水表已采购", "水表已安装"):
        taken(client.post(f"/appeals/{handled.number}/progress/", {"key": key, "note": note}), handled)
    notes = handled.timeline.filter(verb="progress").values_list("note", flat=True)
    assert list(notes) == ["水表已采购", "水表已安装"]
