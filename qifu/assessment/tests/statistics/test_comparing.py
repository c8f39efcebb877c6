"""The period before, or the same days a year before, beside each rate: in points, with both parts."""

from datetime import date, datetime

import pytest

from qifu.appeals.advancing import advance
from qifu.appeals.figures.periods import Period, a_year_before, before
from qifu.appeals.models import Appeal
from qifu.assessment.statistics.comparing import a_year_back, one_back
from qifu.lib.workdays import LOCAL

WHOLE_YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("period", "today", "found", "a_year_ago"),
    [
        (WHOLE_YEAR, date(2027, 3, 1), ("2025-01-01", "2025-12-31"), ("2025-01-01", "2025-12-31")),
        (WHOLE_YEAR, date(2026, 11, 24), ("2025-01-01", "2025-11-24"), ("2025-01-01", "2025-11-24")),
        (Period(date(2026, 3, 1), date(2026, 3, 31)), date(2026, 4, 1), ("2026-02-01", "2026-02-28"), ("2025-03-01", "2025-03-31")),
        (Period(date(2026, 4, 1), date(2026, 6, 30)), date(2026, 5, 31), ("2026-01-01", "2026-02-28"), ("2025-04-01", "2025-05-31")),
        (Period(date(2026, 3, 5), date(2026, 3, 14)), date(2026, 4, 1), ("2026-02-23", "2026-03-04"), ("2025-03-05", "2025-03-14")),
        (Period(date(2024, 2, 1), date(2024, 2, 29)), date(2026, 4, 1), ("2024-01-01", "2024-01-31"), ("2023-02-01", "2023-02-28")),
    ],
)  # fmt: skip
def test_a_period_is_compared_with_as_much_of_another(period, today, found, a_year_ago):
    assert before(period, today) == Period(*map(date.fromisoformat, found))
    assert a_year_before(period, today) == Period(*map(date.fromisoformat, a_year_ago))


def test_a_month_quarter_or_year_has_one_before_it():
    assert [one_back(name) for name in ("2026", "2026-Q1", "2026-Q3", "2026-01", "2026-11")] == [
        "2025", "2025-Q4", "2026-Q2", "2025-12", "2026-10",
    ]  # fmt: skip
    assert [a_year_back(name) for name in ("2026", "2026-Q1", "2026-01")] == ["2025", "2025-Q1", "2025-01"]


def moved(appeal, day):
    at = datetime(day.year, day.month, day.day, 10, tzinfo=LOCAL)
    Appeal.objects.filter(pk=appeal.pk).update(registered_at=at, registered_on=day, month=day.replace(day=1))


@pytest.fixture
def two_months(assigned, answered, followed_up, actors):
    """Water: in February two of two answered, in March one of three; a year before, in March 2025, none of one."""
    for _n in range(2):
        moved(answered(), date(2026, 2, 10))
    moved(answered(), date(2026, 3, 10))
    for _n in range(2):
        moved(assigned(), date(2026, 3, 11))
    moved(assigned(), date(2025, 3, 10))


def line_of(client, label="水务局", **query):
    response = client.get("/statistics/", query)
    assert response.status_code == 200
    found = {line.label: line for line in response.context["lines"]}
    return found[label].shares[1], response  # answered


def test_a_rate_says_by_how_many_points_it_changed_and_of_how_many(sign_in, two_months):
    share, response = line_of(sign_in("office"), period="2026-03")
    assert (share.numerator, share.denominator, share.points, share.better) == (1, 3, -66.7, False)
    assert (share.earlier.numerator, share.earlier.denominator) == (2, 2)
    html = response.content.decode()
    assert "下降 66.7 个百分点" in html
    assert 'title="此前：100.0%，2/2"' in html
    assert response.context["compared"] == Period(date(2026, 2, 1), date(2026, 2, 28))


def test_the_numbers_compared_with_open_their_own_cases(sign_in, two_months):
    client = sign_in("office")
    share, response = line_of(client, period="2026-03")
    assert client.get(share.earlier.denominator_url).context["count"] == 2
    card = response.context["populations"][0]
    assert card["earlier"]["count"] == client.get(card["earlier"]["url"]).context["count"] == 2


def test_it_may_be_the_same_days_a_year_before_or_nothing(sign_in, two_months):
    client = sign_in("office")
    share, _response = line_of(client, period="2026-03", compare="year")
    assert (share.earlier.numerator, share.earlier.denominator, share.points, share.better) == (
        0,
        1,
        33.3,
        True,
    )
    share, response = line_of(client, period="2026-03", compare="none")
    assert (share.earlier, share.points, response.context["compared"]) == (None, None, None)


def test_of_nothing_before_there_is_no_change(sign_in, two_months):
    share, _response = line_of(sign_in("office"), period="2026-02")
    assert share.points is None


def test_a_month_is_compared_with_the_month_before_it(sign_in, two_months):
    share, _response = line_of(sign_in("office"), "2026-03", period="2026", by="month")
    assert (share.points, share.earlier.denominator) == (-66.7, 2)
    share, _response = line_of(sign_in("office"), "2026-03", period="2026", by="month", compare="year")
    assert (share.points, share.earlier.denominator) == (33.3, 1)


def test_more_redone_is_worse(sign_in, two_months, followed_up, actors):
    redone = followed_up()
    advance(redone, "redo", by=actors["office"], note="答非所问")
    moved(redone, date(2026, 3, 12))
    response = sign_in("office").get("/statistics/", {"period": "2026-03", "rates": "process"})
    share = response.context["lines"][0].shares[0]
    assert (share.points, share.better) == (25.0, False)
