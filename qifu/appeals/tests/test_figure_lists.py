"""A figure's own list, however many it counts: by its keys where they are few, along the time where they are many."""

import pytest

from qifu.appeals.lists import keys
from qifu.appeals.models import Appeal


@pytest.fixture
def five(answered, assigned):
    """Five of Water, newest first; the second and fourth are answered."""
    made = [make() for make in (assigned, answered, assigned, answered, assigned)]
    return [appeal.number for appeal in reversed(made)]


def shown(client, **query):
    context = client.get("/appeals/", query).context
    return [row.appeal.number for row in context["rows"]], context["count"]


@pytest.mark.parametrize("few", [1, 2, 1000])
def test_the_list_is_the_same_by_keys_and_along_the_time(sign_in, five, monkeypatch, few):
    monkeypatch.setattr(keys, "FEW", few)
    client = sign_in("office")
    assert shown(client, measure="answered") == ([five[1], five[3]], 2)
    assert shown(client, measure="assigned") == (five, 5)
    assert shown(client, measure="redone") == ([], 0)


@pytest.mark.parametrize("few", [1, 1000])
def test_however_many_keys_are_one_parameter(five, monkeypatch, few):
    monkeypatch.setattr(keys, "FEW", few)
    wanted = sorted(Appeal.objects.values_list("pk", flat=True))[1:4]
    found = Appeal.objects.filter(keys.within(wanted)).order_by("pk").values_list("pk", flat=True)
    assert list(found) == wanted
    assert list(Appeal.objects.filter(keys.within([]))) == []


def test_a_figures_list_is_paged_like_any_other(sign_in, five, monkeypatch):
    monkeypatch.setattr("qifu.organisations.paging.keyset.__defaults__", (2,))
    client = sign_in("office")
    context = client.get("/appeals/", {"measure": "assigned"}).context
    assert ([row.appeal.number for row in context["rows"]], context["count"]) == (five[:2], 5)
    later = client.get("/appeals/", {"measure": "assigned", "after": context["page"].next}).context
    assert ([row.appeal.number for row in later["rows"]], later["count"]) == (five[2:4], 5)


@pytest.mark.parametrize("more", [0, 2])
def test_a_rare_figures_list_costs_as_many_queries_however_many_it_counts(
    sign_in, five, answered, django_assert_num_queries, more
):
    """Session, post, units, categories, keys, rows, saved views."""
    for _n in range(more):
        answered()
    client = sign_in("office")
    shown(client, measure="answered")
    with django_assert_num_queries(7):
        shown(client, measure="answered")
