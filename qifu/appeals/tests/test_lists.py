from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, SavedView
from qifu.appeals.words import Channel, Population
from qifu.organisations.models import District


def numbers(response):
    return {row.appeal.number for row in response.context["rows"]}


def test_the_list_is_newest_first_and_counted(sign_in, file_appeal):
    made = [file_appeal().number for _ in range(3)]
    response = sign_in("office").get("/appeals/")
    assert [row.appeal.number for row in response.context["rows"]] == made[::-1]
    assert "共 3 条" in response.content.decode()


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("office", {"lead", "assist", "other", "own"}),
        ("operator", {"lead", "assist", "other", "own"}),
        ("inspector", {"lead", "assist", "other", "own"}),
        ("mayor", {"lead", "assist", "other", "own"}),
        ("city", {"lead", "assist", "other", "own"}),
        ("officer.water", {"lead", "assist", "own"}),
        ("head.planning", {"assist"}),
        ("officer.trade", {"other"}),
        ("deputy", {"lead", "assist"}),
    ],
)
def test_each_sees_exactly_the_appeals_of_their_scope(sign_in, assigned, file_appeal, actors, who, seen):
    made = {
        "lead": assigned("water", title="水务局主办"),
        "assist": assigned("planning", assist=("water",), title="规划局主办"),
        "other": assigned("trade", title="工信局主办"),
        "own": file_appeal(
            by=actors["officer.water"],
            channel=Channel.UNIT_RESEARCH,
            population=Population.SELF_FOUND,
            title="水务局自行发现",
        ),
    }
    response = sign_in(who).get("/appeals/")
    assert numbers(response) == {made[name].number for name in seen}
    page = response.content.decode()
    assert [made[name].title in page for name in made] == [name in seen for name in made]


def test_another_districts_appeals_are_not_there(sign_in, file_appeal):
    foreign = file_appeal(title="望山区的事")
    Appeal.objects.filter(pk=foreign.pk).update(
        district=District.objects.create(code="990198", name="望山区")
    )
    response = sign_in("office").get("/appeals/")
    assert numbers(response) == set()
    assert "望山区的事" not in response.content.decode()


def test_a_city_is_told_which_district_a_number_belongs_to(sign_in, file_appeal):
    appeal = file_appeal()
    page = sign_in("city").get("/appeals/").content.decode()
    assert f"/appeals/{appeal.number}/?district=990199" in page


@pytest.mark.parametrize(("who", "queries"), [("office", 6), ("officer.water", 6), ("city", 8)])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_queries_however_many_rows(
    sign_in, assigned, django_assert_num_queries, who, queries, rows
):
    """Session, post, rows, units, categories, saved views; a city also asks for its districts, for two forms."""
    for _ in range(rows):
        assigned()
    client = sign_in(who)
    client.get("/appeals/")
    with django_assert_num_queries(queries):
        assert len(numbers(client.get("/appeals/"))) == rows


@pytest.fixture
def four(file_appeal, accepted, answered, actors, units, enterprise):
    """Four appeals that differ in everything that the list filters by."""
    hot = accepted(title="供水压力不足", channel=Channel.HOTLINE)
    advance(hot, "mark", by=actors["office"], marks=["hot"])
    late = answered(title="停水未通知")
    Appeal.objects.filter(pk=late.pk).update(
        on_time=False,
        registered_on=date(2025, 3, 5),
        month=date(2025, 3, 1),
        registered_at=timezone.localtime(hot.registered_at).replace(2025, 3, 5),
    )
    own = file_appeal(
        by=actors["officer.water"],
        channel=Channel.UNIT_RESEARCH,
        population=Population.SELF_FOUND,
        title="自行发现",
    )
    stranger = file_appeal(enterprise=None, enterprise_name="望山造纸厂", title="来电反映")
    Appeal.objects.filter(pk=stranger.pk).update(due_at=timezone.now() - timedelta(days=30))
    return {"hot": hot, "late": late, "own": own, "stranger": stranger}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stage=accepted", {"hot"}),
        ("stage=accepted&stage=answered", {"hot", "late"}),
        ("population=self_found", {"own"}),
        ("channel=hotline", {"hot"}),
        ("unit=none", {"hot", "own", "stranger"}),
        ("unit=WATER", {"late"}),
        ("unit=PLANNING", set()),
        ("front=BUILDING", {"late"}),
        ("front=none", {"hot", "own", "stranger"}),
        ("street=WHARF", {"hot", "late", "own"}),
        ("street=none", {"stranger"}),
        ("category=01", {"hot", "late"}),
        ("category=0101&exact=on", set()),
        ("category=010101&exact=on", {"hot", "late"}),
        ("category=none", {"own", "stranger"}),
        ("mark=hot", {"hot"}),
        ("light=red", {"stranger"}),
        ("light=none", {"hot"}),
        ("claim=solved", {"late"}),
        ("on_time=no", {"late"}),
        ("on_time=yes", set()),
        ("since=2025-03-05&until=2025-03-05", {"late"}),
        ("until=2025-03-04", set()),
        ("since=2025-03-06", {"hot", "own", "stranger"}),
        ("enterprise=Q000001", {"hot", "late", "own"}),
        ("text=停水", {"late"}),
        ("text=造纸", {"stranger"}),
        ("text=宏岳", {"hot", "late", "own"}),
        ("measure=answered", {"late"}),
        ("stage=accepted&mark=hot&channel=hotline&text=压力", {"hot"}),
        ("stage=accepted&mark=hard", set()),
        ("since=31.12.2026", {"hot", "late", "own", "stranger"}),
        ("unit=999999", {"hot", "late", "own", "stranger"}),
    ],
)
def test_filters_narrow_and_combine(sign_in, four, units, query, found):
    places = {
        "WATER": units.water.pk,
        "PLANNING": units.planning.pk,
        "BUILDING": units.water.front.pk,
        "WHARF": units.wharf.pk,
    }
    for word, pk in places.items():
        query = query.replace(word, str(pk))
    assert numbers(sign_in("office").get(f"/appeals/?{query}")) == {four[name].number for name in found}


