"""A resolution after the meeting: a task of its unit, until the office confirms that it is done."""

from datetime import date

import pytest

from qifu.meetings import carrying_out
from qifu.meetings.agenda_lines import agenda_of
from qifu.meetings.models import MeetingEvent, Resolution
from qifu.meetings.reminding import remind
from qifu.meetings.tests.conftest import at
from qifu.notices.models import Notice
from qifu.organisations.refusals import Refused
from tests.pages import text_of


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("user__username", flat=True))


def test_its_unit_hears_of_it_and_finds_it_in_the_worklist(resolved, sign_in):
    resolution = resolved()
    assert told("resolution-given") == {"head.water", "officer.water"}
    for who in ("head.water", "officer.water"):
        owed = sign_in(who).get("/worklist/owed/").content.decode()
        assert f'href="/meetings/resolutions/{resolution.pk}/"' in owed
    assert "拿出改造方案" not in text_of(sign_in("head.trade").get("/worklist/owed/"))


def test_the_head_reports_the_office_confirms_and_the_next_agenda_is_free_of_it(
    resolved, planned, actors, sign_in
):
    resolution, following = resolved(), planned()
    head, office = sign_in("head.water"), sign_in("office")
    url = f"/meetings/resolutions/{resolution.pk}/"
    assert len(agenda_of(following, actors["office"])) == 1
    assert head.post(f"{url}report/", {"note": ""}).status_code == 422
    assert head.post(f"{url}report/", {"note": "方案已报"}).status_code == 302
    assert told("resolution-reported") == {"office"}
    assert [line.former.report for line in agenda_of(following, actors["office"])] == ["方案已报"]
    assert "拿出改造方案" not in text_of(head.get("/worklist/owed/"))
    assert office.post(f"{url}send_back/", {"note": "缺评审意见"}).status_code == 302
    assert told("resolution-sent-back") == {"head.water", "officer.water"}
    assert "拿出改造方案" in text_of(head.get("/worklist/owed/"))
    assert head.post(f"{url}report/", {"note": "已附评审意见"}).status_code == 302
    assert office.post(f"{url}confirm/", {"note": ""}).status_code == 302
    assert agenda_of(following, actors["office"]) == []
    verbs = MeetingEvent.objects.filter(resolution=resolution).values_list("verb", flat=True)
    assert list(verbs) == ["resolve", "report", "send_back", "report", "confirm"]


@pytest.mark.parametrize("who", ["officer.water", "head.trade", "office"])
def test_only_the_owner_units_head_reports(who, resolved, actors):
    with pytest.raises(Refused, match="您的岗位不能办理“报告完成”。"):
        carrying_out.report(resolved(), by=actors[who], note="已完成")


def test_only_the_office_confirms(resolved, actors):
    resolution = resolved()
    carrying_out.report(resolution, by=actors["head.water"], note="已完成")
    with pytest.raises(Refused, match="您的岗位不能办理“确认完成”。"):
        carrying_out.confirm(resolution, by=actors["head.water"])


def test_who_decides_second_is_told(resolved, actors, sign_in):
    resolution = resolved()
    carrying_out.report(resolution, by=actors["head.water"], note="已完成")
    stale = Resolution.objects.get(pk=resolution.pk)
    carrying_out.confirm(resolution, by=actors["office"])
    with pytest.raises(Refused, match="可能已有人先行处理"):
        carrying_out.send_back(stale, by=actors["office"], note="再改")
    late = sign_in("office").post(f"/meetings/resolutions/{resolution.pk}/confirm/", {"note": ""})
    assert late.status_code == 409
    assert "不能“确认完成”：目前的状态是“已完成”。请刷新页面。" in text_of(late)


def test_another_date_is_told_and_one_that_has_passed_refused(resolved, actors):
    resolution = resolved()
    with pytest.raises(Refused, match="2026-04-17已过，请填写今天或以后的日期。"):
        carrying_out.postpone(
            resolution, by=actors["office"], note="等资金", due_on=date(2026, 4, 17), at=at(4, 20)
        )
    carrying_out.postpone(
        resolution, by=actors["office"], note="等资金", due_on=date(2026, 5, 29), at=at(4, 20)
    )
    assert resolution.due_on == date(2026, 5, 29)
    assert told("resolution-postponed") == {"head.water", "officer.water"}


def test_what_is_dropped_heads_no_agenda_any_more(resolved, planned, actors):
    carrying_out.drop(resolved(), by=actors["office"], note="企业已搬迁")
    assert agenda_of(planned(), actors["office"]) == []


def test_overdue_is_told_to_the_owners_head_and_the_office_once_a_date(resolved, actors):
    resolution = resolved()
    remind(at(4, 30, 23))
    assert told("resolution-overdue") == set()
    for _run in range(2):
        remind(at(5, 1, 8))
    assert told("resolution-overdue") == {"head.water", "office"}
    assert Notice.objects.filter(kind="resolution-overdue").count() == 2
    carrying_out.postpone(
        resolution, by=actors["office"], note="再宽限", due_on=date(2026, 5, 8), at=at(5, 6)
    )
    remind(at(5, 9, 8))
    assert Notice.objects.filter(kind="resolution-overdue").count() == 4


def test_a_reported_one_is_no_longer_called_overdue(resolved, actors):
    carrying_out.report(resolved(), by=actors["head.water"], note="已完成", at=at(4, 29))
    remind(at(5, 6, 8))
    assert told("resolution-overdue") == set()


def texts(response):
    return [row.resolution.text for row in response.context["rows"]]


def test_a_unit_sees_its_own_and_overseers_all(resolved, resolve, units, sign_in):
    resolved(text="水务的")
    resolved(text="工信的", unit=units.trade)
    assert texts(sign_in("head.water").get("/meetings/resolutions/")) == ["水务的"]
    assert texts(sign_in("officer.trade").get("/meetings/resolutions/")) == ["工信的"]
    for who in ("office", "inspector", "mayor", "city"):
        assert texts(sign_in(who).get("/meetings/resolutions/")) == ["水务的", "工信的"]
    assert texts(sign_in("deputy").get("/meetings/resolutions/")) == []
    other = Resolution.objects.get(text="工信的")
    assert sign_in("head.water").get(f"/meetings/resolutions/{other.pk}/").status_code == 404


def test_the_filters_narrow(resolved, units, actors, sign_in):
    resolved(text="未做")
    done = resolved(text="已做", unit=units.trade)
    carrying_out.report(done, by=actors["head.trade"], note="已完成")
    carrying_out.confirm(done, by=actors["office"])
    client = sign_in("office")
    url = "/meetings/resolutions/"
    assert texts(client.get(url)) == ["未做"]
    assert texts(client.get(f"{url}?stage=done")) == ["已做"]
    assert texts(client.get(f"{url}?stage=")) == ["已做", "未做"]
    assert texts(client.get(f"{url}?stage=&unit={units.trade.pk}")) == ["已做"]
    assert texts(client.get(f"{url}?light=red")) == ["未做"]
    assert texts(client.get(f"{url}?light=green")) == []
    assert texts(client.get(f"{url}?kind=special_report")) == []
    assert texts(client.get(f"{url}?since=2026-04-15&until=2026-04-15")) == ["未做"]
    assert texts(client.get(f"{url}?since=2026-04-16")) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(rows, resolved, sign_in, django_assert_num_queries):
    for _each in range(rows):
        resolved()
    client = sign_in("office")
    client.get("/meetings/resolutions/")
    with django_assert_num_queries(4):
        assert len(texts(client.get("/meetings/resolutions/"))) == rows
