"""Sharing drawn cases out, judging each once, correcting with a reason, and what follows from a finding."""

import uuid
from dataclasses import replace

import pytest

from qifu.appeals.advancing import advance
from qifu.appeals.models import Event
from qifu.appeals.sealing import verify
from qifu.notices.models import Notice
from qifu.organisations.actors import actor_of
from qifu.organisations.models import Post, User
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role
from qifu.supervision.models import Inspection, Sharing, Verdict
from qifu.supervision.sampling import judging, sharing
from tests.pages import text_of


@pytest.fixture
def colleague(district, units):
    """The other inspector."""
    user = User.objects.create_user("inspector2", "Linjiang-2026", name="程岚")
    return actor_of(Post.objects.create(user=user, role=Role.INSPECTOR, district=district, unit=units.office))


@pytest.fixture
def case(closed, drawn):
    """One closed case of the water bureau, drawn."""
    closed()
    return drawn().inspections.get()


def verbs(appeal) -> list[str]:
    return list(appeal.timeline.order_by("sequence").values_list("verb", flat=True))


def test_what_nobody_has_is_shared_out_evenly_over_the_units_and_each_is_told_once(
    closed, drawn, actors, colleague
):
    for lead in ("water",) * 3 + ("planning",) * 2:
        closed(lead)
    made, by = drawn(), actors["inspector"]
    both = [by.user, colleague.user]
    assert sharing.share_evenly(made, both, by=by) == 5
    dealt = made.inspections.order_by("unit__order", "pk").values_list("inspector__name", flat=True)
    assert list(dealt) == ["inspector", "程岚", "inspector", "程岚", "inspector"]
    [notice] = Notice.objects.filter(kind="inspections-shared")
    assert (notice.user, notice.title) == (colleague.user, "抽检2026-1：请检查2件")
    assert Sharing.objects.count() == 5
    with pytest.raises(Refused, match="已全部分派"):
        sharing.share_evenly(made, both, by=by)


def test_a_case_is_taken_over_and_who_comes_second_is_told(case, actors, colleague):
    as_read = Inspection.objects.get(pk=case.pk)
    sharing.take_over(as_read, by=actors["inspector"])
    with pytest.raises(Refused, match="inspector已先一步"):
        sharing.take_over(as_read, by=colleague)
    sharing.take_over(Inspection.objects.get(pk=case.pk), by=colleague)
    case.refresh_from_db()
    assert case.inspector == colleague.user
    assert [row.inspector.name for row in case.sharings.all()] == ["程岚", "inspector"]


@pytest.mark.parametrize("who", ["office", "head.water", "operator"])
def test_only_inspectors_share_out_and_inspect(case, said, actors, who):
    with pytest.raises(Refused):
        sharing.share([case], actors["inspector"].user, by=actors[who])
    with pytest.raises(Refused):
        judging.inspect(case, said(case.draw), by=actors[who])
    case.refresh_from_db()
    assert (case.inspector, case.state) == (None, "open")


def test_nothing_is_given_to_somebody_who_does_not_inspect_here(case, actors):
    with pytest.raises(Refused, match="office"):
        sharing.share([case], actors["office"].user, by=actors["inspector"])


def test_a_clean_case_gets_its_score_and_the_inspectors_verdict(case, said, actors, district):
    verdict = judging.inspect(case, said(case.draw), by=actors["inspector"])
    case.refresh_from_db()
    appeal = case.appeal
    appeal.refresh_from_db()
    assert (verdict.version, verdict.score, verdict.most) == (1, 100, 100)
    assert (case.state, case.solved, case.defect, case.consequence, case.due_at) == (
        "done",
        True,
        False,
        "",
        None,
    )
    assert (appeal.inspected_solved, appeal.stage) == (True, "closed")
    assert verbs(appeal)[-3:] == ["drawn", "sampled", "inspect"]
    assert Event.objects.get(verb="sampled").data == {
        "draw": "2026-1",
        "score": "100/100",
        "defect": False,
        "why": "",
    }
    assert verify(district) is None


