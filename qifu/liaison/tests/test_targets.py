"""Choosing the companies that something is for."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from qifu.enterprises.models import Enterprise
from qifu.liaison.forms.target import TargetForm
from qifu.liaison.personal_links import Expired, NoSuchLink, PersonalLinks
from qifu.liaison.targets import Target


@pytest.fixture
def companies(district, units, enterprise):
    """The boiler works (Wharf, manufacturing, small), a shop on Hill street, a restructured key mill on Wharf."""
    make = Enterprise.objects.create
    shop = make(district=district, number="Q000002", name="青山百货商店", street=units.hill, industry="F5211")
    mill = make(
        district=district, number="Q000003", name="望山造纸厂", street=units.wharf, industry="C2221",
        key=True, restructured=True,
    )  # fmt: skip
    return {"boiler": enterprise, "shop": shop, "mill": mill}


@pytest.mark.parametrize(
    ("said", "found", "words"),
    [
        ({}, {"boiler", "shop", "mill"}, "名录中的全部企业"),
        ({"streets": "wharf"}, {"boiler", "mill"}, "码头街道"),
        ({"sections": ["F"]}, {"shop"}, "批发和零售业"),
        ({"key": "on", "restructured": "on"}, {"mill"}, "重点企业 · 改制企业"),
        ({"streets": "wharf", "sections": ["F"]}, set(), "码头街道 · 批发和零售业"),
        (
            {"named": "青山百货商店\nQ000003\n91350100M000100Y43"},
            {"boiler", "shop", "mill"},
            "指定的 3 家企业",
        ),
    ],
)
def test_by_the_registers_facts_or_named(companies, district, units, said, found, words):
    data = QueryDict(mutable=True)
    for name, value in said.items():
        values = [str(units.wharf.pk)] if value == "wharf" else value if isinstance(value, list) else [value]
        data.setlist(f"to-{name}", values)
    form = TargetForm(data, district=district)
    assert form.is_valid(), form.errors
    rows = form.target.enterprises(district)
    assert set(rows) == {companies[name] for name in found}
    kept = Target.from_json(form.target.as_json)
    assert (set(kept.enterprises(district)), kept.in_words()) == (set(rows), words)


def test_a_line_that_names_nobody_is_told_by_its_words_and_nothing_is_lost(companies, district):
    form = TargetForm(QueryDict("to-named=望山造纸厂%0A没有这家厂"), district=district)
    assert form.errors == {"named": ["企业名录中找不到：没有这家厂。"]}
    assert "望山造纸厂" in str(form["named"])


def test_a_personal_link_leads_back_and_cannot_be_made_up():
    links = PersonalLinks("qifu.tests")
    token = links.token(7, 2)
    assert links.read(token) == (7, 2)
    for wrong in (token[:-1], "7:2", PersonalLinks("qifu.others").token(7, 2), ""):
        with pytest.raises(NoSuchLink):
            links.read(wrong)


def test_a_link_that_grew_old_says_so():
    links = PersonalLinks("qifu.tests", good_for=timedelta(seconds=-1))
    with pytest.raises(Expired):
        links.read(links.token(7))
