"""The demonstration's places, people, companies and stories. No database."""

import re
from collections import Counter

import pytest
from stdnum.cn import uscc

from qifu.appeals.words import (
    Claim,
    Complexity,
    DeclineGround,
    Mark,
)
from qifu.demonstration.categories import ASPECTS, CATEGORIES, CATEGORY, DUTIES, duty_of
from qifu.demonstration.enterprises import enterprises
from qifu.demonstration.government import FRONTS, LEADERS, STAFF, UNIT, UNITS, deputy_over
from qifu.demonstration.lives import lives
from qifu.demonstration.matters import matters
from qifu.demonstration.places import DISTRICT, STREET, STREETS
from qifu.organisations.roles import Role

ALL_UNITS = {*UNIT, "street"}


def test_the_district_has_its_streets_units_and_leaders() -> None:
    assert (len(STREETS), len(FRONTS), len(UNITS), len(LEADERS)) == (8, 5, 34, 12)
    assert Counter(unit.kind for unit in UNITS) == {"office": 1, "department": 24, "street": 8, "zone": 1}
    assert UNIT["office"].seat == "industry"
    assert {unit.front for unit in UNITS} == {front.key for front in FRONTS}
    assert [leader.name for leader in LEADERS if leader.is_head] == ["谭志远"]
    assert len({deputy_over(front.key).key for front in FRONTS}) == 5


def test_everyone_on_the_staff_has_a_name_a_seat_and_a_user_name_of_their_own() -> None:
    usernames = [person.username for person in STAFF]
    assert len(usernames) == len(set(usernames))
    seats = [(person, seat) for person in STAFF for seat in person.seats]
    assert {seat.role for _, seat in seats} == {role.value for role in Role} - {"contact", "system"}
    assert all(not seat.unit or seat.unit in UNIT for _, seat in seats)
    assert all(re.fullmatch(r"1990000\d{4}", person.phone) for person in STAFF)
    for unit in UNITS:
        if unit.kind != "office":
            roles = Counter(seat.role for _, seat in seats if seat.unit == unit.key)
            assert roles["head"] == 1, unit.name
            assert roles["officer"] >= 1, unit.name


def test_the_categories_form_a_tree_of_three_levels_and_each_has_a_unit() -> None:
    assert Counter(category.level for category in CATEGORIES) == {1: 12, 2: 39, 3: 92}
    assert len(CATEGORY) == len(CATEGORIES)
    assert all(category.parent in CATEGORY for category in CATEGORIES if category.level > 1)
    assert {category.aspect for category in CATEGORIES} == set(ASPECTS)
    assert {category.complexity for category in CATEGORIES} == {each.value for each in Complexity}
    assert set(DUTIES) <= set(CATEGORY)
    for category in CATEGORIES:
        if category.level == 3:
            duty = duty_of(category.code)
            assert {duty.lead, *duty.assist} <= set(UNIT)
            assert duty.lead not in duty.assist


def test_there_are_three_hundred_companies_each_with_a_name_of_its_own() -> None:
    all_of_them = enterprises()
    assert (
        len(all_of_them) == len({e.name for e in all_of_them}) == len({e.short for e in all_of_them}) == 300
    )
    assert sum(e.key for e in all_of_them) == 40
    assert sum(e.restructured for e in all_of_them) == 35
    assert sum(len(e.projects) for e in all_of_them) == 20
    assert {project.unit for e in all_of_them for project in e.projects} <= set(UNIT)
    assert {e.street for e in all_of_them} == set(STREET)
    assert all(e.road in STREET[e.street].roads for e in all_of_them)
    assert {len(e.contacts) for e in all_of_them} == {1, 2}


def test_each_credit_code_is_valid_and_of_this_district() -> None:
    coded = [e for e in enterprises() if e.credit_code]
    assert len(coded) == len({e.credit_code for e in coded}) == 285
    assert [e.name for e in coded if not uscc.is_valid(e.credit_code)] == []
    assert {e.credit_code[2:8] for e in coded} == {DISTRICT.code}
    assert all(e.founded < 2015 for e in enterprises() if not e.credit_code)


def test_each_leader_is_linked_to_three_or_four_key_companies() -> None:
    linked = Counter(e.leader for e in enterprises() if e.leader)
    assert set(linked) == {leader.key for leader in LEADERS}
    assert set(linked.values()) == {3, 4}
    assert {bool(e.leader) for e in enterprises() if e.key} == {True}


@pytest.mark.parametrize("matter", matters(), ids=lambda matter: matter.key)
def test_each_story_names_units_and_a_category_that_exist(matter) -> None:  # type: ignore[no-untyped-def]
    assert CATEGORY[matter.category].level == 3
    assert {matter.lead, *matter.assist} <= ALL_UNITS
    assert matter.lead not in matter.assist
    assert not matter.mistaken or (
        matter.mistaken in UNIT and matter.mistaken != matter.lead and matter.objection
    )
    assert bool(matter.reluctant) == bool(matter.overruling)
    assert matter.claim in Claim
    assert set(matter.marks) <= set(Mark)
    assert (
        (matter.ground in DeclineGround and matter.explanation) if matter.kind == "refused" else matter.reply
    )
    assert bool(matter.plan) == (matter.kind == "leftover")
    assert matter.kind in {"refused", "consult"} or (matter.measures and matter.progress and matter.happy)


def test_the_stories_are_about_a_hundred_and_reach_nearly_every_unit() -> None:
    assert len(matters()) == len({matter.key for matter in matters()}) == 114
    assert {matter.claim for matter in matters()} == set(Claim)
    assert len({life.lead for life in lives()}) == 29
