"""Leaders are linked to three or four key companies each; who is linked to whom, since when and why, stays on record."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qifu.enterprises.models import Enterprise
from qifu.liaison.linking import link, settle_links, suggest, without_leader
from qifu.liaison.models import LeaderLink
from qifu.liaison.presets import load_presets
from qifu.lib.balancing import shared_out
from qifu.organisations.models import LogEntry
from qifu.organisations.refusals import Refused
from tests.pages import text_of

DAY = date(2026, 3, 2)


@pytest.fixture
def leaders(district, posts):
    load_presets(district)
    return {name: posts[name].leader for name in ("mayor", "deputy")}


@pytest.fixture
def keys(district, units, leaders):
    """Six key companies, three on Wharf street and three on Hill street."""
    return [
        Enterprise.objects.create(
            district=district,
            number=f"Q00001{n}",
            name=f"临江{word}厂",
            key=True,
            street=units.wharf if n % 2 else units.hill,
        )
        for n, word in enumerate("甲乙丙丁戊己")
    ]


def links():
    rows = LeaderLink.objects.order_by("pk").values_list("leader__name", "enterprise__name", "since", "until")
    return list(rows)


def test_a_link_is_on_record_with_its_days_and_the_reason_of_its_end(keys, leaders, actors):
    link(keys[0], leaders["mayor"], by=actors["office"], on=DAY)
    link(keys[0], leaders["deputy"], by=actors["office"], reason="分工调整", on=date(2026, 6, 1))
    assert links() == [
        ("高远", "临江甲厂", DAY, date(2026, 6, 1)),
        ("方正平", "临江甲厂", date(2026, 6, 1), None),
    ]
    keys[0].refresh_from_db()
    assert keys[0].leader == leaders["deputy"]
    assert LogEntry.objects.filter(what__startswith="Q000010 挂点").count() == 2


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (
            lambda keys, leaders, by: link(keys[0], leaders["mayor"], by=by["head.water"]),
            "只有本区活动办",
        ),
        (lambda keys, leaders, by: link(keys[0], None, by=by["office"]), "现在就是这样"),
        (lambda keys, leaders, by: link(keys[5], leaders["deputy"], by=by["office"]), "请填写变更挂点的原因"),
        (
            lambda keys, leaders, by: link(keys[4], leaders["mayor"], by=by["office"]),
            "已联系5家企业，规定最多4家",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(keys, leaders, actors, step, sentence):
    for key in keys[:4]:
        if key is not keys[0]:
            link(key, leaders["mayor"], by=actors["office"])
    other = Enterprise.objects.create(district=keys[0].district, number="Q000019", name="临江庚厂", key=True)
    link(other, leaders["mayor"], by=actors["office"])
    link(keys[5], leaders["mayor"], by=actors["office"], reason="区长项目")  # beyond the most, with a reason
    with pytest.raises(Refused, match=sentence):
        step(keys, leaders, actors)
    keys[0].refresh_from_db()
    assert keys[0].leader is None


def test_the_suggestion_is_balanced_and_keeps_streets_together_and_the_office_changes_it(
    keys, leaders, sign_in, district
):
    suggestion = suggest(district, list(without_leader(district)))
    assert [str(suggestion.given[key.pk].name) for key in keys] == [
        "方正平",
        "高远",
        "方正平",
        "高远",
        "方正平",
        "高远",
    ]
    client = sign_in("office")
    page = client.get("/leaders/links/suggest/")
    assert [field.value() for _company, field in page.context["form"].rows()].count(
        str(leaders["mayor"].pk)
    ) == 3
    said = {key.number: leaders["deputy"].pk for key in keys[:2]} | {keys[2].number: ""}
    assert client.post("/leaders/links/suggest/", said).status_code == 302
    assert [name for name, *_rest in links()] == ["方正平", "方正平"]
    assert without_leader(district).count() == 4


def test_nobody_gets_more_than_the_most_and_what_is_left_is_told(keys, leaders, district, sign_in):
    leaders["mayor"].active = False
    leaders["mayor"].save()
    suggestion = suggest(district, keys)
    assert (len(suggestion.given), suggestion.left) == (4, 2)
    assert "2 家企业" in text_of(sign_in("office").get("/leaders/links/suggest/"))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
@given(
    st.lists(st.sampled_from("abc"), max_size=15),
    st.lists(st.lists(st.sampled_from("abc"), max_size=6), min_size=1, max_size=5),
    st.integers(0, 9),
)
def test_sharing_out_never_passes_the_most_and_never_widens_the_gap(places, had, most):
    people = list(range(len(had)))
    has = dict(enumerate(had))
    given_to = shared_out(list(enumerate(places)), people, has=has, most=most)
    counts = [len(has[person]) + list(given_to.values()).count(person) for person in people]
    grown = [count for person, count in enumerate(counts) if count > len(has[person])]
    assert all(count <= most for count in grown)
    assert len(given_to) == min(len(places), sum(max(0, most - len(each)) for each in had))
    if grown:
        assert max(grown) - min(counts) <= 1 or min(counts) >= most
    assert given_to == shared_out(list(enumerate(places)), people, has=has, most=most)


def test_what_the_registers_form_changed_is_written_down_once(keys, leaders, actors):
    link(keys[0], leaders["mayor"], by=actors["office"], on=DAY)
    keys[0].leader = leaders["deputy"]
    keys[0].save()
    keys[1].leader = leaders["mayor"]
    keys[1].save()
    assert settle_links(date(2026, 4, 1)) == 3
    assert settle_links(date(2026, 4, 2)) == 0
    assert links() == [
        ("高远", "临江甲厂", DAY, date(2026, 4, 1)),
        ("方正平", "临江甲厂", date(2026, 4, 1), None),
        ("高远", "临江乙厂", date(2026, 4, 1), None),
    ] or links()[0] == ("高远", "临江甲厂", DAY, date(2026, 4, 1))


def test_the_page_shows_each_leader_with_what_is_owed_and_marks_too_few(keys, leaders, actors, sign_in):
    link(keys[0], leaders["deputy"], by=actors["office"])
    page = sign_in("inspector").get("/leaders/links/")
    assert (page.context["owed"], page.context["linked"], page.context["without"]) == (1, 1, 5)
    assert "少于规定数" in text_of(page)
    owed = sign_in("deputy").get("/leaders/links/?owed=on").context["lines"]
    assert [(line.leader.name, line.owed) for line in owed] == [("方正平", 1)]
    board = sign_in("office").get("/supervision/").content.decode()
    assert "/leaders/links/?owed=on" in board
    assert "/leaders/links/?owed=on" not in sign_in("head.water").get("/supervision/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_cost_the_same_however_many(
    keys, leaders, actors, sign_in, rows, django_assert_num_queries
):
    """Session, post; rhythm, contacts, linked twice, leaders, without. And: session, post, leaders of the filter, rows."""
    for key in keys[:rows]:
        link(key, leaders["deputy"], by=actors["office"])
    client = sign_in("office")
    client.get("/leaders/links/")
    with django_assert_num_queries(9):
        client.get("/leaders/links/")
    with django_assert_num_queries(4):
        assert len(client.get("/leaders/links/history/").context["page"]) == rows
