"""A file of another system's appeals comes in: answered rows as closed history, the others as registered."""

import csv
import os
from pathlib import Path

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.imports.messages import APPEALS
from qifu.appeals.imports.past import Past, close
from qifu.appeals.models import Appeal, Event
from qifu.appeals.sealing import verify
from qifu.appeals.words import Complexity
from qifu.organisations.importing import bring_in

HEADINGS = ["编号", "来信人", "标题", "来信时间", "内容", "答复", "答复时间", "承办单位", "企业名称"]
ANSWERED = [
    "7",
    "陈静",
    "停水",
    "2026-03-02 09:30",
    "厂区停水。",
    "已恢复。",
    "2026-03-05 16:00",
    "水务局",
    "云川宏岳锅炉公司",
]
WAITING = ["8", "李想", "", "2026-03-03", "门前道路破损。货车绕行。", "", "", "", "青山酒坊"]


@pytest.fixture
def bring(tmp_path, actors):
    def bring(*rows, name="来信.csv", dry=False, headings=HEADINGS):
        path = tmp_path / name
        with path.open("w", encoding="gb18030", newline="") as file:
            csv.writer(file).writerows([headings, *rows])
        return bring_in(
            APPEALS,
            path,
            name,
            tmp_path / "bad.xlsx",
            by=actors["office"],
            dry=dry,
            options={},
            report=lambda done, total: None,
        )

    return bring


