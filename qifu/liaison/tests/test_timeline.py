"""One timeline of contact on a company's page."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from qifu.liaison import timeline
from qifu.liaison.timeline import Line, Strand, page_of

NOON = timezone.make_aware(datetime(2026, 3, 12, 12))  # noqa: DTZ001


@pytest.fixture
def strands(monkeypatch):
    """Two strands of a line an hour, 25 each, whose last ones fall on the same instant."""
    monkeypatch.setattr(timeline, "_strands", {})

    def every_hour(word):
        def lines(enterprise, upto, most):
            found = [Line(NOON - timedelta(hours=n), f"{word}{n}") for n in range(25)]
            return [line for line in found if line.at <= upto][:most]

        return lines

    timeline.register(Strand("calls", "电话", every_hour("电话")), Strand("letters", "信", every_hour("信")))


def test_all_strands_stand_in_one_order_and_paging_loses_and_repeats_nothing(strands, enterprise):
    seen, upto = [], NOON
    while upto:
        page = page_of(enterprise, upto)
        seen += [line.title for line in page.lines]
        upto = page.older
    assert seen == [f"{word}{n}" for n in range(25) for word in ("电话", "信")]


def test_one_strand_alone(strands, enterprise):
    page = page_of(enterprise, NOON, only="letters")
    assert [line.title for line in page.lines] == [f"信{n}" for n in range(20)]


def test_the_companys_page_has_its_appeals_and_the_leaders_contacts(file_appeal, sign_in):
    appeal = file_appeal()
    page = sign_in("office").get("/contact-with/Q000001/").content.decode()
    assert f'<a href="/appeals/{appeal.number}/">诉求 {appeal.number}：厂区停水三天</a>' in page


def test_another_district_and_a_contact_see_none(sign_in, enterprise):
    assert sign_in("contact").get("/contact-with/Q000001/").status_code == 403
    assert sign_in("office").get("/contact-with/Q999999/").status_code == 404
