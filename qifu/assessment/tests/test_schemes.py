"""Schemes: what may be put in force, and that versions stay."""

from dataclasses import replace
from decimal import Decimal

import pytest

from qifu.assessment import schemes
from qifu.assessment.models import Scheme, SchemeVersion
from qifu.assessment.presets import load_presets
from qifu.assessment.schemes import Judged, in_force, plan_of
from qifu.organisations.models import LogEntry
from qifu.organisations.refusals import Refused

D = Decimal


def judged(**weights):
    return [Judged(name, weight=D(str(weight))) for name, weight in weights.items()]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"indicators": []}, "至少选择一项"),
        ({"indicators": judged(response=30, solved=60)}, "权重合计为90"),
        ({"indicators": judged(response=100, solved=0)}, "每项大于0"),
        ({"indicators": judged(response=50) * 2}, "重复"),
        ({"indicators": judged(response=50, orders=50)}, "计件指标"),
        ({"indicators": judged(response=100), "population": "self_found"}, "统计口径"),
        ({"indicators": judged(nonsense=100)}, "统计口径"),
        ({"mode": "deductions"}, "大于0"),
    ],
)
def test_what_does_not_add_up_is_refused(scheme, plan, actors, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        schemes.put_in_force(scheme, replace(plan, **changes), by=actors["office"])
    assert SchemeVersion.objects.count() == 1


def test_a_unit_competes_in_one_group(scheme, plan, actors, units):
    groups = [("甲", [units.water]), ("乙", [units.water, units.trade])]
    with pytest.raises(Refused, match="水务局"):
        schemes.put_in_force(scheme, replace(plan, groups=groups), by=actors["office"])


def test_a_change_is_a_new_version_and_the_earlier_one_stays_readable(scheme, plan, actors, units):
    before = plan_of(in_force(scheme))
    groups = [("甲", [units.water, units.planning])]
    changed = replace(plan, indicators=judged(response=40, solved=60), groups=groups, source="修订")
    made = schemes.put_in_force(scheme, changed, by=actors["office"], after=1)
    assert (made.version, plan_of(made).groups, plan_of(made).source) == (2, groups, "修订")
    assert plan_of(SchemeVersion.objects.get(version=1)) == before
    entry = LogEntry.objects.order_by("-pk").first()
    assert entry.after["indicators"] == {"response": "40", "solved": "60"}


def test_of_two_who_write_at_once_the_second_is_told(scheme, plan, actors):
    schemes.put_in_force(scheme, plan, by=actors["office"], after=1)
    with pytest.raises(Refused, match="启用了新版本"):
        schemes.put_in_force(scheme, plan, by=actors["office"], after=1)


@pytest.mark.parametrize("who", ["head.water", "mayor", "inspector"])
def test_only_the_office_writes_schemes(scheme, plan, actors, who):
    with pytest.raises(Refused, match="活动办"):
        schemes.put_in_force(scheme, plan, by=actors[who])


def test_a_plan_is_tried_without_a_trace(scheme, plan, actors):
    seen = schemes.tried(scheme, replace(plan, source="试算"), lambda version: plan_of(version).source)
    assert (seen, SchemeVersion.objects.count()) == ("试算", 1)


def test_a_district_starts_with_three_rates_by_30_35_35_and_a_deduction_scheme(district, actors):
    load_presets(district)
    load_presets(district)
    found = {scheme.name: in_force(scheme) for scheme in Scheme.objects.filter(district=district)}
    rates = {row.name: (row.weight, row.minimum) for row in found["三率考核"].indicators.all()}
    assert rates == {"response": (30, 5), "solved": (35, 5), "solved_satisfied": (35, 5)}
    assert Scheme.objects.get(active=True).name == "三率考核"
    assert found["百分扣分制"].mode == "deductions"
    for version in found.values():
        schemes.check(plan_of(version))
