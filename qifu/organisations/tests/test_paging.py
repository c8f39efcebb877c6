import base64
import json

import pytest

from qifu.organisations.models import Unit
from qifu.organisations.paging import keyset

ORDER = ("order", "id")


def key_of(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def names(page):
    return [unit.short_name for unit in page]


def test_three_pages_lead_on_and_back_over_every_row_once(units):
    first = keyset(Unit.objects.all(), ORDER, {}, size=2)
    second = keyset(Unit.objects.all(), ORDER, {"after": first.next}, size=2)
    third = keyset(Unit.objects.all(), ORDER, {"after": second.next}, size=2)
    assert [names(first), names(second), names(third)] == [
        ["活动办", "水务局"],
        ["规划局", "工信局"],
        ["码头街道", "青山街道"],
    ]
    assert (first.previous, third.next) == (None, None)
    assert names(keyset(Unit.objects.all(), ORDER, {"before": third.previous}, size=2)) == names(second)
    assert names(keyset(Unit.objects.all(), ORDER, {"before": second.previous}, size=2)) == names(first)


@pytest.mark.parametrize("name", ["after", "before"])
@pytest.mark.parametrize(
    "key",
    [
        "no key",
        "甲",
        key_of(1),
        key_of("甲", "乙"),
        key_of([1], [2]),
        key_of(None, None),
        key_of({"at": "2026-03-02"}, {"at": "tomorrow"}),
        key_of({"at": "2026-03-02"}, {"at": "2026-03-02"}),
    ],
)
def test_a_key_that_cannot_be_read_shows_the_first_page(units, name, key):
    assert names(keyset(Unit.objects.all(), ORDER, {name: key}, size=2)) == ["活动办", "水务局"]
