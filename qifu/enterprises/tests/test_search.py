"""Finding an enterprise as people type it."""

import pytest

from qifu.enterprises.merging import merge
from qifu.enterprises.models import Contact, Enterprise
from qifu.enterprises.search import search
from qifu.organisations.models import District


@pytest.fixture
def others(district, units, enterprise):
    make = Enterprise.objects.create
    return [
        make(district=district, number="Q000002", name="云川宏岳锅炉（集团）股份有限公司", street=units.hill),
        make(
            district=district, number="Q000003", name="岳阳锅炉配件厂", street=units.hill, phone="19900005678"
        ),
        make(district=district, number="Q000004", name="临江ABC电子有限责任公司"),
    ]


def numbers(typed, actor):
    return [row.number for row in search(typed, actor)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("云川宏岳锅炉有限公司", ["Q000001", "Q000002"]),
        ("云川宏岳锅炉", ["Q000001", "Q000002"]),
        ("云川宏岳锅炉有限", ["Q000001", "Q000002"]),
        ("宏岳", ["Q000001", "Q000002"]),
        ("锅炉", ["Q000001", "Q000002", "Q000003"]),
        ("岳阳", ["Q000003"]),
        ("云川宏岳锅炉(集团)", ["Q000002"]),
        ("云川宏岳锅炉（集团）股份", ["Q000002"]),
        ("云川 宏岳　锅炉", ["Q000001", "Q000002"]),
        ("ＡＢＣ电子", ["Q000004"]),
        ("abc", ["Q000004"]),
        ("91350100M000100Y43", ["Q000001"]),
        ("91350100m000100y43", ["Q000001"]),
        ("9135 0100 M000 100Y 43", ["Q000001"]),
        ("９１３５０１００Ｍ０００１００Ｙ４３", ["Q000001"]),
        ("913501", ["Q000001"]),
        ("Q000003", ["Q000003"]),
        ("q000003", ["Q000003"]),
        ("19900001234", ["Q000001"]),
        ("199 0000 1234", ["Q000001"]),
        ("+86 19900001234", ["Q000001"]),
        ("1234", ["Q000001"]),
        ("0990-1234567", ["Q000001"]),
        ("1234567", ["Q000001"]),
        ("5678", ["Q000003"]),
        ("19900005678", ["Q000003"]),
        ("陈静", ["Q000001"]),
        ("陈", ["Q000001"]),
        ("没有这家", []),
        ("234", []),
        ("%", []),
        ("  ", []),
    ],
)
def test_what_people_type_finds_what_they_mean_in_this_order(typed, found, others, actors):
    assert numbers(typed, actors["operator"]) == found


def test_a_whole_name_comes_before_names_that_begin_with_it_and_those_before_names_that_contain_it(
    district, actors
):
    for number, name in (("Q000011", "新港机械修造厂"), ("Q000012", "港机械"), ("Q000013", "港机械一厂")):
        Enterprise.objects.create(district=district, number=number, name=name)
    assert numbers("港机械", actors["office"]) == ["Q000012", "Q000013", "Q000011"]


def test_what_finds_a_merged_record_shows_the_one_that_stands(others, enterprise, actors):
    merge(enterprise, others[1], by=actors["office"])
    assert numbers("岳阳锅炉配件厂", actors["operator"]) == ["Q000001"]
    assert numbers("Q000003", actors["operator"]) == ["Q000001"]


def test_there_are_never_more_than_ten(district, actors):
    Enterprise.objects.bulk_create(
        Enterprise(district=district, number=f"Q{i:06d}", name=f"同名{i}号店", name_key=f"同名{i}号店")
        for i in range(100, 120)
    )
    assert len(search("同名", actors["office"])) == 10


def test_the_district_next_door_is_not_found(others, district, actors):
    next_door = District.objects.create(code="990198", name="青河区", parent=district.parent)
    row = Enterprise.objects.create(district=next_door, number="Q000001", name="青河宏岳仓储有限公司")
    Contact.objects.create(enterprise=row, name="陈静", phone="19900001234")
    assert numbers("宏岳", actors["office"]) == ["Q000001", "Q000002"]
    assert [row.name for row in search("陈静", actors["office"])] == ["云川宏岳锅炉有限公司"]
    assert [row.name for row in search("仓储", actors["city"])] == ["青河宏岳仓储有限公司"]


@pytest.mark.parametrize(
    ("who", "found"), [("contact", ["Q000001"]), ("system", []), ("audit", []), ("security", [])]
)
def test_a_contact_finds_their_own_and_an_administrator_none(who, found, others, actors):
    assert numbers("锅炉", actors[who]) == found
    assert numbers("19900001234", actors[who]) == found
