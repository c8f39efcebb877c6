"""What a unit asks for and somebody else rules on: waiting capped in total, the long-term list, exclusion from the rates."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, Exclusion
from qifu.appeals.words import Stage
from qifu.lib.workdays import LOCAL, due_date
from qifu.organisations.refusals import Refused
from tests.pages import text_of

MONDAY = datetime(2026, 3, 2, 9, tzinfo=LOCAL)


def at(day: str, hour: int = 9) -> datetime:
    return datetime.fromisoformat(f"2026-{day}T{hour:02d}:00:00").replace(tzinfo=LOCAL)


@pytest.fixture
def do(actors):
    def take(appeal, verb, person, when=None, **given):
        given = {"note": "照办", **given}
        return advance(appeal, verb, by=actors[person], at=when, **given)

    return take


@pytest.fixture
def taken_up(file_appeal, do, units, categories):
    """Given to Water on Monday 2 March 2026 as class B and signed for; the answer is due on 23 March."""
    appeal = file_appeal(at=MONDAY)
    do(appeal, "accept", "office", MONDAY, category=categories.pressure)
    do(appeal, "assign", "office", MONDAY, lead=units.water, complexity="several")
    do(appeal, "sign_for", "officer.water", MONDAY)
    return appeal


def waits_until(appeal):
    return due_date(appeal.clocks.get(kind="wait", stopped_at=None).due_at)


def test_waiting_is_capped_in_total_however_often_it_waits(taken_up, do):
    """Ten working days: seven, then three, then no more; the answer clock has got back exactly those ten."""
    do(taken_up, "wait", "officer.water", at("03-03"))
    do(taken_up, "resume", "officer.water", at("03-12"))
    do(taken_up, "wait", "officer.water", at("03-13"))
    assert waits_until(taken_up) == date(2026, 3, 18)
    do(taken_up, "resume", "contact", at("03-18"))
    assert due_date(taken_up.answer_due_at) == date(2026, 4, 7)  # 23 March and ten working days, Qingming off
    with pytest.raises(
        Refused, match=r"^待企业补充的时间累计不得超过 10 个工作日，现已用完。请按现有材料答复。$"
    ):
        do(taken_up, "wait", "officer.water", at("03-19"))


def test_waiting_and_resuming_within_a_day_costs_nothing_and_gives_nothing(taken_up, do):
    before = taken_up.answer_due_at
    for hour in (9, 11, 13):
        do(taken_up, "wait", "officer.water", at("03-03", hour))
        do(taken_up, "resume", "officer.water", at("03-03", hour + 1))
    assert taken_up.answer_due_at == before
    do(taken_up, "wait", "officer.water", at("03-04"))
    assert waits_until(taken_up) == date(2026, 3, 18)


def test_a_redo_starts_another_answer_clock_and_with_it_another_allowance(taken_up, do):
    do(taken_up, "wait", "officer.water", at("03-03"))
    do(taken_up, "resume", "officer.water", at("03-17"))
    do(taken_up, "submit_answer", "officer.water", at("03-18"), claim="solved", reply="已恢复供水。")
    do(taken_up, "answer", "head.water", at("03-18"))
    do(taken_up, "redo", "office", at("03-19"))
    do(taken_up, "wait", "officer.water", at("03-20"))
    assert waits_until(taken_up) == date(2026, 4, 3)


def test_who_approved_an_extension_stands_with_it(taken_up, do, sign_in, posts):
    do(taken_up, "ask_extension", "officer.water", at("03-03"), until=date(2026, 4, 1))
    do(taken_up, "approve_extension", "office", at("03-04"))
    lead = taken_up.assignments.get()
    assert (lead.extension_ruled_by, lead.extension_ruled_at) == (posts["office"].user, at("03-04"))
    assert "延期 2026-04-01 同意 office 03-04" in text_of(
        sign_in("office").get(f"/appeals/{taken_up.number}/")
    )


def test_a_head_asks_for_the_long_term_list_and_the_leader_decides_with_the_drafted_plan(
    taken_up, do, take, sign_in, actors
):
    do(taken_up, "ask_listing", "head.water", plan="枯水期施工", review_on=date(2099, 9, 1))
    assert taken_up.listing_asked
    with pytest.raises(Refused, match=r"^挂账申请正待审批。$"):
        do(taken_up, "wait", "officer.water")
    form = sign_in("deputy").get(f"/appeals/{taken_up.number}/list/").content.decode()
    assert "枯水期施工" in form
    assert 'value="2099-09-01"' in form
    leader = actors["deputy"].leader
    said = {"plan": "枯水期施工，汛前完工", "leader": leader.pk, "review_on": "2099-09-01"}
    _response, appeal = take("deputy", taken_up, "list", **said)
    assert (appeal.stage, appeal.listing_asked, appeal.listed_plan) == (Stage.LISTED, False, said["plan"])
    assert appeal.assignments.get().listing_ruling == "approved"


def test_a_refused_listing_leaves_the_clocks_as_they_were_and_can_be_asked_for_again(taken_up, do):
    due = taken_up.answer_due_at
    for turn in (1, 2):
        do(taken_up, "ask_listing", "head.water", plan=f"方案{turn}", review_on=date(2099, 9, 1))
        do(taken_up, "refuse_listing", "office", note="可以按期解决")
    assert (taken_up.answer_due_at, taken_up.listing_asked) == (due, False)
    assert taken_up.assignments.get().listing_ruling == "refused"


def test_an_officer_asks_neither_for_the_list_nor_for_exclusion(taken_up, do):
    for verb in ("ask_listing", "ask_exclusion"):
        with pytest.raises(Refused, match="您的岗位不能办理"):
            do(taken_up, verb, "officer.water")


def ask_exclusion(take, appeal, person="head.water", **said):
    given = {"ground": "in_court", "note": "法院已立案，见受理通知书。", **said}
    if "files" not in given:
        given["files"] = SimpleUploadedFile("受理通知书.csv", f"案号,{uuid.uuid4()}\n".encode())
    return take(person, appeal, "ask_exclusion", **given)


def test_exclusion_needs_ground_reason_and_evidence(taken_up, take):
    for name in ("ground", "note", "files"):
        response, appeal = ask_exclusion(take, taken_up, **{name: ""})
        assert (response.status_code, list(response.context["form"].errors)) == (422, [name])
        assert not appeal.exclusion_asked


def test_an_approved_exclusion_names_ground_and_approver_and_changes_no_clock(taken_up, take, sign_in, posts):
    _response, asked = ask_exclusion(take, taken_up)
    assert (asked.exclusion_asked, asked.excluded) == (True, False)
    _response, appeal = take("office", asked, "approve_exclusion", note="属实")
    assert (appeal.exclusion_asked, appeal.excluded) == (False, True)
    assert (appeal.stage, appeal.answer_due_at, appeal.due_at) == (
        taken_up.stage,
        taken_up.answer_due_at,
        taken_up.due_at,
    )
    row = Exclusion.objects.get()
    assert (row.ground, row.unit.short_name, row.asked_by, row.ruled_by) == (
        "in_court",
        "水务局",
        posts["head.water"].user,
        posts["office"].user,
    )
    page = text_of(sign_in("officer.water").get(f"/appeals/{appeal.number}/"))
    assert "已剔除，不计入考核" in page
    assert "已进入诉讼、仲裁或复议程序 法院已立案，见受理通知书。" in page
    listed = text_of(sign_in("inspector").get("/exclusions/?state=in_force"))
    assert f"{appeal.number} · 云川宏岳锅炉有限公司 已进入诉讼、仲裁或复议程序" in listed


def test_a_refused_exclusion_counts_and_may_be_asked_for_again_with_better_evidence(taken_up, take):
    ask_exclusion(take, taken_up)
    _response, refused = take("office", taken_up, "refuse_exclusion", note="证据不足")
    assert (refused.exclusion_asked, refused.excluded) == (False, False)
    _response, again = ask_exclusion(take, refused)
    assert again.exclusion_asked
    assert list(Exclusion.objects.values_list("ruling", "ruling_reason")) == [
        (None, ""),
        ("refused", "证据不足"),
    ]


def test_a_revoked_exclusion_counts_again_and_says_why(taken_up, take, sign_in):
    ask_exclusion(take, taken_up)
    take("office", taken_up, "approve_exclusion")
    response, appeal = take("office", taken_up, "revoke_exclusion", note="")
    assert (response.status_code, appeal.excluded) == (422, True)
    _response, appeal = take("office", appeal, "revoke_exclusion", note="企业已撤诉")
    assert not appeal.excluded
    assert "已撤销" in text_of(sign_in("office").get("/exclusions/?state=revoked"))
    assert "企业已撤诉" not in text_of(sign_in("office").get("/exclusions/?state=in_force"))


def test_a_closed_appeal_is_excluded_at_the_request_of_the_unit_that_led_it(followed_up, do, take):
    appeal = followed_up()
    do(appeal, "close", "office")
    response, _appeal = ask_exclusion(take, appeal, "head.planning")
    assert response.status_code == 404
    _response, asked = ask_exclusion(take, appeal)
    assert asked.exclusion_asked


def test_what_nobody_ruled_on_lapses_when_the_unit_is_released(taken_up, take, do):
    ask_exclusion(take, taken_up)
    taken_up.refresh_from_db()
    do(taken_up, "withdraw", "contact")
    assert not taken_up.exclusion_asked
    assert Exclusion.objects.get().ruling == "lapsed"


def test_the_company_reads_nothing_of_an_exclusion(taken_up, take, sign_in):
    ask_exclusion(take, taken_up)
    take("office", taken_up, "approve_exclusion", note="属实")
    mine = sign_in("contact").get("/my-appeals/").content.decode()
    href = mine.split('href="/p/990199/appeal/')[1].split('"')[0]
    page = text_of(sign_in("contact").get(f"/p/990199/appeal/{href}"))
    assert taken_up.number in page
    assert "剔除" not in page


def test_the_requests_wait_in_the_inbox_and_are_ruled_there(taken_up, take, sign_in, do):
    ask_exclusion(take, taken_up)
    client = sign_in("office")
    assert [row.appeal.pk for row in client.get("/inbox/?section=exclusions").context["rows"]] == [
        taken_up.pk
    ]
    said = {"action": "approve_exclusion", "chosen": [taken_up.pk]}
    client.post("/inbox/bulk/?section=exclusions", said)
    assert Appeal.objects.get(pk=taken_up.pk).excluded
    assert list(client.get("/inbox/?section=exclusions").context["rows"]) == []


def test_the_ruling_is_due_the_same_day_and_red_on_the_next_working_day(
    file_appeal, do, units, categories, sign_in
):
    appeal = file_appeal(at=MONDAY)
    do(appeal, "accept", "office", MONDAY, category=categories.water)
    do(appeal, "assign", "office", MONDAY, lead=units.water, complexity="simple")
    do(appeal, "object", "head.water", MONDAY + timedelta(hours=2))
    assert due_date(appeal.due_at) == date(2026, 3, 2)
    assert appeal.assignments.get().due_at == appeal.answer_due_at  # the unit cannot sign for it meanwhile
    row = sign_in("office").get("/inbox/?section=disputes").context["rows"][0]
    assert (row.light, due_date(row.due_at)) == ("red", date(2026, 3, 2))
    do(appeal, "overrule", "office", at("03-05"))
    ruling = appeal.clocks.get(kind="ruling")
    assert (ruling.stopped_at, ruling.stopped_at > ruling.due_at) == (at("03-05"), True)
    assert due_date(appeal.assignments.get().due_at) == date(2026, 3, 6)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_exclusions_costs_the_same_however_many(
    rows, assigned, take, sign_in, django_assert_num_queries
):
    """Session, post, units of the filter, rows."""
    for _each in range(rows):
        ask_exclusion(take, assigned())
    client = sign_in("office")
    client.get("/exclusions/")
    with django_assert_num_queries(4):
        assert len(client.get("/exclusions/").context["page"]) == rows
