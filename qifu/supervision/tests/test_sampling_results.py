"""What the inspections came to: rates with their interval, each number with its list, who offends again, the workbook."""

import zipfile
from datetime import date, timedelta

import pytest
from django.utils import timezone

from qifu.lib.sheets import open_sheet
from qifu.organisations import jobs
from qifu.organisations.evidence import Heading, counters_of
from qifu.organisations.models import Job, LogEntry
from qifu.organisations.refusals import Refused
from qifu.supervision.models import Checklist, SamplingRule
from qifu.supervision.sampling import judging
from qifu.supervision.sampling.drawing import cancel, draw
from qifu.supervision.sampling.framing import Plan
from qifu.supervision.sampling.results import defects_of, overdue_by_inspector
from qifu.supervision.tests.conftest import WEDNESDAY
from tests.pages import text_of

DAY = timedelta(days=1)


@pytest.fixture
def judged(closed, drawn, said, actors):
    """A draw whose cases are inspected so: unit -> one letter a case, d(efect, noted), r(eopened), c(lean), o(pen)."""

    def make(at=WEDNESDAY, **by_unit: str):
        for lead, cases in by_unit.items():
            for _case in cases:
                closed(lead)
        made = drawn(at=at)
        consequences = {"d": "noted", "r": "reopened"}
        for lead, cases in by_unit.items():
            rows = made.inspections.filter(unit=actors[f"head.{lead}"].unit).order_by("pk")
            for letter, inspection in zip(cases, rows, strict=True):
                if letter == "o":
                    continue
                bad = letter in consequences
                found = {
                    "defect": bad,
                    "grounds": "不实" if bad else "",
                    "consequence": consequences.get(letter, ""),
                }
                judging.inspect(inspection, said(made, **found), by=actors["inspector"], at=at + DAY)
        return made

    return make


def table(page) -> dict[str, tuple[int, ...]]:
    return {
        line.unit.short_name if line.unit else "": (
            line.tally.drawn,
            line.tally.inspected,
            line.tally.defects,
            line.tally.reopened,
            line.tally.overdue,
        )
        for line in page.context["lines"]
    }


def test_each_unit_has_its_defect_rate_with_wilsons_interval(judged, sign_in):
    judged(water="ddddddddcc", planning="rco", trade="o")
    page = sign_in("office").get("/inspections/results/")
    assert table(page) == {
        "水务局": (10, 10, 8, 0, 0),
        "规划局": (3, 2, 1, 1, 1),
        "工信局": (1, 0, 0, 0, 1),
        "": (14, 12, 9, 1, 2),
    }
    water, planning, trade, _together = page.context["lines"]
    assert (round(water.low, 2), round(water.high, 2)) == (49.02, 94.33)
    assert (trade.low, trade.tally.average) == (None, None)
    assert (water.tally.few, planning.tally.few, trade.tally.few) == (False, True, False)
    assert water.tally.average == 100
    text = text_of(page)
    assert "49.0–94.3%" in text
    assert "80.0%" in text
    assert "—" in text


def test_every_number_opens_its_list(judged, sign_in):
    judged(water="drco", planning="c")
    client = sign_in("office")
    page = client.get("/inspections/results/")
    for line in page.context["lines"]:
        for name, url in line.urls.items():
            assert client.get(url).context["count"] == getattr(line.tally, name), (line.unit, name)
    made = page.context["filters"].fields["draw"].choices[1][0]
    for line in client.get(f"/inspections/{made}/").context["lines"]:
        for name, url in line.urls.items():
            assert client.get(url).context["count"] == getattr(line.tally, name), (line.unit, name)


def test_a_cancelled_draw_counts_nowhere_but_stays_in_the_list(judged, actors, sign_in):
    cancel(judged(water="oo"), by=actors["office"], reason="期间填错")
    client = sign_in("office")
    assert table(client.get("/inspections/results/")) == {}
    assert client.get("/inspections/cases/").context["count"] == 2
    [row] = client.get("/inspections/").context["rows"]
    assert (row.drawn, row.inspected, row.overdue) == (2, 0, 0)


def test_a_head_reads_the_own_unit_a_leader_the_own_front(judged, sign_in):
    judged(water="dc", planning="d", trade="c")
    seen = {
        "head.water": {"水务局", ""},
        "deputy": {"水务局", "规划局", ""},
        "mayor": {"水务局", "规划局", "工信局", ""},
        "inspector": {"水务局", "规划局", "工信局", ""},
    }
    for who, units in seen.items():
        assert set(table(sign_in(who).get("/inspections/results/"))) == units, who


