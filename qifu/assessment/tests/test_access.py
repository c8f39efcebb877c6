"""Who may open which page of the assessment: every address, for a stranger and for each role, as one literal table."""

import pytest
from django.urls import get_resolver, reverse

from qifu.assessment import contesting, rounds, schemes
from qifu.assessment.editions import Change
from qifu.assessment.models import Contest, HandItem, Part, Round
from qifu.assessment.schemes import Judged, Plan
from qifu.assessment.tests.conftest import OCTOBER, part_of
from tests.access import answers, codes
from tests.pages import text_of

PEOPLE = [
    "stranger",
    "contact",
    "operator",
    "officer.water",
    "head.water",
    "head.trade",
    "office",
    "mayor",
    "deputy",
    "inspector",
    "city",
    "system",
]
# 200 shown, 302 done or led elsewhere, 403 not in this post, 404 it does not exist here, 405 to be posted,
# 409 refused, 422 something is missing. The part, the contest and the hand-given item are Water's; the deputy's front is Water's.
TABLE = """
                               str con opr wof whe tra ofc may dep ins cit sys
GET  assessment                302 403 403 200 200 200 200 200 200 200 200 403
GET  assessment-preview        302 403 403 403 403 403 200 200 200 200 403 403
GET  assessment-unit           302 403 403 200 200 404 200 200 200 200 200 403
GET  assessment-lift           302 403 403 200 200 404 200 200 200 200 200 403
GET  assessment-part           302 403 403 200 200 404 200 200 200 200 200 403
GET  assessment-contest-part   302 403 403 403 409 404 403 403 403 403 403 403
GET  assessment-correct        302 403 403 403 403 403 409 403 403 403 403 403
GET  assessment-contests       302 403 403 200 200 200 200 200 200 200 200 403
GET  assessment-contest        302 403 403 200 200 404 200 200 200 200 200 403
POST assessment-contest        302 403 403 404 404 404 422 404 404 404 404 403
GET  assessment-contest-file   302 403 403 200 200 404 200 200 200 200 200 403
GET  assessment-hand-file      302 403 403 200 200 404 200 200 200 200 200 403
GET  assessment-months         302 403 403 200 200 200 200 200 200 200 200 403
POST assessment-months         302 403 403 404 404 404 422 404 404 404 404 403
GET  assessment-month          302 403 403 200 200 200 200 200 200 200 200 403
GET  assessment-hand           302 403 403 403 403 403 200 403 403 403 403 403
GET  assessment-export         302 403 403 200 200 200 200 200 200 200 403 403
GET  assessment-simulate       302 403 403 403 403 403 200 200 200 200 403 403
GET  assessment-edition        302 403 403 200 200 200 200 200 200 200 200 403
GET  assessment-step           302 403 403 403 403 403 200 403 403 403 403 403
POST assessment-step           302 403 403 403 403 403 409 403 403 403 403 403
GET  schemes                   302 403 403 200 200 200 200 200 200 200 403 403
GET  scheme-new                302 403 403 403 403 403 200 403 403 403 403 403
GET  scheme                    302 403 403 200 200 200 200 200 200 200 403 403
GET  scheme-change             302 403 403 403 403 403 200 403 403 403 403 403
POST scheme-switch             302 403 403 403 403 403 302 403 403 403 403 403
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]


@pytest.fixture
def places(lived, scheme, plan, computed, actors, units, incoming):
    """September, published in October; its time to contest is over, and it is not frozen."""
    lived(solved=False)
    lived("trade")
    judged = [*plan.indicators[:2], Judged("hand-1", "宣传工作", weight=plan.indicators[2].weight)]
    schemes.put_in_force(scheme, Plan(**{**vars(plan), "indicators": judged}), by=actors["office"])
    found = computed()
    said = {"unit": units.water, "indicator": "hand-1", "title": "简报", "value": 90}
    item = contesting.give(
        found, by=actors["office"], evidence=[incoming("简报.txt", b"x")], at=OCTOBER, **said
    )
    found = rounds.publish(found, by=actors["office"], at=OCTOBER)
    part = part_of(found, units.water, "solved")
    evidence = [incoming("证明.txt", b"y")]
    contest = contesting.contest(
        part, by=actors["head.water"], reason="已解决", evidence=evidence, at=OCTOBER
    )
    return {
        "assessment-unit": [units.water.pk],
        "assessment-lift": [units.water.pk],
        "assessment-part": [part.pk],
        "assessment-contest-part": [part.pk],
        "assessment-correct": [part.pk],
        "assessment-contest": [contest.pk],
        "assessment-contest-file": [contest.pk],
        "assessment-hand-file": [item.pk],
        "assessment-edition": [found.pk, found.edition],
        "assessment-step": [found.pk, "publish"],
        "scheme": [scheme.pk],
        "scheme-change": [scheme.pk],
        "scheme-switch": [scheme.pk],
        "assessment-month": [found.pk],
        "assessment-hand": [found.pk],
        "assessment-export": [found.pk],
        "assessment-simulate": [found.pk],
    }


@pytest.mark.once
@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line[0]}-{line[1]}")
def test_each_role_gets_what_the_table_says(places, sign_in, line):
    method, name, *expected = line
    url = reverse(name, args=places.get(name, []))
    assert codes(answers(method, url, PEOPLE, sign_in)) == expected


def test_every_address_of_the_assessment_stands_in_the_table():
    site = [each for each in get_resolver().url_patterns if getattr(each, "urlconf_name", None)]
    [own] = [each for each in site if getattr(each.urlconf_name, "__name__", "") == "qifu.assessment.urls"]
    names = {pattern.name for pattern in own.url_patterns if not pattern.name.startswith("statistics")}
    assert names == {name for _method, name, *_expected in LINES}


def test_another_districts_office_finds_none_of_it(places, sign_in, posts, district):
    other = district.parent.children.create(code="990198", name="江北区")
    posts["office"].district = other
    posts["office"].save()
    client = sign_in("office")
    for name, args in places.items():
        if name not in ("scheme-switch", "assessment-contest-part"):
            assert client.get(reverse(name, args=args)).status_code == 404, name
    assert "水务局" not in text_of(client.get("/assessment/"))
    assert len(client.get("/assessment/months/").context["page"]) == 0


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("office", ["水务局", "规划局", "工信局", "码头街道", "青山街道"]),
        ("inspector", ["水务局", "规划局", "工信局", "码头街道", "青山街道"]),
        ("mayor", ["水务局", "规划局", "工信局", "码头街道", "青山街道"]),
        ("city", ["水务局", "规划局", "工信局", "码头街道", "青山街道"]),
        ("deputy", ["水务局", "规划局"]),  # of the own front
        ("head.water", ["水务局", "规划局", "工信局"]),  # of the own group
        ("officer.water", ["水务局"]),
    ],
)
def test_each_sees_the_lines_that_are_theirs_and_opens_only_what_they_may(places, sign_in, who, seen):
    [*groups] = sign_in(who).get("/assessment/").context["groups"]
    rows = [row for group in groups for row in group.rows]
    assert {row.line.unit_short_name for row in rows} == set(seen)
    opened = {row.line.unit_short_name for row in rows if row.cells[0].url}
    assert opened == (set(seen) if who != "head.water" else {"水务局"})


def test_a_draft_is_the_offices_alone(lived, computed, sign_in, units):
    lived()
    found = computed()
    part = part_of(found, units.water, "solved")
    for who in ("head.water", "mayor", "inspector", "city"):
        client = sign_in(who)
        assert client.get(reverse("assessment-month", args=[found.pk])).status_code == 404
        assert client.get(reverse("assessment-part", args=[part.pk])).status_code == 404
        assert client.get("/assessment/").context["round"] is None
    assert sign_in("office").get("/assessment/").context["round"] == found


def test_editions_before_publishing_stay_the_offices(places, lived, computed, sign_in, units):
    """Two editions were computed before it was published; nobody else reads the first, nor its parts."""
    found = Round.objects.get()
    assert (found.edition, found.published_edition) == (2, 2)
    first = reverse("assessment-edition", args=[found.pk, 1])
    assert sign_in("office").get(first).status_code == 200
    assert sign_in("head.water").get(first).status_code == 404
    draft = HandItem.objects.get()
    assert draft.round == found
    old = part_of_edition(found, units.water, 1)
    assert sign_in("head.water").get(reverse("assessment-part", args=[old.pk])).status_code == 404


def part_of_edition(found, unit, number):
    return Part.objects.get(
        line__result__round=found, line__result__number=number, line__unit=unit, name="solved"
    )


def test_why_a_unit_was_corrected_and_in_which_cases_is_told_to_no_other_unit(places, sign_in, actors, units):
    """Trade sees that Water's figures are others now, and neither the appeal nor the reason."""
    found = Round.objects.get()
    contesting.rule(
        Contest.objects.get(), by=actors["office"], ruling="refused", reason="回访属实", at=OCTOBER
    )
    rounds.freeze(found, by=actors["office"])
    part = part_of(found, units.water, "solved")
    change = Change(units.water.pk, "solved", "leave_out", part.cases["unmet"])
    why = {"why": "抽检发现重复计算", "approved_by": "区长 高远"}
    made = rounds.correct(found, change, by=actors["office"], **why)
    edition = reverse("assessment-edition", args=[found.pk, made.number])
    for url in (edition, reverse("assessment-month", args=[found.pk])):
        for who, told in (("head.trade", False), ("head.water", True), ("deputy", True), ("city", True)):
            assert ("抽检发现重复计算" in text_of(sign_in(who).get(url))) is told, (url, who)
    trade = sign_in("head.trade").get(edition)
    assert part.cases["unmet"][0] not in text_of(trade)
    assert "水务局" in [row["line"].unit_short_name for row in trade.context["changes"]]


def test_a_contest_names_nobody_elses_reasons(places, sign_in):
    """What Water contests, Trade reads nowhere."""
    client = sign_in("head.trade")
    for page in ("/assessment/contests/", reverse("assessment-month", args=places["assessment-month"])):
        assert "已解决" not in text_of(client.get(page))
    assert "已解决" in text_of(sign_in("head.water").get("/assessment/contests/"))
