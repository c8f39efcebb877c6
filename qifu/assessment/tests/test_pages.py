"""The pages of the assessment: a month from its computing to its freezing in the browser, and what each page says."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.assessment import background, rounds, schemes
from qifu.assessment.contesting import contest
from qifu.assessment.models import Contest, Part, Result, Round, Scheme
from qifu.assessment.schemes import Judged, Plan, in_force, plan_of
from qifu.assessment.tests.conftest import at, line_of, part_of
from qifu.lib.months import first_of
from qifu.lib.sheets import open_sheet
from qifu.organisations.jobs import run_job
from qifu.organisations.models import Job
from tests.pages import said_by, text_of


@pytest.fixture
def unhappy(lived):
    lived()
    lived("trade")
    return lived(solved=False, satisfaction=2)


@pytest.fixture
def now_published(computed, actors):
    """September, published this very day, so that it can be contested in the browser."""
    return rounds.publish(computed(), by=actors["office"])


def page(name, *args):
    return reverse(name, args=args)


def test_the_office_computes_and_publishes_a_month_in_the_browser(lived, scheme, sign_in):
    lived()
    client, last = sign_in("office"), first_of(first_of(timezone.localdate()) - timedelta(days=1))
    answer = client.post(page("assessment-months"), {"scheme": scheme.pk, "month": f"{last:%Y-%m}"})
    found = Round.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page("assessment-month", found.pk))
    assert (found.month, found.stage) == (last, "draft")
    question = client.get(page("assessment-step", found.pk, "publish"))
    stale = {"version": found.version - 1}
    assert client.post(page("assessment-step", found.pk, "publish"), stale).status_code == 409
    said = {"version": question.context["form"]["version"].value()}
    assert client.post(page("assessment-step", found.pk, "publish"), said).status_code == 302
    found.refresh_from_db()
    assert found.stage == "published"
    early = client.post(page("assessment-step", found.pk, "freeze"), {"version": found.version})
    assert early.status_code == 409
    assert "仍可提出异议" in text_of(early)


def test_where_the_year_holds_many_appeals_a_month_is_computed_in_the_background(
    lived, scheme, sign_in, monkeypatch
):
    monkeypatch.setattr(background, "AT_ONCE", 0)
    today = first_of(timezone.localdate())
    last = first_of(today - timedelta(days=1))
    lived(when=at(last.month, 1, 10, last.year), contacted=None, answered=False)
    client = sign_in("office")
    answer = client.post(page("assessment-months"), {"scheme": scheme.pk, "month": f"{last:%Y-%m}"})
    job = Job.objects.get()
    run_job.call(job.pk)
    job.refresh_from_db()
    assert answer["Location"] == page("job", job.pk)
    found = Round.objects.get()
    assert (found.edition, job.outcome, job.error) == (1, {"month": found.pk}, "")
    assert page("assessment-month", found.pk) in client.get(page("job", job.pk)).content.decode()


def test_a_head_contests_with_evidence_and_the_office_upholds_in_the_browser(
    unhappy, now_published, sign_in, units
):
    part = part_of(now_published, units.water, "solved")
    head = sign_in("head.water")
    assert (
        page("assessment-contest-part", part.pk)
        in head.get(page("assessment-part", part.pk)).content.decode()
    )
    form = head.get(page("assessment-contest-part", part.pk)).context["form"]
    case, label = form.fields["cases"].choices[0]
    assert label == f"{unhappy.number} · 未达标"
    said = {
        "cases": [case],
        "reason": "企业所提没有政策依据",
        "key": str(form["key"].value()),
    }
    for _twice in range(2):
        evidence = SimpleUploadedFile("情况说明.txt", "说明".encode())
        answer = head.post(page("assessment-contest-part", part.pk), {**said, "evidence": evidence})
    raised = Contest.objects.get()
    assert answer["Location"] == page("assessment-contest", raised.pk)
    assert (raised.cases, raised.file_name) == ([unhappy.number], "情况说明.txt")
    office = sign_in("office")
    shown = office.get(page("assessment-contest", raised.pk))
    assert shown.context["form"].initial["cases"] == [case]
    ruling = {"ruling": "upheld", "kind": "leave_out", "cases": [case], "reason": "属实"}
    answer = office.post(page("assessment-contest", raised.pk), ruling)
    assert said_by(answer) == ["已裁定，并通知该单位负责人。"]
    now_published.refresh_from_db()
    assert now_published.edition == 2
    assert line_of(now_published, units.water).score == 100
    again = office.post(page("assessment-contest", raised.pk), ruling)
    assert (again.status_code, "已有人裁定" in text_of(again)) == (409, True)
    old = sign_in("head.water").get(page("assessment-part", part.pk))
    assert "已有新版取代" in text_of(old)


def test_each_part_opens_exactly_the_cases_counted_then(unhappy, now_published, sign_in, units):
    part = part_of(now_published, units.water, "solved")
    client = sign_in("head.water")
    for which in ("met", "unmet"):
        rows = client.get(page("assessment-part", part.pk), {"which": which}).context["rows"]
        assert [row["number"] for row in rows] == part.cases[which]
        assert [row["url"] for row in rows] == [f"/appeals/{number}/" for number in part.cases[which]]


def test_the_league_shows_figures_points_and_movement(unhappy, lived, frozen, scheme, actors, sign_in, units):
    frozen()
    lived(when=at(10, 12, 10))
    following = rounds.compute(scheme, date(2026, 10, 1), by=actors["office"], at=at(11, 2, 9))
    client = sign_in("office")
    answer = client.get("/assessment/")
    assert answer.context["round"] == following
    [row] = [r for g in answer.context["groups"] for r in g.rows if r.line.unit_id == units.water.pk]
    assert (row.line.rank, row.climbed, row.gained) == (1, 1, Decimal("17.50"))
    first = client.get("/assessment/", {"month": Round.objects.get(month=date(2026, 9, 1)).pk})
    text = text_of(first)
    assert "82.50" in text
    assert "1/2" in text
    assert "17.50/35 分" in text


def test_a_units_page_shows_its_year_and_its_contests(unhappy, frozen, sign_in, units):
    frozen()
    answer = sign_in("officer.water").get(page("assessment-unit", units.water.pk))
    [year] = answer.context["years"]
    [(line, cells)] = year["rows"]
    assert (line.score, len(cells)) == (Decimal("82.50"), 3)


@pytest.fixture
def open_case(file_appeal, actors, units, categories):
    """Of today: Water has signed for it and contacted nobody yet."""
    appeal = file_appeal()
    advance(appeal, "accept", by=actors["office"], category=categories.water)
    advance(appeal, "assign", by=actors["office"], lead=units.water, complexity="simple")
    advance(appeal, "sign_for", by=actors["officer.water"])
    return appeal


def test_what_would_lift_a_unit_most_is_scored_anew_and_names_its_cases(
    lived, open_case, scheme, plan, actors, sign_in, units
):
    """By solved 50, settled 30, response 20, over the year: of two followed up one is unhappy; of three one is open."""
    today = timezone.localdate()
    judged = [
        Judged("solved", weight=Decimal(50)),
        Judged("settled", weight=Decimal(30)),
        Judged("response", weight=Decimal(20)),
    ]
    schemes.put_in_force(scheme, Plan("weights", judged, "年", span="year"), by=actors["office"])
    lived(when=at(1, 5, 10, today.year), contacted=at(1, 5, 15, today.year))
    unhappy = lived(when=at(1, 6, 10, today.year), contacted=at(1, 6, 15, today.year), solved=False)
    answer = sign_in("head.water").get(page("assessment-lift", units.water.pk))
    chances = answer.context["chances"]
    assert chances.now.score == 65  # 25 + 20 + 20
    told = [
        (str(lift.label), lift.count, lift.every, [a.number for a in lift.appeals]) for lift in chances.lifts
    ]
    assert told[:3] == [
        ("解决率", 1, Decimal("25.00"), [unhappy.number]),
        ("办结率", 1, Decimal("10.00"), [open_case.number]),
        ("解决率", 1, Decimal("8.33"), [open_case.number]),
    ]


def test_the_preview_counts_the_live_figures_and_stores_nothing(open_case, scheme, sign_in, units):
    answer = sign_in("office").get("/assessment/preview/")
    [group] = [rows for name, rows in answer.context["groups"] if name == "部门"]
    standing = next(row for row in group if row.unit == units.water)
    assert (standing.scored.score, standing.scored.state) == (None, "nothing")
    assert Result.objects.count() == 0


def test_the_simulation_ranks_the_same_figures_by_other_weights_and_stores_nothing(
    unhappy, now_published, scheme, sign_in, units
):
    client, editions = sign_in("office"), Result.objects.count()
    url = page("assessment-simulate", now_published.pk)
    said = {"mode": "weights", "minimum": 1, "w-response": 10, "w-solved": 90, "w-solved_satisfied": ""}
    answer = client.get(url, said)
    told = {
        row.line.unit_id: (row.line.score, row.score, row.rank)
        for _name, rows in answer.context["groups"]
        for row in rows
    }
    assert told[units.water.pk] == (Decimal("82.50"), Decimal("55.00"), 2)
    assert told[units.trade.pk] == (100, 100, 1)
    wrong = client.get(url, {**said, "w-solved": 80})
    assert "权重合计为90" in text_of(wrong)
    assert Result.objects.count() == editions
    form = client.get(answer.context["save_url"]).context["form"]
    rows = {row["name"].value(): row["weight"].value() for row in form.rows if row["name"].value()}
    assert rows == {"response": 10, "solved": 90}


def test_the_scheme_editor_puts_a_new_version_in_force(scheme, sign_in, units):
    client = sign_in("office")
    shown = client.get(page("scheme-change", scheme.pk)).context["form"]
    said = {
        "mode": "weights", "span": "year", "population": "assigned", "cut_off_days": 0, "contest_days": 5, "source": "修订",
        "after": shown["after"].value(), "i-TOTAL_FORMS": 3, "i-INITIAL_FORMS": 0, "g-TOTAL_FORMS": 1, "g-INITIAL_FORMS": 0,
        "i-0-name": "solved", "i-0-weight": "60", "i-1-name": "hand", "i-1-label": "宣传", "i-1-weight": "30",
        "g-0-group": "甲组", "g-0-units": [units.water.pk, units.trade.pk],
    }  # fmt: skip
    wrong = client.post(page("scheme-change", scheme.pk), said)
    assert (wrong.status_code, "权重合计为90" in text_of(wrong)) == (422, True)
    said["i-1-weight"] = "40"
    tried = client.post(page("scheme-change", scheme.pk), {**said, "preview": "1"})
    assert (tried.status_code, [group.name for group, _rows in tried.context["previewed"]]) == (200, ["甲组"])
    assert in_force(scheme).version == 1
    assert client.post(page("scheme-change", scheme.pk), said).status_code == 302
    plan = plan_of(in_force(scheme))
    assert [(each.name, each.label, each.weight) for each in plan.indicators] == [
        ("solved", "", 60),
        ("hand-2", "宣传", 40),
    ]
    assert plan.groups == [("甲组", [units.water, units.trade])]
    late = client.post(page("scheme-change", scheme.pk), said)
    assert "启用了新版本" in text_of(late)
    made = client.post(page("scheme-new"), {**said, "name": "新办法", "after": ""})
    assert made.status_code == 302
    assert Scheme.objects.get(name="新办法").active is False


def test_a_correction_in_the_browser_shows_what_changed_beside_what_was(
    unhappy, frozen, sign_in, units, posts
):
    found = frozen()
    part = part_of(found, units.water, "solved")
    client = sign_in("office")
    url = page("assessment-correct", part.pk)
    form = client.get(url).context["form"]
    said = {
        "kind": "leave_out",
        "cases": [form.fields["cases"].choices[0][0]],
        "reason": "抽检发现重复",
        "leader": posts["mayor"].leader.pk,
        "paper": "〔2026〕7号",
        "key": str(form["key"].value()),
        "version": form["version"].value(),
    }
    answer = client.post(url, said)
    assert answer["Location"] == page("assessment-edition", found.pk, 2)
    shown = client.get(answer["Location"])
    [change] = shown.context["changes"][:1]
    assert (change["old"].score, change["line"].score) == (Decimal("82.50"), Decimal("100.00"))
    text = text_of(shown)
    for words in ("抽检发现重复", "区长 高远 〔2026〕7号", unhappy.number, "核对一致"):
        assert words in text
    assert client.get(page("assessment-edition", found.pk, 1)).status_code == 200


def test_the_workbook_holds_the_league_and_the_definitions(unhappy, frozen, sign_in, tmp_path):
    found = frozen()
    answer = sign_in("head.water").get(page("assessment-export", found.pk))
    path = tmp_path / "league.xlsx"
    path.write_bytes(BytesIO(answer.content).getvalue())
    rows = {row["单位"]: row for _number, row in open_sheet(path)}
    assert set(rows) == {"临江区水务局", "临江区规划局", "临江区工信局"}
    water = rows["临江区水务局"]
    assert (water["名次"], water["得分"], water["解决率"], water["解决率：分子/分母"]) == (
        2,
        82.5,
        0.5,
        "1/2",
    )
    assert rows["临江区规划局"]["得分"] == "无件，不参评"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_league_costs_the_same_however_many_units(
    lived, computed, sign_in, django_assert_num_queries, scheme, plan, actors, units, rows
):
    members = [units.water, units.trade, units.planning][:rows]
    schemes.put_in_force(scheme, Plan(**{**vars(plan), "groups": [("甲组", members)]}), by=actors["office"])
    lived()
    computed()
    client = sign_in("office")
    client.get("/assessment/")
    with django_assert_num_queries(9):
        assert len(client.get("/assessment/").context["groups"][0].rows) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_schemes_cost_the_same_however_many(
    plan, district, actors, sign_in, django_assert_num_queries, rows
):
    for n in range(rows):
        schemes.make(f"办法{n}", plan, district=district, by=actors["office"])
    client = sign_in("office")
    client.get("/assessment/schemes/")
    with django_assert_num_queries(4):
        assert len(client.get("/assessment/schemes/").context["rows"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_months_cost_the_same_however_many(computed, sign_in, django_assert_num_queries, rows):
    for month in range(7, 7 + rows):
        computed(month=date(2026, month, 1))
    client = sign_in("office")
    client.get("/assessment/months/")
    with django_assert_num_queries(5):
        assert len(client.get("/assessment/months/").context["page"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_contests_cost_the_same_however_many(
    unhappy, now_published, sign_in, actors, units, django_assert_num_queries, rows
):
    for part in Part.objects.filter(line=line_of(now_published, units.water))[:rows]:
        contest(part_of(now_published, units.water, part.name), by=actors["head.water"], reason="有误")
    client = sign_in("office")
    client.get("/assessment/contests/")
    with django_assert_num_queries(3):
        assert len(client.get("/assessment/contests/").context["rows"]) == rows
