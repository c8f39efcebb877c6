from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from qifu.notices.quiet import leaves_at

NIGHT = (time(22), time(7, 30))
NOON = (time(12), time(14))


def at(text):
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("moment", "hours", "leaves"),
    [
        ("2026-09-18 21:59", NIGHT, "2026-09-18 21:59"),
        ("2026-09-18 22:00", NIGHT, "2026-09-19 07:30"),
        ("2026-09-19 00:00", NIGHT, "2026-09-19 07:30"),
        ("2026-09-19 07:29", NIGHT, "2026-09-19 07:30"),
        ("2026-09-19 07:30", NIGHT, "2026-09-19 07:30"),
        ("2026-09-18 11:59", NOON, "2026-09-18 11:59"),
        ("2026-09-18 12:00", NOON, "2026-09-18 14:00"),
        ("2026-09-18 13:59", NOON, "2026-09-18 14:00"),
        ("2026-09-18 14:00", NOON, "2026-09-18 14:00"),
        ("2026-09-18 13:00", (None, None), "2026-09-18 13:00"),
        ("2026-09-18 13:00", (time(13), time(13)), "2026-09-18 13:00"),
    ],
)
def test_what_falls_into_the_quiet_hours_leaves_at_their_end(moment, hours, leaves):
    assert leaves_at(at(moment), *hours) == at(leaves)


def test_an_instant_of_another_zone_is_judged_by_local_time():
    utc = at("2026-09-18 23:00").astimezone(timezone.get_fixed_timezone(timedelta()))
    assert leaves_at(utc, *NIGHT) == at("2026-09-19 07:30")
