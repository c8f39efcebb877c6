"""Pledges in versions; a breach becomes an appeal marked as such, is judged by somebody else, and counts in the unit's record."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from qifu.appeals.models import Appeal
from qifu.appeals.words import Channel
from qifu.enterprises.merging import moving
from qifu.liaison import sources, timeline
from qifu.liaison.models import Finding
from qifu.liaison.pledges import registrations
from qifu.liaison.pledges.breaking import decide, report
from qifu.liaison.pledges.models import Breach, Pledge, PledgeSheet
from qifu.liaison.pledges.presets import PROGRAMME
from qifu.liaison.pledges.publishing import LONGEST, MOST, all_in_force, in_force, publish
from qifu.notices.models import Notice
from qifu.organisations.refusals import Refused
from qifu.organisations.unit_merging import merge_units
from tests.pages import text_of


def test_each_publication_is_a_version_and_the_same_again_is_none(sheets, district, units, actors):
    head = actors["head.water"]
    assert publish(district, units.water, ["停水提前三天告知", ""], by=head, version=1) is None
    second = publish(district, units.water, ["停水提前五天告知"], by=head, version=1)
    assert (second.version, in_force(district, units.water).pk) == (2, second.pk)
    assert PledgeSheet.objects.filter(unit=units.water).count() == 2
    with pytest.raises(Refused, match="Somebody else"):
        publish(district, units.water, ["另一条"], by=head, version=1)


@pytest.mark.parametrize("who", ["head.planning", "officer.water", "office"])
def test_a_units_own_are_its_heads_alone(who, district, units, actors):
    with pytest.raises(Refused, match="that of its head"):
        publish(district, units.water, ["一条"], by=actors[who])


def test_the_programmes_list_is_the_offices_alone(district, actors):
    with pytest.raises(Refused, match="the office's"):
        publish(district, None, ["一条"], by=actors["head.water"])


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["", " "], "at least one"),
        ([f"第{n}条" for n in range(MOST + 1)], "At most 30"),
        (["长" * (LONGEST + 1)], "is longer"),
        (["一样", "一样"], "twice"),
    ],
)
def test_a_list_that_cannot_be_kept_is_refused(lines, sentence, district, actors):
    with pytest.raises(Refused, match=sentence):
        publish(district, None, lines, by=actors["office"])


def test_without_a_list_the_office_is_offered_one_never_and_eight_musts(sign_in):
    page = sign_in("office").get("/pledges/edit/")
    lines = page.context["form"].initial["lines"].splitlines()
    assert (len(lines), lines) == (9, list(PROGRAMME))
    assert lines[0].startswith("决不")
    assert all("必须" in line for line in lines[1:])


def test_the_public_page_shows_the_programmes_list_and_each_units(sheets, client, district):
    seen = text_of(client.get(f"/p/{district.code}/promises/"))
    assert seen.index("一次告知") < seen.index("临江区水务局") < seen.index("停水提前三天告知")


def test_a_breach_becomes_an_appeal_that_says_which_pledge_by_whom(said, district, actors):
    breach, appeal = report(said(), district=district, by=actors["contact"])
    finding = Finding.objects.get()
    assert (finding.source, finding.source_id, finding.appeal) == ("breach", breach.pk, appeal)
    assert (appeal.channel, appeal.enterprise.number, appeal.caller_phone) == (
        Channel.PORTAL,
        "Q000001",
        "19900001234",
    )
    assert all(word in appeal.text for word in ("停水提前三天告知", "临江区水务局", "2026-04-13", "窗口3号"))
    source = sources.described([finding])[finding.pk]
    assert all(word in source.sentence for word in ("水务局", "停水提前三天告知"))
    assert source.url == f"/pledges/breaches/{breach.pk}/"
    assert Notice.objects.get(kind="breach-reported").user.username == "office"


def test_sent_twice_a_breach_stands_there_once(said, district, actors):
    key = UUID(int=3)
    first, second = (report(said(), district=district, by=actors["contact"], key=key) for _time in range(2))
    assert first == second
    assert (Breach.objects.count(), Appeal.objects.count()) == (1, 1)


def form_of(sheets, units, **given):
    said = {
        "key": "7d0c5be2-0d6b-4b5f-9d7e-b5f1d2a51d55", "company": "云川宏岳锅炉有限公司", "name": "陈静", "phone": "19900001234",
        "unit": units.water.pk, "pledge": sheets.all.pledges.first().pk, "happened_on": "2026-04-13", "who": "",
        "text": "材料补了三次，每次说法不同。", "consent": "on",
    }  # fmt: skip
    return {**said, **given}


def test_a_company_without_an_account_reports_one_once_and_gets_a_receipt(sheets, units, client, district):
    place = f"/p/{district.code}/promises/broken/"
    for _click in range(2):
        answer = client.post(place, form_of(sheets, units))
        assert "receipt" in answer["Location"]
    breach = Breach.objects.get()
    assert (breach.enterprise.number, breach.pledge.text, breach.unit.short_name) == (
        "Q000001",
        "一次告知",
        "水务局",
    )
    assert Appeal.objects.count() == 1


def test_another_units_pledge_and_a_day_to_come_are_told_beside_the_field_and_nothing_is_lost(
    sheets, units, client, district
):
    wrong = form_of(
        sheets, units, pledge=sheets.water.pledges.get().pk, unit=units.trade.pk,
        happened_on=f"{timezone.localdate() + timedelta(days=1)}",
    )  # fmt: skip
    answer = client.post(f"/p/{district.code}/promises/broken/", wrong)
    assert answer.status_code == 422
    assert {"pledge", "happened_on"} == set(answer.context["form"].errors)
    assert "材料补了三次" in answer.content.decode()
    assert Breach.objects.count() == 0


def test_a_contact_with_an_account_reports_for_the_own_company(sheets, units, sign_in, district, enterprise):
    sign_in("contact").post(
        f"/p/{district.code}/promises/broken/", form_of(sheets, units, company=enterprise.pk)
    )
    assert Breach.objects.get().enterprise == enterprise


def test_an_operator_reports_one_on_behalf(sheets, units, sign_in):
    given = form_of(sheets, units, company="Q000001")
    sign_in("operator").post("/pledges/breaches/new/", given)
    assert Appeal.objects.get().channel == Channel.HOTLINE
    answer = sign_in("operator").post("/pledges/breaches/new/", {**given, "company": "没有这家"})
    assert answer.status_code == 422


def test_the_office_decides_with_a_reason_once_and_the_units_head_is_told(reported, actors, posts):
    breach, office = reported(), actors["office"]
    with pytest.raises(Refused, match="Write down why"):
        decide(breach, "confirmed", " ", by=office)
    decide(breach, "confirmed", "三次补件属实", by=office)
    with pytest.raises(Refused, match="decided already"):
        decide(breach, "groundless", "查无此事", by=office)
    assert "三次补件属实" in Notice.objects.get(kind="breach-decided").text
    assert Notice.objects.get(kind="breach-decided").user == posts["head.water"].user


def test_the_accused_unit_never_decides_and_the_office_not_of_itself(reported, actors, units, sheets):
    for who in ("head.water", "officer.water", "head.trade", "deputy"):
        with pytest.raises(Refused, match="not by the unit"):
            decide(reported(), "groundless", "没有的事", by=actors[who])
    own = reported(unit=units.office, pledge=sheets.all.pledges.first())
    with pytest.raises(Refused, match="not by the unit"):
        decide(own, "groundless", "没有的事", by=actors["office"])
    decide(own, "confirmed", "属实", by=actors["mayor"])
    units.office.parent = units.water
    units.office.save()
    seated = reported()
    with pytest.raises(Refused, match="not by the unit"):
        decide(seated, "groundless", "没有的事", by=actors["office"])


def test_the_record_counts_by_unit_and_period_and_each_number_opens_its_list(
    reported, actors, sign_in, units, sheets
):
    now = timezone.now()
    for state in ("confirmed", "confirmed", "groundless", ""):
        breach = reported(at=now)
        if state:
            decide(breach, state, "已查", by=actors["office"])
    reported(at=now - timedelta(days=40), unit=units.trade, pledge=sheets.all.pledges.first())
    browser = sign_in("office")
    lines = browser.get(f"/pledges/record/?since={timezone.localdate() - timedelta(days=1)}").context["lines"]
    assert [(line.label, [n for n, _url in line.numbers]) for line in lines] == [("水务局", [4, 2, 1, 1])]
    for count, url in lines[0].numbers:
        assert len(browser.get(url).context["page"]) == count
    everything = browser.get("/pledges/record/").context["lines"]
    assert [line.label for line in everything] == ["水务局", "工信局"]
    own = sign_in("head.trade").get("/pledges/record/").context["lines"]
    assert [line.label for line in own] == ["工信局"]


def test_the_accused_unit_does_not_read_who_reported(reported, sign_in):
    page = text_of(sign_in("head.water").get(f"/pledges/breaches/{reported().pk}/"))
    assert not any(word in page for word in ("锅炉", "陈静", "19900001234"))


def test_timeline_evidence_merging_of_units_and_of_companies_know_of_it(
    reported, enterprise, units, actors, district
):
    breach = reported()
    assert [line.note for line in timeline.page_of(enterprise, timezone.now(), "breaches").lines] == [
        "停水提前三天告知"
    ]
    today = timezone.localdate()
    assert registrations.units_that_pledged(district, today, today).count == 1
    assert any(count == 1 for _name, count in moving(enterprise))
    merge_units(units.water, units.trade, by=actors["system"], reason="机构改革")
    assert Breach.objects.get(pk=breach.pk).unit == units.trade
    assert [sheet.unit for sheet in all_in_force(district)] == [None]


def test_a_published_pledge_is_never_changed(sheets):
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError), transaction.atomic():
        Pledge.objects.update(text="别的")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_for_three(
    reported, sign_in, django_assert_num_queries, rows
):
    for _each in range(rows):
        reported()
    browser = sign_in("office")
    browser.get("/pledges/breaches/")
    with django_assert_num_queries(4):
        assert len(browser.get("/pledges/breaches/").context["page"]) == rows
