"""The page of a step: comments, files and marks; refusals, keys, scope, and those who are late."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, Attachment
from qifu.appeals.words import Mark
from qifu.appeals.workflow import TRANSITIONS
from tests.pages import taken, text_of

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"


def test_comments_carry_internal_files_and_attachments_may_be_public(take, handled):
    report = SimpleUploadedFile("情况说明.csv", "事项,结果\n".encode())
    response, appeal = take("office", handled, "comment", note="请抓紧", files=[report])
    assert taken(response)
    photo = SimpleUploadedFile("现场.png", PICTURE)
    response, appeal = take("officer.water", appeal, "attach", files=[photo], public="on")
    assert taken(response)
    assert list(appeal.attachments.values_list("name", "public")) == [
        ("情况说明.csv", False),
        ("现场.png", True),
    ]


def test_the_ticked_marks_stand_and_the_others_are_gone(take, file_appeal):
    response, appeal = take("office", file_appeal(), "mark", marks=["hot", "hard"])
    assert taken(response)
    assert appeal.marks == [Mark.HOT, Mark.HARD]
    response, appeal = take("office", appeal, "mark")
    assert taken(response)
    assert appeal.marks == []


def test_files_are_refused_by_content_and_each_is_named(take, handled, settings):
    settings.UPLOAD_MB = 1
    files = [
        SimpleUploadedFile("报告.pdf", b"<html><script>alert(1)</script></html>"),
        SimpleUploadedFile("大图.png", PICTURE + b"0" * 1024 * 1024),
        SimpleUploadedFile("现场.png", PICTURE),
    ]
    response, _appeal = take("officer.water", handled, "attach", files=files)
    assert (response.status_code, Attachment.objects.count()) == (422, 0)
    page = text_of(response)
    assert "“报告.pdf”是程序、网页或含有宏，不能上传。" in page
    assert "“大图.png”超过 1 MB。" in page
    assert "“现场.png”" not in page


@pytest.mark.parametrize("verb", sorted(TRANSITIONS))
def test_a_step_that_is_not_open_shows_the_sentence_instead_of_a_form(sign_in, file_appeal, actors, verb):
    appeal = file_appeal()
    advance(appeal, "withdraw", by=actors["contact"], note="已自行解决")
    response = sign_in("mayor").get(f"/appeals/{appeal.number}/{verb}/")
    if verb in ("comment", "mark"):
        assert response.status_code == 200
        return
    assert response.status_code == 409
    assert re.search("不能办理“.+”", text_of(response))
    assert '<form method="post" enctype' not in response.content.decode()


def test_the_form_is_a_page_and_the_content_of_a_dialog(sign_in, handled):
    client = sign_in("officer.water")
    url = f"/appeals/{handled.number}/contact/"
    page, fragment = (
        client.get(url).content.decode(),
        client.get(url, headers={"HX-Request": "true"}).content.decode(),
    )
    assert page.lstrip().startswith("<!DOCTYPE html>")
    assert fragment.lstrip().startswith('<form method="post"')
    for place in (page, fragment):
        assert f'action="{url}"' in place
        assert 'name="whom"' in place
        assert 'name="key"' in place


def test_an_unknown_step_is_not_found(sign_in, handled):
    assert sign_in("office").get(f"/appeals/{handled.number}/archive/").status_code == 404


@pytest.mark.parametrize("person", ["contact", "officer.planning", "system"])
def test_outside_the_scope_no_step_exists(take, sign_in, file_appeal, categories, person):
    appeal = file_appeal()
    assert sign_in(person).get(f"/appeals/{appeal.number}/comment/").status_code == 404
    response, appeal = take(person, appeal, "comment", note="看看")
    assert (response.status_code, appeal.events) == (404, 1)


def test_an_appeal_of_another_district_does_not_exist(take, file_appeal, district):
    other = type(district).objects.create(code="990198", name="临山区")
    foreign = file_appeal()
    Appeal.objects.filter(pk=foreign.pk).update(district=other)
    response, appeal = take("office", foreign, "comment", note="看看")
    assert (response.status_code, appeal.events) == (404, 1)


def test_of_two_officers_who_press_at_once_the_second_is_told(take, file_appeal, categories):
    appeal = file_appeal()
    response, _appeal = take("office", appeal, "accept", category=categories.water.pk)
    assert taken(response)
    response, appeal = take("operator", appeal, "accept", category=categories.pressure.pk)
    assert (response.status_code, appeal.events, appeal.category) == (409, 2, categories.water)
    assert "本件现处“待交办”环节，不能办理“受理”。可能已有人先行处理，请查看最新情况。" in text_of(response)


def test_pressed_twice_it_counts_once(sign_in, handled):
    client, said = sign_in("officer.water"), {"key": str(uuid.uuid4()), "note": "水表已采购"}
    for _press in range(2):
        assert taken(client.post(f"/appeals/{handled.number}/progress/", said))
    assert handled.timeline.filter(verb="progress").count() == 1


def test_a_form_changed_after_going_back_is_something_new(sign_in, handled):
    client, key = sign_in("officer.water"), str(uuid.uuid4())
    for note in ("水表已采购", "水表已安装"):
        assert taken(client.post(f"/appeals/{handled.number}/progress/", {"key": key, "note": note}))
    notes = handled.timeline.filter(verb="progress").values_list("note", flat=True)
    assert list(notes) == ["水表已采购", "水表已安装"]
