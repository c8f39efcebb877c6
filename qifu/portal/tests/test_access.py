"""Who opens an appeal, and what opens nothing."""

import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qifu.appeals.advancing import advance
from qifu.appeals.models import Attachment
from qifu.enterprises.models import Enterprise
from qifu.portal.access import LIFE, token_for

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def neighbour(district):
    return Enterprise.objects.create(district=district, number="Q000002", name="云川金禾食品有限公司")


def test_a_token_opens_its_appeal_and_no_other(stranger, file_appeal, page_of):
    mine, other = file_appeal(), file_appeal(title="门前道路破损", text="厂门口道路破损。")
    page = stranger.get(page_of(mine)).content.decode()
    assert "厂区停水三天" in page
    assert "门前道路破损" not in page
    payload = token_for(other).split(":")[0]
    forged = ":".join([payload, *token_for(mine).split(":")[1:]])
    assert stranger.get(f"/p/990199/appeal/{forged}/").status_code == 404


def test_a_token_counts_in_its_own_district_only(stranger, file_appeal, district):
    token = token_for(file_appeal())
    district.pk, district.code, district.name = None, "990198", "临山区"
    district.save(force_insert=True)
    assert stranger.get(f"/p/990198/appeal/{token}/").status_code == 404


def test_after_two_hours_a_token_leads_back_to_number_and_telephone(stranger, file_appeal, monkeypatch):
    appeal = file_appeal()
    with monkeypatch.context() as earlier:
        began = time.time()
        earlier.setattr(time, "time", lambda: began - LIFE.total_seconds() - 1)
        old = token_for(appeal)
    response = stranger.get(f"/p/990199/appeal/{old}/")
    assert response.url == "/p/990199/follow/?expired=1"
    page = stranger.get(response.url).content.decode()
    assert "请重新输入编号和电话；已填写的内容保留在本浏览器中。" in page
    assert stranger.post(f"/p/990199/appeal/{old}/withdraw/", {"note": "x"}).url == response.url
    appeal.refresh_from_db()
    assert appeal.stage == "registered"


def test_a_token_shortly_before_its_end_still_opens(stranger, file_appeal, monkeypatch):
    with monkeypatch.context() as earlier:
        began = time.time()
        earlier.setattr(time, "time", lambda: began - timedelta(minutes=119).total_seconds())
        token = token_for(file_appeal())
    assert stranger.get(f"/p/990199/appeal/{token}/").status_code == 200


@pytest.mark.parametrize("number", ["the real one", "2026-999999"])
def test_a_number_alone_asks_a_stranger_for_the_telephone_whether_it_exists_or_not(
    stranger, file_appeal, number
):
    number = file_appeal().number if number == "the real one" else number
    response = stranger.get(f"/p/990199/appeal/{number}/")
    assert response.url == f"/p/990199/follow/?number={number}"
    assert f'value="{number}"' in stranger.get(response.url).content.decode()


def test_a_contact_opens_the_own_companys_appeal_by_number(sign_in, file_appeal):
    assert (
        "厂区停水三天" in sign_in("contact").get(f"/p/990199/appeal/{file_appeal().number}/").content.decode()
    )


@pytest.mark.parametrize("rest", ["", "receipt/", "withdraw/"])
def test_for_a_contact_another_companys_appeal_does_not_exist(sign_in, file_appeal, neighbour, rest):
    appeal = file_appeal(enterprise=neighbour)
    browser = sign_in("contact")
    assert browser.get(f"/p/990199/appeal/{appeal.number}/{rest}").status_code == 404
    assert browser.post(f"/p/990199/appeal/{appeal.number}/withdraw/", {"note": "x"}).status_code == 404


def test_an_officer_has_no_way_in_by_number_here(sign_in, to_stage):
    number = to_stage("handling").number
    response = sign_in("officer.water").get(f"/p/990199/appeal/{number}/")
    assert response.url == f"/p/990199/follow/?number={number}"


def test_an_appeals_page_is_kept_by_nobody_and_found_by_no_search(stranger, file_appeal, page_of):
    response = stranger.get(page_of(file_appeal()))
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]


def test_files_are_downloads_and_only_the_public_ones_of_this_appeal(
    stranger, file_appeal, page_of, actors, to_stage
):
    appeal, other = to_stage("handling"), file_appeal(title="另一件")
    stranger.post(
        page_of(appeal, "supplement"), {"note": "见附件", "files": SimpleUploadedFile("管线图.pdf", PDF)}
    )
    stranger.post(
        page_of(other, "supplement"), {"note": "见附件", "files": SimpleUploadedFile("别处.pdf", PDF)}
    )
    mine, foreign = Attachment.objects.order_by("pk")
    response = stranger.get(page_of(appeal, "files", str(mine.pk)))
    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert response.headers["Content-Security-Policy"].startswith("sandbox; ")
    assert stranger.get(page_of(appeal, "files", str(foreign.pk))).status_code == 404
    Attachment.objects.filter(pk=mine.pk).update(public=False)
    assert stranger.get(page_of(appeal, "files", str(mine.pk))).status_code == 404
    assert "管线图.pdf" not in stranger.get(page_of(appeal)).content.decode()


def test_the_page_costs_six_queries_however_long_the_history_is(
    stranger, to_stage, page_of, actors, warm, django_assert_num_queries
):
    appeal = to_stage("handling")
    for _n in range(3):
        advance(appeal, "supplement", by=actors["contact"], note="补充")
    url = page_of(appeal)
    with django_assert_num_queries(6):  # district, appeal, events, files, answers, follow-ups
        stranger.get(url)
