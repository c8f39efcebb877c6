"""Now, on the last days of the last loaded year."""

from datetime import UTC, datetime

import pytest

from qifu.organisations.models import CalendarYear
from qifu.organisations.moment import Moment

NOON = datetime(2026, 12, 31, 4, tzinfo=UTC)
DUE = datetime(2026, 12, 31, 16, tzinfo=UTC)


def test_on_the_last_day_of_the_last_loaded_year_lights_are_out_and_the_year_is_named(calendar_loaded):
    assert (Moment(NOON).light(DUE), Moment(NOON).missing) == ("yellow", None)
    CalendarYear.objects.filter(year__gte=2027).delete()
    moment = Moment(NOON)
    assert (moment.light(DUE), moment.missing, moment.days_left(DUE)) == (None, 2027, 0)
    assert moment.days_left(datetime(2027, 1, 4, 16, tzinfo=UTC)) is None


@pytest.mark.parametrize("light", ["red", "yellow", "green"])
def test_where_no_light_can_be_counted_no_row_has_one(calendar_loaded, light):
    CalendarYear.objects.filter(year__gte=2027).delete()
    assert list(CalendarYear.objects.filter(Moment(NOON).shows(light, "loaded_at"))) == []