def test_defects_in_consecutive_draws_make_a_unit_a_repeat_offender(judged, sign_in):
    """Planning has mended since, trade was not drawn in between: its run is not broken by that."""
    judged(at=WEDNESDAY, water="dc", planning="d", trade="d")
    judged(at=WEDNESDAY + 2 * DAY, water="d", planning="d")
    judged(at=WEDNESDAY + 5 * DAY, water="dd", planning="c", trade="d")
    client = sign_in("office")
    page = client.get("/inspections/results/")
    found = page.context["repeats"]["units"]
    assert [
        (e["line"].unit.short_name, e["line"].draws, e["line"].defects, e["line"].first) for e in found
    ] == [
        ("水务局", 3, 4, "2026-1"),
        ("工信局", 2, 2, "2026-1"),
    ]
    for each in found:
        assert client.get(each["url"]).context["count"] == each["line"].defects
    [category] = page.context["repeats"]["categories"]
    assert (category["line"].category.name, category["line"].draws, category["line"].defects) == (
        "停水",
        3,
        8,
    )
    assert client.get(category["url"]).context["count"] == 8
    since = client.get("/inspections/results/?since=2026-05-11").context["repeats"]
    assert [each["line"].draws for each in since["units"]] == [3, 2]
    assert since["categories"] == []
    until = client.get("/inspections/results/?until=2026-05-08").context["repeats"]
    assert [each["line"].unit.short_name for each in until["units"]] == ["水务局", "规划局"]


def test_an_appeal_found_defective_twice_is_named(closed, drawn, said, actors, sign_in):
    appeal = closed()
    for at in (WEDNESDAY, WEDNESDAY + DAY):
        made = drawn(at=at, with_drawn=True)
        bad = said(made, defect=True, grounds="不实", consequence="noted")
        judging.inspect(made.inspections.get(), bad, by=actors["inspector"], at=at)
    client = sign_in("office")
    [again] = client.get("/inspections/results/").context["repeats"]["appeals"]
    assert (again["appeal"], again["count"]) == (appeal, 2)
    assert client.get(again["url"]).context["count"] == 2


def test_populations_are_never_added_up(judged, sign_in):
    judged(water="dc")
    client = sign_in("office")
    assert table(client.get("/inspections/results/?population=self_found")) == {}
    assert "" in table(client.get("/inspections/results/?population=assigned"))


def test_an_assessment_reads_defects_and_inspected_by_unit_over_the_days_of_inspection(
    judged, district, units
):
    judged(water="ddco", planning="c")
    day = timezone.localdate(WEDNESDAY + DAY)
    assert defects_of(district, day, day) == {units.water.pk: (2, 3), units.planning.pk: (0, 1)}
    assert defects_of(district, date(2026, 5, 1), day - DAY) == {}
    assert defects_of(district, day, day, population="self_found") == {}


def test_overdue_inspections_are_counted_by_inspector(judged, district, actors, sign_in):
    made = judged(water="oo", planning="oc")
    case = made.inspections.filter(state="open").first()
    case.inspector = actors["inspector"].user
    case.save()
    assert overdue_by_inspector(district, made.due_at - DAY) == []
    now = timezone.now()
    assert [(user and user.name, n) for user, n in overdue_by_inspector(district, now)] == [
        (None, 2),
        ("inspector", 1),
    ]
    client = sign_in("inspector")
    for each in client.get("/inspections/results/").context["overdue"]:
        assert client.get(each["url"]).context["count"] == each["count"]


def test_a_corrected_verdict_counts_as_it_stands_now(judged, said, actors, sign_in):
    made = judged(water="d")
    judging.correct(made.inspections.get(), said(made), why="复核后更正", by=actors["inspector"])
    assert table(sign_in("office").get("/inspections/results/"))["水务局"] == (1, 1, 0, 0, 0)


