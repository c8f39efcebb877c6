"""Planned, changed, cancelled, held, written up; what is raised becomes an appeal that keeps its origin."""

import pytest

from qifu.liaison import findings, sources
from qifu.liaison.symposia import gathering
from qifu.liaison.symposia.forms import lines_of
from qifu.liaison.symposia.gathering import Guest
from qifu.liaison.symposia.models import Gathering
from qifu.liaison.symposia.registrations import held as count_held
from qifu.liaison.symposia.registrations import lines
from qifu.liaison.symposia.tests.conftest import at
from qifu.liaison.symposia.words import GatheringKind
from qifu.notices.models import Notice
from qifu.organisations.refusals import Refused
from qifu.organisations.unit_merging import merge_units


def told(kind: str) -> list[str]:
    return sorted(Notice.objects.filter(kind=kind).values_list("user__username", flat=True))


def test_whoever_is_asked_to_come_is_told_once(planned, said, actors):
    row = planned()
    assert told("symposium-invited") == ["contact", "head.planning", "officer.planning"]
    gathering.change(row, said(place="企业现场"), by=actors["office"], version=0, at=at(4, 2))
    assert len(told("symposium-invited")) == 3
    assert told("symposium-changed") == ["contact", "head.planning", "officer.planning"]


def test_a_company_reads_where_and_when(planned):
    planned()
    notice = Notice.objects.get(user__username="contact")
    assert (notice.title, notice.url) == ("请参加：用水保障座谈会", "/my-symposia/")
    assert "2026-04-15 09:00" in notice.text


def test_only_who_is_new_is_asked_when_the_list_changes(planned, said, actors, enterprise, units):
    row = planned()
    guests = [Guest(enterprise=enterprise), Guest(unit=units.trade)]
    gathering.change(row, said(guests=guests), by=actors["office"], version=0, at=at(4, 2))
    assert told("symposium-invited")[-2:] == ["officer.planning", "officer.trade"]
    assert told("symposium-changed") == []


@pytest.mark.parametrize(
    "wrong",
    [{"starts_at": at(3, 1)}, {"guests": []}, {"guests": "twice"}],
    ids=["in the past", "no company", "named twice"],
)
def test_a_plan_that_cannot_be_is_refused(wrong, said, actors, district, enterprise):
    if wrong == {"guests": "twice"}:
        wrong = {"guests": [Guest(enterprise=enterprise, name="陈静")] * 2}
    with pytest.raises(Refused):
        gathering.plan(said(**wrong), by=actors["office"], district=district, at=at(4, 1))
    assert Gathering.objects.count() == 0


def test_another_units_head_does_not_plan_for_water(said, actors, district):
    with pytest.raises(Refused):
        gathering.plan(said(), by=actors["head.planning"], district=district, at=at(4, 1))


def test_of_two_who_change_at_once_the_second_is_told(planned, said, actors):
    row = planned()
    gathering.change(row, said(place="现场"), by=actors["office"], version=0, at=at(4, 2))
    with pytest.raises(Refused):
        gathering.change(row, said(place="大厅"), by=actors["head.water"], version=0, at=at(4, 2))


def test_cancelled_with_a_reason_it_stays_on_record_and_is_told(planned, actors):
    row = planned()
    with pytest.raises(Refused):
        gathering.cancel(row, by=actors["office"], reason=" ", version=0)
    row = gathering.cancel(row, by=actors["office"], reason="主持人出差", version=0)
    assert told("symposium-cancelled") == ["contact", "head.planning", "officer.planning"]
    with pytest.raises(Refused):
        gathering.hold(row, by=actors["office"], came=[], version=row.version, at=at(4, 16))


def test_it_is_not_held_before_it_began_nor_with_nobody(planned, actors):
    row = planned()
    for when in (at(4, 14), at(4, 16)):
        with pytest.raises(Refused):
            gathering.hold(row, by=actors["office"], came=[], version=0, at=when)


def test_what_is_raised_becomes_an_appeal_that_says_where(held, actors, enterprise):
    row = held()
    person = row.participants.get(enterprise=enterprise)
    finding = gathering.raise_issue(
        row, by=actors["officer.water"], text="夜间水压不足。", participant=person
    )
    appeal = findings.raise_appeal(finding, by=actors["officer.water"])
    assert (appeal.channel, appeal.enterprise, finding.raised_by) == (
        "symposium",
        enterprise,
        "云川宏岳锅炉有限公司 陈静",
    )
    source = sources.described([finding])[finding.pk]
    assert (source.url, f"{source.day}") == (f"/symposia/{row.pk}/", "2026-04-15")
    assert "用水保障座谈会" in source.sentence


def test_an_issue_waits_until_it_was_held(planned, actors):
    with pytest.raises(Refused):
        gathering.raise_issue(planned(), by=actors["head.water"], text="水压低。")


def test_a_research_is_written_up_with_its_conclusion(held, actors):
    row = held(kind=GatheringKind.RESEARCH)
    with pytest.raises(Refused):
        gathering.write_up(row, by=actors["head.water"], version=row.version)
    row = held(kind=GatheringKind.RESEARCH, conclusion="管网须改造。", topic="管网调研")
    assert gathering.write_up(row, by=actors["head.water"], version=row.version).stage == "written_up"


def test_the_timeline_names_what_a_company_came_to(held, planned, enterprise, units):
    row = held()
    planned(topic="还没开的")
    [line] = lines(enterprise, at(5, 1), 5)
    assert (line.at, line.url) == (at(4, 15), f"/symposia/{row.pk}/")
    assert lines(enterprise, at(4, 14), 5) == []


def test_the_board_counts_what_was_held(held, district, sign_in):
    held()
    held(kind=GatheringKind.RESEARCH, topic="调研")
    for kind in GatheringKind:
        counted = count_held(kind)(district, at(1, 1).date(), at(12, 31).date())
        assert counted.count == 1
        assert len(sign_in("office").get(counted.url).context["page"]) == 1


def test_what_is_to_come_goes_over_when_the_host_is_merged(planned, units, actors):
    row = planned()
    merge_units(units.water, units.trade, by=actors["office"], reason="机构改革")
    row.refresh_from_db()
    assert row.host == units.trade


def test_a_line_is_read_with_any_comma():
    assert lines_of("甲厂，王明，厂长\n\n 乙厂,李红\n丙厂；赵强；主任；多余") == [
        ("甲厂", "王明", "厂长"),
        ("乙厂", "李红", ""),
        ("丙厂", "赵强", "主任"),
    ]
