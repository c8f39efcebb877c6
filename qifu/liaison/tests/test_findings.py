"""What is found becomes an appeal, is settled on the spot or is just noted, and the appeal says where it was found."""

import uuid
from datetime import date

import pytest

from qifu.appeals.models import Appeal
from qifu.appeals.words import Channel
from qifu.liaison import sources
from qifu.liaison.findings import note_only, raise_appeal, settle, tally, write_finding
from qifu.liaison.models import Finding
from qifu.liaison.sources import Kind, Source
from qifu.organisations.refusals import Refused

DAY = date(2026, 3, 12)


@pytest.fixture(autouse=True)
def walk():
    """A kind of source that these tests find things on."""
    describe = lambda ids: {pk: Source("3月12日走访时发现", DAY, f"/walks/{pk}/") for pk in ids}  # noqa: E731
    sources.register(Kind("walk", "走访", Channel.VISIT, describe))
    yield
    del sources._kinds["walk"]


@pytest.fixture
def found(district, enterprise, actors):
    def find(who="officer.water", text="厂门口积水。雨天不能进货。", **given):
        said = {"district": district, "enterprise": enterprise, "day": DAY, "by": actors[who], **given}
        return write_finding("walk", 7, text=text, **said)

    return find


def test_sent_twice_under_one_key_it_stands_there_once(found):
    key = uuid.uuid4()
    assert found(key=key) == found(key=key)
    assert Finding.objects.count() == 1


def test_an_empty_one_is_refused(found):
    with pytest.raises(Refused, match="请写明发现了什么问题"):
        found(text="  \n")


def test_it_becomes_an_appeal_by_the_channel_of_its_source(found, actors):
    appeal = raise_appeal(found(), by=actors["officer.water"])
    assert (appeal.channel, appeal.population, appeal.stage) == ("visit", "assigned", "registered")
    assert (appeal.title, appeal.text) == ("厂门口积水", "厂门口积水。雨天不能进货。")
    assert appeal.enterprise.number == "Q000001"


def test_raised_twice_it_is_one_appeal(found, actors):
    finding = found()
    assert raise_appeal(finding, by=actors["office"]) == raise_appeal(finding, by=actors["officer.water"])
    assert Appeal.objects.count() == 1


def test_the_office_accepts_it_at_once_with_a_category(found, actors, categories):
    appeal = raise_appeal(found(), by=actors["office"], category=categories.water)
    assert (appeal.stage, appeal.category) == ("accepted", categories.water)


@pytest.mark.parametrize(("who", "stage"), [("officer.water", "signing"), ("head.water", "answered")])
def test_settled_on_the_spot_it_is_the_units_own_and_the_head_signs_it(found, actors, categories, who, stage):
    finding = found()
    appeal = settle(finding, by=actors[who], category=categories.water, how="当场清淤。")
    finding.refresh_from_db()
    assert (appeal.population, appeal.stage, appeal.lead_unit.short_name) == ("self_found", stage, "水务局")
    assert (finding.outcome, finding.how) == ("settled", "当场清淤。")
    assert appeal.answers.get().reply == "当场清淤。"


def test_the_office_settles_nothing_itself(found, actors, categories):
    with pytest.raises(Refused, match="只有单位才能自行办结"):
        settle(found(), by=actors["office"], category=categories.water, how="已办")


def test_what_was_noted_can_still_become_an_appeal_and_not_the_other_way_round(found, actors):
    finding = note_only(found(), by=actors["officer.water"], how="已知悉")
    assert (finding.outcome, finding.how) == ("noted", "已知悉")
    appeal = raise_appeal(finding, by=actors["officer.water"])
    with pytest.raises(Refused, match=appeal.number):
        note_only(finding, by=actors["officer.water"])


def test_what_became_of_them_is_counted(found, actors):
    raise_appeal(found(), by=actors["office"])
    note_only(found(), by=actors["office"])
    found()
    assert tally(Finding.objects.all()) == {"open": 1, "appeal": 1, "settled": 0, "noted": 1}


def test_the_appeals_page_says_where_it_was_found(found, actors, sign_in):
    appeal = raise_appeal(found(raised_by="陈静"), by=actors["office"])
    page = sign_in("office").get(f"/findings/of-appeal/{appeal.number}/").content.decode()
    assert '<a href="/walks/7/">3月12日走访时发现</a>' in page
    assert "反映人：陈静" in page


def test_an_appeal_that_the_company_filed_shows_its_channel(file_appeal, sign_in):
    page = sign_in("office").get(f"/findings/of-appeal/{file_appeal().number}/").content.decode()
    assert "网上诉求" in page or "门户" in page


@pytest.mark.parametrize(
    ("who", "verb", "status"),
    [
        ("officer.water", "raise", 302),
        ("officer.water", "note", 302),
        ("office", "raise", 302),
        ("officer.trade", "raise", 404),  # another unit's
        ("inspector", "raise", 404),
        ("officer.water", "burn", 404),
    ],
)
def test_who_decides_it(found, sign_in, who, verb, status):
    finding = found()
    response = sign_in(who).post(f"/findings/{finding.pk}/{verb}/?next=/walks/7/", {"title": "", "wish": ""})
    assert response.status_code == status
    if status == 302:
        assert response["Location"] == "/walks/7/"
        finding.refresh_from_db()
        assert finding.outcome == {"raise": "appeal", "note": "noted"}[verb]


def test_settling_without_saying_how_is_told_beside_the_field(found, sign_in, categories):
    finding = found()
    response = sign_in("officer.water").post(
        f"/findings/{finding.pk}/settle/", {"category": categories.water.pk, "how": ""}
    )
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["how"])
    finding.refresh_from_db()
    assert finding.outcome == "open"


@pytest.mark.parametrize(
    ("who", "count"),
    [("office", 3), ("officer.water", 2), ("officer.trade", 1), ("inspector", 3), ("deputy", 3)],
)
def test_the_register_shows_each_their_own(found, sign_in, who, count):
    found(), found(), found(who="officer.trade")
    assert sign_in(who).get("/findings/").context["count"] == count


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("source=walk", 2),
        ("outcome=noted", 1),
        ("outcome=appeal", 0),
        ("since=2026-03-12", 2),
        ("since=2026-03-13", 0),
        ("until=2026-03-11", 0),
        ("enterprise=Q000001", 2),
        ("enterprise=Q000002", 0),
    ],
)
def test_the_register_is_narrowed(found, sign_in, actors, query, count):
    note_only(found(), by=actors["officer.water"])
    found()
    assert sign_in("office").get(f"/findings/?{query}").context["count"] == count


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_costs_the_same_queries_however_many_rows(
    found, sign_in, rows, django_assert_num_queries
):
    """Session, post, units, rows, tally."""
    for _ in range(rows):
        found()
    client = sign_in("office")
    client.get("/findings/")
    with django_assert_num_queries(5):
        client.get("/findings/")