def test_a_draws_results_leave_as_a_workbook_that_says_how_they_were_drawn(
    judged, sign_in, work_off, district
):
    made = judged(water="dc", planning="o")
    answer = sign_in("office").post(f"/inspections/{made.pk}/export/")
    work_off()
    job = Job.objects.get(kind="export-inspections")
    assert (answer["Location"], job.state) == (f"/jobs/{job.pk}/", "done")
    assert LogEntry.objects.filter(kind="export", after={"count": 3}).count() == 1
    sheet = open_sheet(jobs.output_path(job))
    *rows, mark = [row for _number, row in sheet]
    assert list(sheet.headings)[:4] == ["编号", "标题", "企业", "单位"]
    told = ("单位", "状态", "发现问题", "处理方式", "得分")
    assert [tuple(row[name] for name in told) for row in rows] == [
        ("水务局", "已检查", "是", "予以记录", 100),
        ("水务局", "已检查", "否", None, 100),
        ("规划局", "待检查", None, None, None),
    ]
    assert mark["编号"].startswith("活动办 office（office）于")
    book = zipfile.ZipFile(jobs.output_path(job))
    notes = "".join(
        book.read(name).decode() for name in book.namelist() if "sheet2" in name or "Strings" in name
    )
    assert made.digest in notes
    assert made.seed in notes


def test_a_head_exports_the_own_units_cases_alone(judged, sign_in, work_off):
    made = judged(water="dc", planning="o")
    sign_in("head.water").post(f"/inspections/{made.pk}/export/")
    work_off()
    assert Job.objects.get().outcome["facts"][0][1] == 2


def test_the_form_is_edited_as_a_new_version_and_draws_keep_theirs(judged, drawn, sign_in, district, closed):
    made = judged(water="d")
    client = sign_in("office")
    form = client.get("/inspections/form/").context["form"]
    said = {field.html_name: field.value() or "" for field in form}
    answer = client.post(
        "/inspections/form/", {**said, "text_0": "联系是否当面", "text_4": "", "points_1": "35"}
    )
    assert answer.status_code == 302
    now = Checklist.objects.first()
    assert (now.version, now.by.username) == (2, "office")
    assert [(item.text[:6], item.points) for item in now.items.all()] == [
        ("联系是否当面", 20),
        ("办理措施是否", 35),
        ("答复是否完整", 20),
        ("承诺事项是否", 25),
    ]
    closed()
    assert (made.checklist.version, drawn().checklist.version) == (1, 2)
    late = client.post("/inspections/form/", {**said, "text_0": "另一项"})
    assert late.status_code == 409
    lacking = client.post("/inspections/form/", {**said, "seen": 2, "points_0": ""})
    assert lacking.status_code == 422
    assert Checklist.objects.count() == 2
    assert LogEntry.objects.filter(kind="setting", what="抽检检查表第2版").exists()


def test_a_form_that_is_the_one_in_force_makes_no_version(sampling, sign_in):
    client = sign_in("office")
    form = client.get("/inspections/form/").context["form"]
    same = client.post("/inspections/form/", {field.html_name: field.value() or "" for field in form})
    assert (same.status_code, Checklist.objects.count()) == (409, 1)


def test_the_sampling_rules_are_edited_as_a_new_version(sampling, sign_in, closed, drawn):
    client = sign_in("office")
    rule = SamplingRule.objects.get()
    page = f"/settings/sampling-rule/{rule.pk}/"
    form = client.get(page).context["form"]
    said = {field.html_name: field.value() for field in form}
    assert client.post(page, {**said, "due_days": 5}).status_code == 302
    assert list(SamplingRule.objects.values_list("version", "due_days")) == [(2, 5), (1, 10)]
    closed()
    assert timezone.localdate(drawn().due_at - timedelta(seconds=1)) == date(2026, 5, 12)


def test_a_district_without_rules_and_form_is_told_and_sets_both_up(closed, district, actors, sign_in):
    closed()
    wanted = Plan(since=date(2026, 4, 1), until=date(2026, 4, 30), population="assigned", size=1)
    with pytest.raises(Refused, match="设置"):
        draw(wanted, seed="7", district=district, by=actors["office"])
    client = sign_in("office")
    rule = {"share": 10, "least": 1, "due_days": 5, "repeats": 2, "source": "区抽检办法"}
    assert client.post("/settings/sampling-rule/add/", rule).status_code == 302
    form = {"seen": 0, "source": "区抽检办法", "text_0": "是否属实", "points_0": 100}
    assert client.post("/inspections/form/", form).status_code == 302
    made = draw(wanted, seed="7", district=district, by=actors["office"])
    assert (made.rule.version, made.checklist.version, made.checklist.items.get().text) == (1, 1, "是否属实")


def test_inspected_cases_count_under_supervision_among_the_five_in_place(judged, district):
    judged(water="dco")
    counter = next(each for each in counters_of(Heading.SUPERVISION) if each.name == "inspections")
    day = timezone.localdate(WEDNESDAY + DAY)
    assert [counter.count(district, *days).count for days in ((day, day), (date(2026, 4, 1), day - DAY))] == [
        2,
        0,
    ]
