"""The demonstration's meetings: whole in autumn, and already there on the first days of a year."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from qifu.demonstration.founding import found
from qifu.demonstration.meetings import Meetings
from qifu.meetings.models import Meeting, Resolution


def played(*moment: int) -> datetime:
    now = timezone.make_aware(datetime(*moment))  # noqa: DTZ001 - made aware at once
    meetings = Meetings(found(timezone.localdate(now)), now)
    meetings.until(timezone.make_aware(datetime(now.year, 1, 4, 9)))  # noqa: DTZ001
    meetings.finish(now)
    return now


@pytest.mark.django_db
def test_in_autumn_there_is_a_year_of_meetings_and_one_on_the_next_working_day():
    now = played(2026, 10, 20, 10)
    kinds = Counter(Meeting.objects.values_list("kind", "stage"))
    assert kinds == {
        ("joint", "finalised"): 10,
        ("special_report", "finalised"): 4,
        ("special_report", "held"): 1,
        ("joint", "planned"): 1,
        ("special_report", "planned"): 1,
        ("special_report", "cancelled"): 1,
    }
    coming = Meeting.objects.get(kind="joint", stage="planned")
    assert coming.day == now.date() + timedelta(days=1)
    assert coming.title == "企业服务活动第十一次成员单位联席会"
    for meeting in Meeting.objects.filter(stage="finalised"):
        assert not meeting.attendances.filter(presence="").exists()
        assert not meeting.items.filter(minutes="").exists()
    stages = Counter(Resolution.objects.values_list("stage", flat=True))
    late = Resolution.objects.filter(stage="open", due_at__lte=now).count()
    assert stages["done"] > stages["open"] > late > 0


@pytest.mark.django_db
def test_on_the_first_days_of_a_year_meetings_are_called_all_the_same():
    played(2026, 1, 5, 10)
    stages = Counter(Meeting.objects.values_list("stage", flat=True))
    assert stages == {"held": 1, "planned": 2, "cancelled": 1}
