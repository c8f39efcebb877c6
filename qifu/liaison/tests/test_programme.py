"""Writing the programme down, starting it, ending it, and who reads it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from qifu.liaison.institutions import INSTITUTIONS, OFFERED
from qifu.liaison.models import MemberUnit, Programme
from qifu.liaison.verbs import duty as duty_verbs
from qifu.liaison.verbs.member_units import Named, save_member_units
from qifu.liaison.verbs.programme import end, save_programme, start
from qifu.organisations.models import LogEntry
from qifu.organisations.refusals import Refused


def sent(programme, **changed):
    """What the edit page's form sends."""
    return {
        "title": programme.title,
        "document_number": programme.document_number,
        "year": programme.year,
        "begins_on": f"{programme.begins_on}",
        "ends_on": f"{programme.ends_on}",
        "report_day": programme.report_day,
        "office": programme.office_id,
        "aims": programme.aims,
        "aspects": [aspect.pk for aspect in programme.aspects.all()],
        "head": programme.head_id,
        "deputies": [leader.pk for leader in programme.deputies.all()],
        "institutions": [2, 13],
        **changed,
    }


def test_the_office_writes_a_programme_down_and_goes_on_to_the_member_units(sign_in, written):
    model = written()
    client = sign_in("office")
    answer = client.post("/programme/new/", sent(model, title="百日攻坚", document_number="〔2026〕12号"))
    made = Programme.objects.get(title="百日攻坚")
    assert answer["Location"] == f"/programme/{made.pk}/units/"
    assert (made.stage, made.document_number, made.head.name) == ("draft", "〔2026〕12号", "高远")
    assert [aspect.name for aspect in made.aspects.all()] == ["发展环境"]
    assert [row.number for row in made.institutions.all()] == [2, 13]


def test_a_started_programme_stands_below_the_districts_name_until_it_ends(sign_in, written, named, actors):
    programme = written()
    save_member_units(programme, named, by=actors["office"])
    client = sign_in("officer.water")
    mark = '<span class="brand-line">2026年企业服务年活动</span>'
    assert mark not in client.get("/duties/").content.decode()
    start(programme, by=actors["office"])
    assert mark in client.get("/duties/").content.decode()
    end(programme, by=actors["office"])
    assert mark not in client.get("/duties/").content.decode()


def test_the_frames_line_follows_a_running_programmes_title(programme, actors):
    programme.title = "营商环境提升年"
    save_programme(programme, by=actors["office"], aspects=list(programme.aspects.all()))
    programme.district.refresh_from_db()
    assert programme.district.subtitle == "营商环境提升年"


def test_a_second_running_programme_is_refused(sign_in, programme, written, named, actors):
    second = written(title="百日攻坚")
    save_member_units(second, named, by=actors["office"])
    answer = sign_in("office").post(f"/programme/{second.pk}/start/")
    second.refresh_from_db()
    assert (answer.status_code, second.stage) == (409, "draft")
    assert "“2026年企业服务年活动”正在开展" in answer.content.decode()


def test_a_programme_without_member_units_does_not_start(written, actors):
    with pytest.raises(Refused, match="成员单位"):
        start(written(), by=actors["office"])


def test_a_programme_does_not_start_while_a_unit_has_nobody_responsible(written, units, actors):
    programme = written()
    rows = [Named(units.water, "head.water", "officer.water"), Named(units.trade, "", "officer.trade")]
    save_member_units(programme, rows, by=actors["office"])
    with pytest.raises(Refused, match="工信局") as refused:
        start(programme, by=actors["office"])
    assert "水务局" not in str(refused.value)


def test_a_programme_does_not_end_while_a_duty_is_in_hand(programme, handed_down, actors):
    duty = handed_down()
    with pytest.raises(Refused, match="1"):
        end(programme, by=actors["office"])
    duty_verbs.drop(duty, by=actors["office"], note="并入其他事项")
    end(programme, by=actors["office"])
    assert programme.stage == "ended"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"document_number": "第11号"}, "六角括号"),
        ({"document_number": "〔2026〕011号"}, "六角括号"),
        ({"ends_on": "2025-12-31"}, "结束日期早于开始日期"),
        ({"year": 2024}, "2024 不在起止日期之内"),
    ],
)
def test_what_a_programme_may_not_say_is_told_on_the_form(sign_in, written, changed, sentence):
    programme = written()
    answer = sign_in("office").post(
        f"/programme/{programme.pk}/edit/", sent(programme, aims="新的目标", **changed)
    )
    programme.refresh_from_db()
    assert (answer.status_code, programme.aims) == (422, "帮企业解难题。")
    assert sentence in answer.content.decode()
    assert "新的目标" in answer.content.decode()