def test_a_finding_has_the_case_handled_again_and_the_head_is_told_the_grounds(case, said, actors):
    found = said(case.draw, solved=False, defect=True, grounds="管网未修复，仍停水", consequence="reopened")
    judging.inspect(case, found, by=actors["inspector"])
    appeal = case.appeal
    appeal.refresh_from_db()
    assert (appeal.stage, appeal.inspected_solved, appeal.lead_unit.short_name) == (
        "handling",
        None,
        "水务局",
    )
    assert verbs(appeal)[-3:] == ["sampled", "inspect", "reopen"]
    assert Event.objects.get(verb="reopen").note == "管网未修复，仍停水"
    [notice] = Notice.objects.filter(kind="finding-reopened")
    assert notice.user == actors["head.water"].user
    assert "管网未修复，仍停水" in notice.text


def test_an_answered_case_is_sent_back_to_be_redone(closed, drawn, said, actors):
    appeal = closed(until="answer")
    case = drawn(with_answered=True).inspections.get()
    judging.inspect(
        case,
        said(case.draw, solved=False, defect=True, grounds="不实", consequence="reopened"),
        by=actors["inspector"],
    )
    appeal.refresh_from_db()
    assert (appeal.stage, appeal.redos, verbs(appeal)[-1]) == ("handling", 1, "redo")


def test_a_noted_finding_leaves_the_case_closed(case, said, actors):
    found = said(case.draw, defect=True, grounds="材料不全", consequence="noted")
    judging.inspect(case, found, by=actors["inspector"])
    case.refresh_from_db()
    case.appeal.refresh_from_db()
    assert (case.appeal.stage, case.consequence, verbs(case.appeal)[-1]) == ("closed", "noted", "inspect")
    assert not Notice.objects.filter(kind="finding-reopened").exists()


def test_where_the_drawn_answer_does_not_stand_any_more_the_finding_alone_is_written_down(case, said, actors):
    advance(case.appeal, "reopen", by=actors["office"], note="又停水")
    found = said(case.draw, solved=False, defect=True, grounds="不实", consequence="reopened")
    with pytest.raises(Refused, match="不再有效"):
        judging.inspect(case, found, by=actors["inspector"])
    judging.inspect(case, replace(found, consequence="noted"), by=actors["inspector"])
    case.appeal.refresh_from_db()
    assert verbs(case.appeal)[-2:] == ["reopen", "sampled"]
    assert case.appeal.inspected_solved is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"points": {}}, "每一项"),
        ({"points": 21}, "0至20"),
        ({"points": -1}, "0至20"),
        ({"note": " "}, "检查情况"),
        ({"defect": True, "consequence": "noted"}, "理由"),
        ({"defect": True, "grounds": "不实"}, "重新办理"),
        ({"consequence": "noted"}, "两者都不选"),
    ],
)
def test_a_verdict_that_is_not_whole_is_refused_and_nothing_is_stored(case, said, actors, change, sentence):
    found = said(case.draw)
    if isinstance(change.get("points"), int):
        change = {"points": {**found.points, min(found.points): change["points"]}}
    with pytest.raises(Refused, match=sentence):
        judging.inspect(case, replace(found, **change), by=actors["inspector"])
    assert not Verdict.objects.exists()
    assert verbs(case.appeal)[-1] == "drawn"


def test_each_case_is_inspected_once_and_by_the_one_who_has_it(case, said, actors, colleague):
    sharing.share([case], colleague.user, by=actors["inspector"])
    with pytest.raises(Refused, match="程岚"):
        judging.inspect(case, said(case.draw), by=actors["inspector"])
    key = uuid.uuid4()
    first = judging.inspect(case, said(case.draw), by=colleague, key=key)
    assert judging.inspect(case, said(case.draw), by=colleague, key=key) == first
    with pytest.raises(Refused, match="已检查"):
        judging.inspect(case, said(case.draw), by=colleague, key=uuid.uuid4())
    assert (Verdict.objects.count(), verbs(case.appeal).count("sampled")) == (1, 1)


def test_a_correction_is_a_further_version_that_says_why_and_what_was_reopened_is_not_reopened_again(
    case, said, actors
):
    by = actors["inspector"]
    bad = said(case.draw, solved=False, defect=True, grounds="不实", consequence="reopened")
    judging.inspect(case, bad, by=by)
    with pytest.raises(Refused, match="更正原因"):
        judging.correct(case, bad, why=" ", by=by)
    judging.correct(case, replace(bad, grounds="水压不足"), why="笔误", by=by, seen=1)
    with pytest.raises(Refused, match="刚刚更正"):
        judging.correct(case, bad, why="又一次", by=by, seen=1)
    case.refresh_from_db()
    assert (case.version, case.consequence, case.defect) == (2, "reopened", True)
    assert [(v.version, v.grounds, v.why) for v in case.verdicts.all()] == [
        (2, "水压不足", "笔误"),
        (1, "不实", ""),
    ]
    assert verbs(case.appeal)[-4:] == ["sampled", "inspect", "reopen", "sampled"]


