"""The pages: planned by lines of people, recorded by ticks, read by the company on its own page."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from qifu.liaison.models import Finding
from qifu.liaison.symposia import gathering
from qifu.liaison.symposia.models import Gathering
from qifu.liaison.symposia.tests.conftest import at
from tests.pages import text_of


@pytest.fixture
def form(units, enterprise):
    soon = timezone.localtime() + timedelta(days=7)
    return {
        "key": str(uuid.uuid4()),
        "kind": "symposium",
        "topic": "用工座谈会",
        "starts_at": f"{soon:%Y-%m-%dT%H:%M}",
        "place": "三楼",
        "chair": "高远",
        "host": units.water.pk,
        "companies": f"{enterprise.number}，陈静，办公室主任",
        "officials": "规划局，李工\n水务局",
    }


def test_it_is_planned_once_by_lines_of_people(sign_in, form):
    client = sign_in("head.water")
    first, second = (client.post("/symposia/new/", form) for _turn in range(2))
    row = Gathering.objects.get()
    assert first["Location"] == second["Location"] == f"/symposia/{row.pk}/"
    assert [(p.side, p.name, p.title) for p in row.participants.all()] == [
        ("云川宏岳锅炉有限公司", "陈静", "办公室主任"),
        ("规划局", "李工", ""),
        ("水务局", "", ""),
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"companies": "没有这家厂，王明"}, "companies"),
        ({"officials": "没有这个局"}, "officials"),
        ({"starts_at": "明天"}, "starts_at"),
        ({"topic": ""}, "topic"),
        ({"starts_at": "2026-01-01T09:00"}, None),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(sign_in, form, wrong, field):
    answer = sign_in("office").post("/symposia/new/", {**form, **wrong})
    assert answer.status_code == (422 if field else 409)
    assert field in answer.context["form"].errors or field is None
    assert answer.context["form"]["place"].value() == "三楼"


def test_a_changed_list_is_shown_as_it_was_written(sign_in, planned):
    row = planned()
    page = sign_in("office").get(f"/symposia/{row.pk}/edit/")
    assert page.context["form"]["companies"].value() == "Q000001，陈静"
    assert page.context["form"]["officials"].value() == "规划局"


def test_attendance_record_and_files_are_written_down_then_it_is_written_up(sign_in, planned):
    row, client = planned(), sign_in("officer.water")
    Gathering.objects.update(starts_at=timezone.now() - timedelta(hours=3))
    [company, _unit] = row.participants.all()
    said = {
        "version": 0,
        f"came-{company.pk}": "on",
        f"name-{company.pk}": "周明",
        "record": "逐一听取意见。",
        "files": SimpleUploadedFile("照片.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40),
    }
    assert client.post(f"/symposia/{row.pk}/record/", said)["Location"] == f"/symposia/{row.pk}/"
    row.refresh_from_db()
    assert [(p.name, p.came) for p in row.participants.all()] == [("周明", True), ("", False)]
    file = row.files.get()
    sent = client.get(f"/symposia/{row.pk}/files/{file.pk}/")
    assert b"".join(sent.streaming_content).startswith(b"\x89PNG")
    assert client.post(f"/symposia/{row.pk}/record/", {**said, "files": ""}).status_code == 409
    client.post(f"/symposia/{row.pk}/write-up/", {"version": row.version})
    row.refresh_from_db()
    assert row.stage == "written_up"


def test_an_issue_sent_twice_is_one(sign_in, held):
    row, client = held(), sign_in("head.water")
    person = row.participants.get(came=True)
    said = {"key": str(uuid.uuid4()), "text": "夜间水压不足。", "participant": person.pk}
    for _turn in range(2):
        assert client.post(f"/symposia/{row.pk}/issues/", said).status_code == 302
    assert Finding.objects.get().enterprise == person.enterprise
    page = text_of(client.get(f"/symposia/{row.pk}/print/"))
    assert "夜间水压不足。" in page
    assert client.post(f"/symposia/{row.pk}/issues/", {"text": ""}).status_code == 422


def test_a_company_sees_its_invitation_and_its_own_words_only(sign_in, held, actors, enterprise):
    row = held()
    mine = row.participants.get(enterprise=enterprise)
    gathering.raise_issue(row, by=actors["office"], text="夜间水压不足。", participant=mine)
    gathering.raise_issue(row, by=actors["office"], text="别家的事。", raised_by="某厂")
    page = text_of(sign_in("contact").get("/my-symposia/"))
    assert "用水保障座谈会" in page
    assert "夜间水压不足。" in page
    assert "别家的事" not in page


def test_who_is_not_asked_sees_nothing(sign_in, planned, units, enterprise):
    row = planned()
    assert sign_in("officer.trade").get(f"/symposia/{row.pk}/").status_code == 404
    assert sign_in("officer.planning").get(f"/symposia/{row.pk}/").status_code == 200
    enterprise.contacts.all().update(user=None)
    assert "用水保障座谈会" not in text_of(sign_in("contact").get("/my-symposia/"))


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", ["管网调研", "取消的", "用水保障座谈会"]),
        ("kind=research", ["管网调研"]),
        ("stage=cancelled", ["取消的"]),
        ("stage=took_place", ["用水保障座谈会"]),
        ("since=2026-05-01", ["管网调研", "取消的"]),
        ("until=2026-04-15", ["用水保障座谈会"]),
        ("stage=nonsense", ["管网调研", "取消的", "用水保障座谈会"]),
    ],
)
def test_the_filters_narrow(held, planned, actors, sign_in, query, seen):
    held()
    row = planned(topic="取消的", starts_at=at(5, 1))
    gathering.cancel(row, by=actors["office"], reason="改期", version=0)
    planned(topic="管网调研", kind="research", starts_at=at(6, 1))
    page = sign_in("inspector").get(f"/symposia/?{query}").context["page"]
    assert [each.topic for each in page] == seen


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_cost_the_same_for_one_and_three(rows, held, sign_in, django_assert_num_queries):
    for _each in range(rows):
        held()
    for who, url, queries in (("office", "/symposia/", 5), ("contact", "/my-symposia/", 5)):
        client = sign_in(who)
        client.get(url)
        with django_assert_num_queries(queries):
            assert len(client.get(url).context["page"]) == rows