def test_a_word_that_cannot_be_read_is_told_beside_its_field(sign_in, four):
    response = sign_in("office").get("/appeals/?light=purple")
    assert list(response.context["filters"].errors) == ["light"]


def test_pages_by_key_have_no_gap_and_no_repeat_although_rows_arrive_between(
    sign_in, file_appeal, monkeypatch
):
    monkeypatch.setattr("qifu.organisations.paging.keyset.__defaults__", (2,))
    early = [file_appeal().number for _ in range(5)]
    client, seen, key = sign_in("office"), [], ""
    while key is not None:
        response = client.get(f"/appeals/?after={key}")
        seen += [row.appeal.number for row in response.context["rows"]]
        file_appeal()  # newest first: it belongs before the first page and shifts nothing
        key = response.context["page"].next
    assert seen == early[::-1]


def test_a_view_is_kept_under_a_name_shown_and_deleted(sign_in, four):
    client = sign_in("office")
    said = {"page": "appeals", "name": "热点", "query": "mark=hot&after=abc&text="}
    response = client.post(reverse("save-view"), said, follow=True)
    assert response.redirect_chain == [("/appeals/?mark=hot", 302)]
    assert numbers(response) == {four["hot"].number}
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("热点", "mark=hot")
    assert '<a class="btn btn-sm btn-primary" href="/appeals/?mark=hot" aria-current="page">热点</a>' in (
        response.content.decode()
    )
    client.post(reverse("delete-view", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_a_second_view_of_the_same_name_is_refused_with_a_sentence(sign_in, four):
    client = sign_in("office")
    client.post(reverse("save-view"), {"page": "appeals", "name": "热点", "query": "mark=hot"})
    again = client.post(
        reverse("save-view"), {"page": "appeals", "name": "热点", "query": "mark=hard"}, follow=True
    )
    assert [str(m) for m in again.context["messages"]][-1] == (
        "您已有名为“热点”的视图，请换一个名称，或先删除原视图。"
    )
    assert SavedView.objects.get().query == "mark=hot"


def test_nobody_deletes_another_persons_view(sign_in, posts):
    view = SavedView.objects.create(
        user=posts["inspector"].user, page="appeals", name="我的", query="mark=hot"
    )
    assert sign_in("office").post(reverse("delete-view", args=[view.pk])).status_code == 404
    assert SavedView.objects.filter(pk=view.pk).exists()


def test_an_enterprises_page_shows_its_appeals_as_far_as_i_may_see_them(sign_in, assigned, enterprise):
    mine, others = assigned("water", title="水务的事"), assigned("trade", title="工信的事")
    url = reverse("enterprise-appeals", args=[enterprise.number])
    assert numbers(sign_in("office").get(url)) == {mine.number, others.number}
    fragment = sign_in("officer.water").get(url)
    assert numbers(fragment) == {mine.number}
    assert "工信的事" not in fragment.content.decode()
    assert "<html" not in fragment.content.decode()


ROLES = [
    "office",
    "operator",
    "inspector",
    "officer.water",
    "head.water",
    "mayor",
    "city",
    "system",
    "security",
    "audit",
    "contact",
]
OPEN = {
    "inbox": "office operator inspector",
    "worklist": "officer.water head.water",
    "appeals": "office operator inspector officer.water head.water mayor city",
    "statistics": "office operator inspector officer.water head.water mayor city",
    "exports": "office inspector officer.water head.water mayor",
}
POSTS = {
    "inbox-bulk": "office operator inspector",
    "worklist-bulk": "officer.water head.water",
    "export-appeals": "office inspector officer.water head.water mayor",
    "save-view": "office operator inspector officer.water head.water mayor city",
}


@pytest.mark.parametrize("who", ROLES)
def test_a_page_opens_to_its_roles_and_to_nobody_else(sign_in, who):
    client = sign_in(who)
    found = {name: client.get(reverse(name)).status_code for name in OPEN}
    assert found == {name: 200 if who in roles.split() else 403 for name, roles in OPEN.items()}


@pytest.mark.parametrize("who", ROLES)
def test_a_form_is_taken_from_its_roles_and_from_nobody_else(sign_in, who):
    client = sign_in(who)
    found = {name: client.post(reverse(name)).status_code == 403 for name in POSTS}
    assert found == {name: who not in roles.split() for name, roles in POSTS.items()}


@pytest.mark.parametrize("name", [*OPEN, *POSTS])
def test_who_has_not_signed_in_is_sent_to_the_door(client, district, name):
    response = client.get(reverse(name)) if name in OPEN else client.post(reverse(name))
    assert response.status_code == 302
    assert response.url.startswith(reverse("sign-in"))
