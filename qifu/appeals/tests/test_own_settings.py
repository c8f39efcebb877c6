"""Aspects, categories and clock rules are changed on their settings pages."""

import re

import pytest

from qifu.appeals.clocks import forget_rules, rule_days
from qifu.appeals.models import Category, ClockRule
from qifu.appeals.words import ClockKind
from qifu.organisations.models import LogEntry, LogKind


@pytest.fixture(autouse=True)
def fresh_rules():
    forget_rules()
    yield
    forget_rules()


@pytest.fixture
def answer_rule(district):
    return ClockRule.objects.get(district=district, clock=ClockKind.ANSWER, complexity="simple")


def test_a_changed_clock_is_a_new_version_that_says_who_and_why(sign_in, answer_rule, posts, district):
    client = sign_in("system")
    response = client.post(
        f"/settings/clocks/{answer_rule.pk}/", {"working_days": 7, "source": "区企服办〔2026〕12号"}
    )
    assert response["Location"] == "/settings/clocks/"
    versions = list(
        ClockRule.objects.filter(clock=ClockKind.ANSWER, complexity="simple", district=district)
        .order_by("version")
        .values_list("version", "working_days", "source", "by__username")
    )
    assert versions == [(1, 5, answer_rule.source, None), (2, 7, "区企服办〔2026〕12号", "system")]
    assert rule_days(district.pk, ClockKind.ANSWER, "simple") == 7
    entry = LogEntry.objects.get(kind=LogKind.SETTING)
    assert (entry.before["working_days"], entry.after["working_days"]) == (5, 7)


def test_only_the_version_in_force_is_listed_and_its_page_shows_the_earlier_ones(sign_in, answer_rule):
    client = sign_in("system")
    client.post(f"/settings/clocks/{answer_rule.pk}/", {"working_days": 7, "source": "区企服办〔2026〕12号"})
    assert client.get(f"/settings/clocks/{answer_rule.pk}/").status_code == 404
    newest = ClockRule.objects.latest("pk")
    page = re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(f"/settings/clocks/{newest.pk}/").content.decode())
    )
    assert re.search(r"7 个工作日 system .* 区企服办〔2026〕12号 5 个工作日 预设", page)


def test_another_number_needs_another_source(sign_in, answer_rule):
    response = sign_in("system").post(
        f"/settings/clocks/{answer_rule.pk}/", {"working_days": 7, "source": answer_rule.source}
    )
    assert "时限改变，依据也应随之填写。" in response.content.decode()
    assert ClockRule.objects.filter(version=2).count() == 0


def test_clocks_that_run_keep_their_dates(sign_in, answer_rule, assigned):
    running = assigned()
    before = running.answer_due_at
    sign_in("system").post(f"/settings/clocks/{answer_rule.pk}/", {"working_days": 7, "source": "新规定"})
    running.refresh_from_db()
    assert running.answer_due_at == before
    assert assigned().answer_due_at > before


def test_a_category_stands_below_the_one_that_its_code_names(sign_in, categories, district):
    client = sign_in("office")
    fields = {"name": "管网", "complexity": "several", "active": "on"}
    assert client.post("/settings/categories/add/", {"code": "010103", **fields}).status_code == 302
    assert str(Category.objects.get(district=district, code="010103")) == "用水用电 / 用水 / 管网"
    response = client.post("/settings/categories/add/", {"code": "990101", **fields})
    assert "没有编码为 9901 的上级类别。" in response.content.decode()
    response = client.post("/settings/categories/add/", {"code": "01010", **fields})
    assert "编码应为两位、四位或六位数字。" in response.content.decode()


def test_a_new_name_is_carried_down_the_branch(sign_in, categories, district):
    top = Category.objects.get(district=district, code="01")
    fields = {"code": "01", "name": "水电气", "complexity": "simple", "active": "on", "aspect": top.aspect_id}
    assert sign_in("office").post(f"/settings/categories/{top.pk}/", fields).status_code == 302
    categories.water.refresh_from_db()
    assert categories.water.path == "水电气 / 用水 / 停水"


def test_a_branch_is_taken_out_of_use_from_its_ends(sign_in, categories, district):
    mid = Category.objects.get(district=district, code="0101")
    fields = {"code": "0101", "name": "用水", "complexity": "simple", "aspect": mid.aspect_id}
    response = sign_in("office").post(f"/settings/categories/{mid.pk}/", fields)
    assert "其下级类别仍在使用，请先停用下级类别。" in response.content.decode()
    mid.refresh_from_db()
    assert mid.active


def test_an_aspect_is_renamed(sign_in, district):
    aspect = district.aspects.get(name="发展环境")
    sign_in("office").post(f"/settings/aspects/{aspect.pk}/", {"name": "营商环境", "order": aspect.order})
    aspect.refresh_from_db()
    assert aspect.name == "营商环境"


@pytest.mark.parametrize("person", ["officer.water", "operator", "audit", "contact"])
def test_others_may_not_change_them(sign_in, answer_rule, person):
    url = f"/settings/clocks/{answer_rule.pk}/"
    assert sign_in(person).post(url, {"working_days": 7, "source": "新规定"}).status_code == 403
    assert ClockRule.objects.filter(version=2).count() == 0