def test_what_was_found_clean_by_mistake_is_corrected_and_then_handled_again(case, said, actors):
    by = actors["inspector"]
    judging.inspect(case, said(case.draw), by=by)
    bad = said(case.draw, solved=False, defect=True, grounds="仍停水", consequence="reopened")
    judging.correct(case, bad, why="企业来电说明", by=by)
    case.appeal.refresh_from_db()
    assert case.appeal.stage == "handling"
    assert Notice.objects.filter(kind="finding-reopened").count() == 1


def test_the_inspector_judges_and_corrects_in_the_browser(case, sign_in):
    client, url = sign_in("inspector"), f"/inspections/cases/{case.pk}/"
    form = client.get(url).context["form"]
    items = list(case.draw.checklist.items.all())
    filled = {"key": form["key"].value(), "solved": "no", "note": "现场核实，水压不足", "defect": "yes"}
    filled |= {f"points_{item.pk}": item.points - 5 for item in items}
    lacking = client.post(url, filled)
    assert lacking.status_code == 422
    assert set(lacking.context["form"].errors) == {"grounds", "consequence"}
    assert lacking.context["form"]["note"].value() == "现场核实，水压不足"
    whole = {**filled, "grounds": "水压不足", "consequence": "noted", f"remark_{items[0].pk}": "三天后才联系"}
    assert [client.post(url, whole).status_code for _twice in range(2)] == [302, 302]
    case.refresh_from_db()
    assert (case.score, case.most, case.version, case.consequence) == (75, 100, 1, "noted")
    shown = text_of(client.get(url))
    assert "三天后才联系" in shown
    assert "未解决 发现问题 予以记录 75/100" in shown
    form = client.get(f"{url}?correct=1").context["form"]
    assert form["note"].value() == "现场核实，水压不足"
    corrected = {
        **whole,
        "seen": form["seen"].value(),
        "key": form["key"].value(),
        "why": "打分有误",
        f"points_{items[0].pk}": 20,
    }
    assert client.post(url, corrected).status_code == 302
    case.refresh_from_db()
    assert (case.score, case.version) == (80, 2)
    assert "打分有误" in text_of(client.get(url))
    assert client.post(url, {**corrected, "key": str(uuid.uuid4())}).status_code == 409


def test_cases_are_given_by_ticking_them_in_the_list(closed, drawn, sign_in, colleague):
    closed(), closed()
    made, client = drawn(), sign_in("inspector")
    first, second = made.inspections.order_by("pk")
    page = f"/inspections/cases/?draw={made.pk}"
    answer = client.post(
        "/inspections/cases/give/", {"chosen": [first.pk], "inspector": colleague.user.pk, "next": page}
    )
    assert answer["Location"] == page
    assert list(made.inspections.order_by("pk").values_list("inspector__name", flat=True)) == ["程岚", None]
    assert [row.inspection for row in client.get(f"{page}&inspector=none").context["rows"]] == [second]
    assert client.post("/inspections/cases/give/", {"inspector": colleague.user.pk}).status_code == 302


def test_the_appeals_page_says_which_draw_took_it_and_what_was_found(case, said, actors, sign_in):
    found = said(case.draw, defect=True, grounds="佐证缺失", consequence="noted")
    url = f"/inspections/of-appeal/{case.appeal.number}/"
    before = text_of(sign_in("officer.water").get(url))
    assert "第2026-1次抽检" in before
    assert "佐证缺失" not in before
    judging.inspect(case, found, by=actors["inspector"])
    assert "佐证缺失" in text_of(sign_in("officer.water").get(url))
    assert f'/inspections/cases/{case.pk}/"' in sign_in("head.water").get(url).content.decode()
    assert f'/inspections/cases/{case.pk}/"' not in sign_in("officer.water").get(url).content.decode()
