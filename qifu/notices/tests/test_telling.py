from datetime import UTC, datetime

import pytest
from django.db import transaction

from qifu.notices import kinds
from qifu.notices.kinds import Kind
from qifu.notices.models import Notice
from qifu.notices.telling import tell


def notices():
    return [(n.user.username, n.title, n.text, n.url) for n in Notice.objects.order_by("user__username")]


def test_each_person_is_told_once_of_an_occasion_in_their_own_language(tell_of, posts):
    reader = posts["head.water"].user
    reader.language = "en"
    reader.save()
    tell_of("officer.water", "head.water")
    tell_of("officer.water", "head.water", "officer.water")
    assert notices() == [
        (
            "head.water",
            "Supervision order 〔2026〕3号 issued",
            "Answer it in writing by Sept. 18, 2026.",
            "/orders/3/",
        ),
        ("officer.water", "督办单〔2026〕3号已下达", "请于2026年9月18日前书面答复。", "/orders/3/"),
    ]


def test_who_joins_later_is_told_and_the_others_not_again(tell_of):
    tell_of("officer.water")
    tell_of("officer.water", "head.water")
    assert [name for name, *_ in notices()] == ["head.water", "officer.water"]


def test_another_occasion_is_told_again(tell_of):
    tell_of("officer.water", key="order-3")
    tell_of("officer.water", key="order-4")
    assert Notice.objects.count() == 2


def test_an_account_that_is_closed_is_told_nothing(tell_of, posts):
    posts["officer.water"].user.is_active = False
    tell_of("officer.water", "head.water")
    assert [name for name, *_ in notices()] == ["head.water"]


def test_a_notice_that_was_due_earlier_carries_that_instant(tell_of):
    due = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
    tell_of("officer.water", at=due)
    assert Notice.objects.get().at == due


def test_what_is_rolled_back_was_never_told(tell_of, district):
    with transaction.atomic():
        tell_of("officer.water")
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_a_field_that_is_missing_or_unknown_is_the_programmers_error(district, posts):
    for fields in ({"number": "3"}, {"number": "3", "due": "-", "more": "-"}):
        with pytest.raises(TypeError, match="needs exactly these fields: number, due"):
            tell("test-order", to=[posts["mayor"].user], district=district, url="/", key="k", **fields)
    assert not Notice.objects.exists()


def test_a_kind_whose_preset_names_a_field_it_does_not_have_stops_the_start():
    with pytest.raises(ValueError, match=r"'broken' names unknown fields: \['\{wrong\}'\]"):
        kinds.register(Kind("broken", "x", fields=("right",), zh=("{right}", ""), en=("{wrong}", "")))


def test_telling_many_costs_what_telling_one_does(tell_of, django_assert_num_queries):
    with django_assert_num_queries(4):  # who knows, words, notices, endpoints
        tell_of("officer.water", key="a")
    with django_assert_num_queries(4):
        tell_of("officer.water", "head.water", "officer.trade", key="b")
