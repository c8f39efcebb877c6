from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from qifu.organisations.models import LogEntry
from qifu.portal.attempts import TRIES_A_NUMBER, TRIES_AN_ADDRESS
from qifu.portal.tests.conftest import DESK

FOLLOW = "/p/990199/follow/"
NO_MATCH = "编号与电话不符。请对照回执核对，电话应为提交诉求时填写的联系电话。"
TOO_OFTEN = "错误次数过多，查询暂停15分钟。请稍后再试，或拨打服务热线。"


def ask(browser, number, phone):
    return browser.post(FOLLOW, {"number": number, "phone": phone})


@pytest.mark.parametrize("phone", ["19900001234", "+86 199 0000 1234", "１９９００００１２３４"])
@pytest.mark.parametrize(
    "shape", ["{year}-{n:06d}", "{year}-{n}", "{year}{n:06d}", "{year}－{n:06d}", " {year} - {n} "]
)
def test_number_and_telephone_open_the_appeal_however_they_are_written(stranger, file_appeal, shape, phone):
    appeal = file_appeal()
    year, n = appeal.number.split("-")
    response = ask(stranger, shape.format(year=year, n=int(n)), phone)
    assert response.status_code == 302
    assert "厂区停水三天" in stranger.get(response.url).content.decode()


def test_a_wrong_number_and_a_wrong_telephone_are_answered_alike(stranger, file_appeal):
    number = file_appeal().number
    answers = [ask(stranger, number, "19900009999"), ask(stranger, "2026-999999", "19900001234")]
    pages = [
        answer.content.decode()
        .replace(number, "N")
        .replace("2026-999999", "N")
        .replace("19900009999", "P")
        .replace("19900001234", "P")
        for answer in answers
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert NO_MATCH in pages[0]
    assert without_tokens(pages[0]) == without_tokens(pages[1])


def without_tokens(page):
    """A page's anti-forgery tokens differ each time."""
    return [line for line in page.splitlines() if "csrf" not in line]


def test_an_appeal_without_a_telephone_cannot_be_followed(stranger, file_appeal):
    number = file_appeal(caller_phone="").number
    assert ask(stranger, number, "").status_code == 422
    assert ask(stranger, number, "0000000").status_code == 422


def test_a_district_opens_its_own_appeals_only(stranger, file_appeal, district):
    from_here = file_appeal().number
    district.pk, district.code, district.name = None, "990198", "临山区"
    district.save(force_insert=True)
    assert (
        stranger.post("/p/990198/follow/", {"number": from_here, "phone": "19900001234"}).status_code == 422
    )


def test_what_is_no_number_is_a_sentence_and_counts_as_no_try(stranger, units):
    page = ask(stranger, "停水那件", "19900001234").content.decode()
    assert "编号形如 2026-000123：年份、短横线和六位数字。" in page
    assert not LogEntry.objects.exists()


def test_after_ten_wrong_tries_a_number_is_closed_even_for_the_right_telephone(stranger, file_appeal):
    appeal = file_appeal()
    for n in range(TRIES_A_NUMBER):
        elsewhere = Client(REMOTE_ADDR=f"203.0.113.{100 + n}")
        assert ask(elsewhere, appeal.number, f"199000{n:05d}").status_code == 422
    response = ask(stranger, appeal.number, "19900001234")
    assert response.status_code == 429
    assert TOO_OFTEN in response.content.decode()
    assert appeal.title not in response.content.decode()
    assert ask(stranger, file_appeal().number, "19900001234").status_code == 302


def test_an_address_that_guesses_at_many_numbers_is_closed(stranger, file_appeal):
    number = file_appeal().number
    for n in range(TRIES_AN_ADDRESS):
        assert ask(stranger, f"2025-{n:06d}", "19900001234").status_code == 422
    assert ask(stranger, number, "19900001234").status_code == 429
    assert ask(Client(REMOTE_ADDR="203.0.113.8"), number, "19900001234").status_code == 302


def test_a_quarter_of_an_hour_later_it_is_open_again(stranger, file_appeal, district):
    appeal = file_appeal()
    remember_failures(district, appeal.number, TRIES_A_NUMBER, timezone.now() - timedelta(minutes=16))
    assert ask(stranger, appeal.number, "19900001234").status_code == 302
    remember_failures(district, appeal.number, TRIES_A_NUMBER, timezone.now() - timedelta(minutes=14))
    assert ask(stranger, appeal.number, "19900001234").status_code == 429


def remember_failures(district, number, times, at):
    """The log can be written but not changed, so an old entry has to be written old."""
    row = "INSERT INTO organisations_logentry (at, district_id, kind, who, what, subject, reason) VALUES (%s, %s, 'sign_in_failed', '-', '-', %s, '')"
    with connection.cursor() as cursor:
        cursor.executemany(row, [(at, district.pk, f"follow:{district.code}:{number}")] * times)


def test_the_log_says_who_guessed_and_keeps_no_telephone(stranger, file_appeal):
    number = file_appeal().number
    ask(stranger, number, "19900009999")
    entries = list(LogEntry.objects.order_by("id").values("kind", "address", "subject", "what"))
    assert [entry["subject"] for entry in entries] == [f"follow:990199:{number}", f"follow-from:{DESK}"]
    assert {(entry["kind"], entry["address"]) for entry in entries} == {("sign_in_failed", DESK)}
    assert "19900009999" not in str(entries)


def test_following_costs_four_queries(stranger, file_appeal, django_assert_num_queries):
    number = file_appeal().number
    with django_assert_num_queries(4):  # district, tries at the number, tries from the address, appeal
        ask(stranger, number, "19900001234")