def test_an_answered_row_arrives_closed_with_its_instants(bring, units, enterprise):
    outcome = bring(ANSWERED)
    appeal = Appeal.objects.get()
    assert outcome["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "bad": 0}
    assert (appeal.number, appeal.stage, appeal.channel) == ("2026-000001", "closed", "import")
    assert appeal.registered_at.isoformat() == "2026-03-02T01:30:00+00:00"
    assert appeal.answered_at == appeal.closed_at
    assert appeal.closed_at.isoformat() == "2026-03-05T08:00:00+00:00"
    assert (appeal.working_days, appeal.on_time, appeal.claim) == (3, None, None)
    assert (appeal.lead_unit, appeal.enterprise, appeal.street) == (units.water, enterprise, units.wharf)
    assert [(e.verb, e.source, e.target) for e in appeal.timeline.all()] == [
        ("register", "", "registered"),
        ("import_closed", "registered", "closed"),
    ]
    assert appeal.answers.get().reply == "已恢复。"


def test_a_row_without_an_answer_arrives_registered_with_a_review_clock(bring, units):
    bring(WAITING)
    appeal = Appeal.objects.get()
    assert (appeal.stage, appeal.title, appeal.enterprise, appeal.enterprise_name) == (
        "registered",
        "门前道路破损",
        None,
        "青山酒坊",
    )
    assert [clock.kind for clock in appeal.clocks.all()] == ["review"]
    assert appeal.due_at == appeal.clocks.get().due_at


def test_the_same_file_twice_changes_nothing_even_under_another_name(bring, units, district):
    bring(ANSWERED, WAITING)
    again = bring(ANSWERED, WAITING, name="改名.csv")
    assert again["counts"] == {"new": 0, "changed": 0, "unchanged": 2, "bad": 0}
    assert (Appeal.objects.count(), Event.objects.count()) == (2, 3)
    assert verify(district) is None


def test_a_row_that_was_answered_since_closes_its_appeal(bring, units, district):
    bring(WAITING)
    outcome = bring([*WAITING[:5], "已修复。", "2026-03-09 10:00", "", ""])
    assert outcome["counts"] == {"new": 0, "changed": 1, "unchanged": 0, "bad": 0}
    appeal = Appeal.objects.get()
    assert (appeal.stage, appeal.due_at, appeal.working_days) == ("closed", None, 4)
    assert [clock.cancelled for clock in appeal.clocks.all()] == [True]
    assert verify(district) is None


def test_a_dry_run_counts_and_stores_nothing(bring, units):
    assert bring(ANSWERED, WAITING, dry=True)["counts"]["new"] == 2
    assert not Appeal.objects.exists()


def test_the_figures_say_received_answered_median_and_p95_by_month(bring, units):
    later = ["9", "", "", "2026-04-01", "漏水。", "已修。", "2026-04-21", "", ""]
    assert bring(ANSWERED, WAITING, later)["figures"] == {
        "received": 3, "answered": 2, "median": 3, "p95": 20,
        "months": [
            {"month": "2026-03", "received": 2, "answered": 1, "median": 3, "p95": 3},
            {"month": "2026-04", "received": 1, "answered": 1, "median": 20, "p95": 20},
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "column", "reason"),
    [
        ({"内容": ""}, "内容", "为空"),
        ({"来信时间": ""}, "来信时间", "为空"),
        ({"来信时间": "去年春天"}, "来信时间", "日期"),
        ({"来信时间": "2999-01-01", "答复": "", "答复时间": ""}, "来信时间", "将来"),
        ({"答复时间": "2026-03-01"}, "答复时间", "早于"),
        ({"答复时间": ""}, "答复时间", "何时"),
        ({"答复": ""}, "答复", "没有答复"),
        ({"承办单位": "气象局"}, "承办单位", "没有"),
    ],
)
def test_a_bad_row_is_told_by_number_column_and_reason_and_the_others_come_in(
    bring, units, changed, column, reason
):
    bad = [changed.get(heading, value) for heading, value in zip(HEADINGS, ANSWERED, strict=True)]
    outcome = bring(bad, WAITING)
    assert outcome["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "bad": 1}
    labels = {
        "内容": "内容",
        "来信时间": "收到时间",
        "答复时间": "答复时间",
        "答复": "答复",
        "承办单位": "答复单位",
    }
    told = {bad["column"]: bad["reason"] for bad in outcome["bad"] if bad["row"] == 2}
    assert set(told) == {labels[column]}
    assert reason in told[labels[column]]


DATA = Path(os.environ.get("QIFU_DATA") or Path(__file__).parents[4] / "shared" / "data")


@pytest.mark.skipif(not DATA.exists(), reason="the real messages are not here (QIFU_DATA names their folder)")
@pytest.mark.parametrize(
    ("name", "rows", "median", "p95"),
    [("messages_200.xlsx", 200, 16, 47), ("messages_with_replies.csv.gz", 2253, 11, 67)],
)
def test_real_messages_go_through_to_the_end(name, rows, median, p95, actors, tmp_path, calendar_loaded):
    outcome = bring_in(
        APPEALS,
        DATA / name,
        name,
        tmp_path / "bad.xlsx",
        by=actors["office"],
        dry=False,
        options={},
        report=lambda d, t: None,
    )
    figures = outcome["figures"]
    assert (outcome["rows"], outcome["counts"]["bad"], figures["answered"]) == (rows, 0, rows)
    assert (figures["median"], figures["p95"]) == (median, p95)


def test_an_answer_from_over_there_comes_too_late_for_an_appeal_taken_up_here(
    bring, units, actors, categories
):
    bring(WAITING)
    seen_by_the_import = Appeal.objects.get()
    advance(Appeal.objects.get(), "accept", by=actors["office"], category=categories.water)
    advance(
        Appeal.objects.get(), "assign", by=actors["office"], lead=units.water, complexity=Complexity.SIMPLE
    )
    at = seen_by_the_import.registered_at
    past = Past("x", "", "", "", received_at=at, reply="已处理。", replied_at=timezone.now())
    close(seen_by_the_import, past, by=actors["office"])
    appeal = Appeal.objects.get()
    running = appeal.clocks.filter(stopped_at=None).order_by("kind").values_list("kind", flat=True)
    assert (appeal.stage, list(running), appeal.answers.count()) == ("assigned", ["answer", "sign_for"], 0)
