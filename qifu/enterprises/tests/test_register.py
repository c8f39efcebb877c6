"""The register's list: what it filters by, what it costs, and the lookup of other pages' forms."""

import pytest
from django.urls import reverse

from qifu.enterprises.models import Enterprise
from qifu.organisations.models import Leader

HERE = reverse("enterprises")


@pytest.fixture
def three(district, units, enterprise):
    leader = Leader.objects.create(district=district, name="方正平", title="副区长")
    make = Enterprise.objects.create
    make(
        district=district,
        number="Q000002",
        name="青山食品厂",
        street=units.hill,
        industry="C1411",
        staff=10,
        revenue=100,
        facts_year=2025,
        restructured=True,
    )
    make(
        district=district,
        number="Q000003",
        name="码头零售有限公司",
        street=units.wharf,
        industry="5211",
        key=True,
        leader=leader,
    )
    return leader


def rows_of(page):
    return [row.number for row in page.context["page"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"Q000001", "Q000002", "Q000003"}),
        ({"section": "C"}, {"Q000001", "Q000002"}),
        ({"section": "F"}, {"Q000003"}),
        ({"size": "medium"}, {"Q000001"}),
        ({"size": "micro"}, {"Q000002"}),
        ({"size": "none"}, {"Q000003"}),
        ({"above_scale": "on"}, {"Q000001"}),
        ({"key": "on"}, {"Q000003"}),
        ({"restructured": "on"}, {"Q000002"}),
        ({"q": "食品"}, {"Q000002"}),
        ({"q": "19900001234"}, {"Q000001"}),
        ({"q": "陈静"}, {"Q000001"}),
        ({"q": "食品", "key": "on"}, set()),
        ({"section": "nonsense", "street": "x"}, {"Q000001", "Q000002", "Q000003"}),
    ],
)
def test_each_filter_narrows_the_list(query, found, three, sign_in):
    page = sign_in("officer.water").get(HERE, query)
    assert (set(rows_of(page)), page.context["count"]) == (found, len(found))


def test_street_and_leader_narrow_the_list(three, units, sign_in):
    client = sign_in("office")
    assert set(rows_of(client.get(HERE, {"street": units.wharf.pk}))) == {"Q000001", "Q000003"}
    assert rows_of(client.get(HERE, {"leader": three.pk})) == ["Q000003"]


def test_the_list_costs_the_same_queries_for_one_row_as_for_three(
    enterprise, sign_in, django_assert_num_queries, request
):
    client = sign_in("officer.water")
    client.get(HERE)
    with django_assert_num_queries(6) as one:
        client.get(HERE)
    request.getfixturevalue("three")
    with django_assert_num_queries(6):
        page = client.get(HERE)
    assert (len(rows_of(page)), len(one)) == (3, 6)


def test_pages_are_turned_by_key_and_keep_the_filter(district, units, sign_in):
    for i in range(100, 160):
        Enterprise.objects.create(
            district=district, number=f"Q{i:06d}", name=f"港区{i}号店", street=units.hill
        )
    client = sign_in("office")
    first = client.get(HERE, {"street": units.hill.pk})
    assert len(rows_of(first)) == 50
    rest = client.get(HERE, {"street": units.hill.pk, "after": first.context["page"].next})
    assert set(rows_of(first)) | set(rows_of(rest)) == {f"Q{i:06d}" for i in range(100, 160)}
    assert f"street={units.hill.pk}" in first.content.decode()


def test_an_empty_register_says_what_to_do_and_an_empty_filter_something_else(district, sign_in, posts):
    Enterprise.objects.all().delete()
    client = sign_in("office")
    assert "企业名录为空" in client.get(HERE).content.decode()
    assert "没有符合条件的企业" in client.get(HERE, {"q": "无"}).content.decode()


def test_a_merged_record_is_not_in_the_list(three, enterprise, sign_in):
    Enterprise.objects.filter(number="Q000002").update(merged_into=enterprise)
    assert set(rows_of(sign_in("office").get(HERE))) == {"Q000001", "Q000003"}


def test_the_city_user_sees_the_districts_below_and_links_that_name_the_district(three, sign_in):
    page = sign_in("city").get(HERE)
    assert len(rows_of(page)) == 3
    assert "/enterprises/Q000001/?district=990199" in page.content.decode()
    assert sign_in("city").get("/enterprises/Q000001/?district=990199").status_code == 200
    assert sign_in("city").get("/enterprises/Q000001/?district=990100").status_code == 404


def test_the_lookup_answers_number_name_and_what_tells_namesakes_apart(three, sign_in):
    answer = sign_in("operator").get(reverse("enterprise-lookup"), {"q": "宏岳"})
    assert answer.json() == [
        {
            "value": "Q000001",
            "text": "云川宏岳锅炉有限公司",
            "hint": "Q000001 · 码头街道 · 91350100M000100Y43",
        }
    ]


def test_the_lookup_of_nothing_is_nothing(three, sign_in):
    assert sign_in("operator").get(reverse("enterprise-lookup"), {"q": " "}).json() == []