def test_nobody_stands_in_the_leading_group_twice(written, posts):
    with pytest.raises(Refused, match="高远"):
        written(deputies=[posts["mayor"].leader])


def test_a_period_that_leaves_a_duty_outside_is_refused(programme, handed_down, actors):
    handed_down()
    programme.ends_on = date(2026, 10, 31)
    with pytest.raises(Refused, match="清淤园区排水管网"):
        save_programme(programme, by=actors["office"], aspects=list(programme.aspects.all()))


def test_an_ended_programme_is_no_longer_changed(programme, named, actors):
    end(programme, by=actors["office"])
    with pytest.raises(Refused, match="已结束"):
        save_programme(programme, by=actors["office"], aspects=[])
    with pytest.raises(Refused, match="已结束"):
        save_member_units(programme, named, by=actors["office"])


def test_a_document_number_has_the_official_form(written):
    programme = written()
    programme.document_number = "[2026]11号"
    with pytest.raises(ValidationError) as wrong:
        programme.full_clean()
    assert list(wrong.value.message_dict) == ["document_number"]


def test_every_change_is_on_record_with_before_and_after(sign_in, programme):
    client = sign_in("office")
    client.post(f"/programme/{programme.pk}/edit/", sent(programme, aims="新的目标", institutions=[2, 26]))
    entry = LogEntry.objects.filter(subject=f"programme:{programme.pk}").first()
    assert entry.before == {"aims": "帮企业解难题。", "启用的制度": "责任分解、交办"}
    assert entry.after == {"aims": "新的目标", "启用的制度": "责任分解、统计"}
    page = client.get("/programme/").content.decode()
    assert "责任分解、统计" in page


def test_a_name_that_somebody_of_the_unit_bears_is_that_person(programme, posts):
    water, planning, _trade = MemberUnit.objects.filter(programme=programme)
    assert (water.responsible, water.contact) == (posts["head.water"].user, posts["officer.water"].user)
    assert (planning.responsible, planning.responsible_name) == (None, "周局长")


def test_the_member_units_are_one_page_and_a_unit_that_is_unticked_leaves(sign_in, programme, units):
    client = sign_in("office")
    page = client.get(f"/programme/{programme.pk}/units/")
    assert [row["takes_part"].value() for row in page.context["form"].rows] == [
        False, True, True, True, False, False,
    ]  # fmt: skip
    water, wharf = units.water.pk, units.wharf.pk
    said = {
        f"u{water}-takes_part": "on",
        f"u{water}-responsible_name": "head.water",
        f"u{water}-contact_name": "officer.water",
        f"u{wharf}-takes_part": "on",
        f"u{wharf}-responsible_name": "刘主任",
        f"u{wharf}-contact_name": "吴敏",
        f"u{wharf}-contact_phone": "0990-8",
    }
    client.post(f"/programme/{programme.pk}/units/", said)
    rows = MemberUnit.objects.filter(programme=programme)
    assert [(row.unit.short_name, row.responsible_name) for row in rows] == [
        ("水务局", "head.water"),
        ("码头街道", "刘主任"),
    ]
    entry = LogEntry.objects.filter(subject=f"programme:{programme.pk}").first()
    assert entry.after["规划局"] == ""
    assert "吴敏" in entry.after["码头街道"]


def test_the_page_shows_group_units_and_institutions(sign_in, programme):
    page = sign_in("officer.water").get("/programme/").content.decode()
    for said in ("临办发〔2026〕11号", "区长 高远", "副区长 方正平", "周局长", "0990-1", "2 责任分解"):
        assert said in page
    assert "/edit/" not in page


def test_a_draft_is_the_offices_alone(sign_in, written):
    draft = written()
    assert sign_in("office").get(f"/programme/{draft.pk}/").status_code == 200
    assert sign_in("mayor").get(f"/programme/{draft.pk}/").status_code == 404
    assert sign_in("mayor").get("/programme/").context["programmes"].count() == 0


def test_a_city_reads_the_programmes_of_its_districts(sign_in, programme):
    client = sign_in("city")
    assert [row.title for row in client.get("/programme/").context["programmes"]] == ["2026年企业服务年活动"]
    assert "帮企业解难题" in client.get(f"/programme/{programme.pk}/").content.decode()


def test_an_institution_leads_to_its_page_for_those_who_may_open_it(sign_in, programme):
    office, officer = (
        sign_in(who).get("/programme/").content.decode() for who in ("office", "officer.water")
    )
    assert 'href="/inbox/">13 交办</a>' in office
    assert "13 交办" in officer
    assert "/inbox/" not in officer


def test_every_institution_that_is_offered_has_a_page():
    assert [institution.number for institution in INSTITUTIONS] == list(range(1, 28))
    assert all(institution.url.startswith("/") for institution in OFFERED)
