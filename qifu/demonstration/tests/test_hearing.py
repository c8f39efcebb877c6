"""The demonstration's own words are said, and its robot calls nobody."""

from datetime import datetime

import pytest
from django.utils import timezone

from qifu.demonstration import hearing
from qifu.demonstration.founding import found
from qifu.notices.models import Delivery, Endpoint, Notice, Preference
from qifu.notices.telling import tell
from qifu.organisations.roles import Role


@pytest.mark.django_db
def test_the_offices_own_words_are_used_and_nothing_leaves():
    now = timezone.make_aware(datetime(2026, 10, 20, 10))  # noqa: DTZ001 - made aware at once
    ground = found(timezone.localdate(now))
    hearing.play(ground, now)
    office = ground.posts["office1", Role.OFFICE].user
    said = {
        "number": "〔2026〕3号",
        "unit": "区水务局",
        "appeal": "2026-000123",
        "title": "停水",
        "due": "10月23日",
    }
    tell("order-issued", to=[office], district=ground.district, url="/", key="order-1-issued", **said)
    assert Notice.objects.get().title == "【督办】〔2026〕3号：请区水务局于10月23日前书面答复"
    assert [endpoint.active for endpoint in Endpoint.objects.all()] == [False]
    assert not Delivery.objects.exists()
    assert Preference.objects.count() == len(
        [post for post in ground.posts.values() if post.role == Role.LEADER]
    )
