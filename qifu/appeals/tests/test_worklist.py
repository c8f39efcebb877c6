import pytest
from django.urls import reverse

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, Assignment
from qifu.appeals.words import Stage


def numbers(response):
    return [row.appeal.number for row in response.context["rows"]]


def test_the_worklist_holds_my_units_open_assignments_and_no_other_units(sign_in, assigned):
    mine, helped = assigned("water"), assigned("planning", assist=("water",))
    other = assigned("trade", title="别的单位的事")
    response = sign_in("officer.water").get("/worklist/")
    assert set(numbers(response)) == {mine.number, helped.number}
    assert other.title not in response.content.decode()
    assert [tab["count"] for tab in response.context["tabs"]] == ["2", "0", None]


def test_what_lies_with_others_stands_under_its_own_tab(sign_in, answered, assigned):
    with_others, to_do = answered(), assigned()
    client = sign_in("officer.water")
    assert numbers(client.get("/worklist/")) == [to_do.number]
    assert numbers(client.get("/worklist/?tab=waiting")) == [with_others.number]


def test_closed_work_leaves_the_worklist(sign_in, followed_up, actors):
    advance(followed_up(), "close", by=actors["office"])
    client = sign_in("officer.water")
    assert (numbers(client.get("/worklist/")), numbers(client.get("/worklist/?tab=waiting"))) == ([], [])


def test_the_most_urgent_comes_first_and_says_what_is_due(sign_in, assigned, actors):
    later = assigned()
    advance(later, "sign_for", by=actors["officer.water"])
    advance(later, "contact", by=actors["officer.water"], way="phone", whom="陈静", note="已约")
    urgent = assigned()
    response = sign_in("officer.water").get("/worklist/")
    assert numbers(response) == [urgent.number, later.number]
    assert [row.due_kind for row in response.context["rows"]] == ["签收", "答复"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_worklist_costs_six_queries_however_many_rows(sign_in, assigned, django_assert_num_queries, rows):
    for _ in range(rows):
        assigned("planning", assist=("water",))
    client = sign_in("officer.water")
    client.get("/worklist/")
    with django_assert_num_queries(6):
        assert len(numbers(client.get("/worklist/"))) == rows


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("part=lead", ["lead", "handling"]),
        ("part=assist", ["assist"]),
        ("stage=handling", ["handling"]),
        ("stage=handling&part=assist", []),
        ("text=排水", ["assist"]),
        ("text=宏岳", ["lead", "handling", "assist"]),
        ("category=0101", ["lead", "handling", "assist"]),
        ("category=010102", []),
        ("mark=hot", ["handling"]),
        ("light=red", ["handling"]),
        ("light=red&mark=hot", ["handling"]),
        ("light=red&mark=hard", []),
        ("light=purple", ["lead", "handling", "assist"]),
    ],
)
def test_filters_narrow_and_combine(sign_in, assigned, actors, query, found):
    made = {
        "lead": assigned(),
        "handling": assigned(),
        "assist": assigned("planning", assist=("water",), title="排水不畅"),
    }
    advance(made["handling"], "sign_for", by=actors["officer.water"])
    advance(made["handling"], "mark", by=actors["office"], marks=["hot"])
    long_ago = made["handling"].registered_at.replace(year=2025)
    Assignment.objects.filter(appeal=made["handling"]).update(due_at=long_ago)
    shown = numbers(sign_in("officer.water").get(f"/worklist/?{query}"))
    assert sorted(shown) == sorted(made[name].number for name in found)


def test_a_number_finds_exactly_its_appeal(sign_in, assigned):
    wanted, _other = assigned(), assigned()
    assert numbers(sign_in("officer.water").get(f"/worklist/?text={wanted.number}")) == [wanted.number]


def test_pages_by_key_show_each_row_once_although_rows_arrive_between(sign_in, assigned, monkeypatch):
    monkeypatch.setattr("qifu.organisations.paging.keyset.__defaults__", (2,))
    early = {assigned().number for _ in range(5)}
    client, seen, key, pages = sign_in("officer.water"), [], "", 0
    while key is not None:
        response = client.get(f"/worklist/?after={key}")
        seen += numbers(response)
        if pages < 2:
            assigned()  # arrives while one reads
        key, pages = response.context["page"].next, pages + 1
    assert len(seen) == len(set(seen)) == 7
    assert early <= set(seen)


def test_many_are_signed_for_at_once_and_a_refused_one_stops_no_other(sign_in, assigned, actors):
    first, second = assigned(), assigned()
    taken = assigned()
    advance(taken, "sign_for", by=actors["head.water"])
    chosen = [first.pk, taken.pk, second.pk]
    response = sign_in("officer.water").post(
        reverse("worklist-bulk"), {"action": "sign_for", "chosen": chosen}, follow=True
    )
    stages = dict(Appeal.objects.filter(pk__in=chosen).values_list("pk", "stage"))
    assert set(stages.values()) == {Stage.HANDLING}
    told = [str(message) for message in response.context["messages"]]
    assert told[0] == "“签收”：已办理 2 件。"
    assert told[1].startswith(f"{taken.number}：")
    assert len(told) == 2


def test_another_units_appeal_cannot_be_signed_for_from_here(sign_in, assigned):
    other = assigned("trade")
    response = sign_in("officer.water").post(
        reverse("worklist-bulk"), {"action": "sign_for", "chosen": [other.pk]}, follow=True
    )
    other.refresh_from_db()
    assert other.stage == Stage.ASSIGNED
    assert other.number not in response.content.decode()


def test_pressing_twice_signs_once(sign_in, assigned):
    appeal, client = assigned(), sign_in("officer.water")
    said = {"action": "sign_for", "chosen": [appeal.pk], "key": "7c9e6679-7425-40de-944b-e07fc1f90ae7"}
    client.post(reverse("worklist-bulk"), said)
    again = client.post(reverse("worklist-bulk"), said, follow=True)
    assert [str(message) for message in again.context["messages"]][-1] == "“签收”：已办理 1 件。"
    assert appeal.timeline.filter(verb="sign_for").count() == 1
