"""The supervision board and the leader's page: every number opens the list that it counts."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.models import Event
from qifu.organisations.calendar import calendar
from qifu.supervision.instructing import instruct
from qifu.supervision.models import Escalation, Instruction, LadderStep, Order
from qifu.supervision.sweep import sweep
from qifu.supervision.tests.conftest import MONDAY
from tests.pages import text_of


def working_days_ago(count: int):
    """A moment on that working day, so that the answer of a simple appeal was due five working days later."""
    days, day = calendar(), timezone.localdate()
    for _each in range(count):
        day = days.last_workday(day - timedelta(days=1))
    return timezone.now() - timedelta(days=(timezone.localdate() - day).days)


@pytest.fixture
def stuck(ladder, given, district, file_appeal):
    """Two overdue at Water, one at Trade; one just filed; swept."""
    made = [
        given(at=working_days_ago(12)),
        given(at=working_days_ago(9)),
        given(lead="trade", at=working_days_ago(9)),
    ]
    file_appeal()
    sweep(district, timezone.now())
    return made


def numbers(board) -> dict[str, tuple[int, int, int, int]]:
    return {
        line.unit.short_name if line.unit else "": (line.red, line.yellow, line.steps, line.orders)
        for front in board.fronts
        for line in front.lines
    }


def test_the_board_counts_by_unit_and_front(stuck, sign_in):
    board = sign_in("office").get("/supervision/").context["board"]
    steps = LadderStep.objects.filter(due_on__gte=board.today)
    today = {name: steps.filter(unit__short_name=name).count() for name in ("水务局", "工信局")}
    assert numbers(board) == {"水务局": (2, 0, today["水务局"], 2), "工信局": (1, 0, today["工信局"], 1)}
    assert [(front.front.name, front.red) for front in board.fronts] == [("城建战线", 2), ("工业战线", 1)]
    assert [appeal.pk for appeal in board.longest] == [stuck[0].pk, stuck[1].pk, stuck[2].pk]


def test_what_is_answered_late_is_stuck_no_longer_though_its_follow_up_is_due(stuck, actors, sign_in):
    answered, when = stuck[2], working_days_ago(3)
    claim = {"claim": "solved", "reply": "已恢复供水。"}
    advance(answered, "submit_answer", by=actors["officer.trade"], at=when, **claim)
    advance(answered, "answer", by=actors["head.trade"], at=when)
    board = sign_in("office").get("/supervision/").context["board"]
    assert [appeal.pk for appeal in board.longest] == [stuck[0].pk, stuck[1].pk]
    [line] = next(front for front in board.fronts if front.front.name == "工业战线").lines
    assert (line.red, line.late) == (1, None)


def test_each_number_is_the_length_of_the_list_behind_it(stuck, sign_in, units):
    client = sign_in("office")
    board = client.get("/supervision/").context["board"]
    listed = lambda url: len(client.get(url).context["page"])  # noqa: E731
    assert listed(board.red_url) == board.totals["red"] == 3
    assert listed("/supervision/orders/?stage=open") == board.totals["orders"] == 3
    assert (
        listed(f"/supervision/steps/?day={board.today + timedelta(hours=12):%Y-%m-%d}")
        == board.totals["steps"]
    )
    assert listed(f"/appeals/?light=red&unit={units.water.pk}") == 2
    assert (
        listed(f"/supervision/steps/?unit={units.trade.pk}")
        == LadderStep.objects.filter(unit=units.trade).count()
    )


def test_what_no_unit_has_yet_stands_in_a_line_of_its_own(ladder, file_appeal, sign_in):
    file_appeal(at=working_days_ago(9))
    client = sign_in("office")
    board = client.get("/supervision/").context["board"]
    assert numbers(board) == {"": (1, 0, 0, 0)}
    assert len(client.get("/appeals/?light=red&unit=none").context["page"]) == 1


@pytest.mark.parametrize(
    ("who", "units_seen"),
    [
        ("head.water", {"水务局"}),
        ("head.planning", set()),
        ("deputy", {"水务局"}),
        ("mayor", {"水务局", "工信局"}),
    ],
)
def test_each_has_the_board_of_the_own_scope(stuck, sign_in, who, units_seen):
    assert set(numbers(sign_in(who).get("/supervision/").context["board"])) == units_seen


def test_a_heads_numbers_open_the_own_units_list(stuck, sign_in):
    client = sign_in("head.water")
    board = client.get("/supervision/").context["board"]
    assert len(client.get(board.red_url).context["page"]) == board.totals["red"] == 2


def test_the_board_costs_the_same_however_many_are_stuck(stuck, sign_in, django_assert_num_queries):
    client = sign_in("office")
    client.get("/supervision/")
    with django_assert_num_queries(11):
        client.get("/supervision/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_steps_costs_the_same_for_one_and_three(
    rows, ladder, given, district, sign_in, django_assert_num_queries
):
    for _each in range(rows):
        given(at=working_days_ago(6))
    sweep(district, timezone.now())
    client = sign_in("office")
    client.get("/supervision/steps/")
    with django_assert_num_queries(4):
        assert len(client.get("/supervision/steps/").context["page"]) == rows


def test_a_leader_sees_the_own_companies_what_was_escalated_and_gives_a_word(
    stuck, sign_in, posts, enterprise
):
    enterprise.leader = posts["deputy"].leader
    enterprise.save()
    client = sign_in("deputy")
    page = client.get("/my-companies/")
    rows = [row["company"] for row in page.context["companies"]]
    assert [(company.name, company.going, company.late) for company in rows] == [
        ("云川宏岳锅炉有限公司", 4, 3)
    ]
    escalated = [case["escalation"].appeal_id for case in page.context["escalations"]]
    assert escalated == list(
        Escalation.objects.filter(leader=posts["deputy"].leader).values_list("appeal", flat=True)
    )
    assert escalated == [stuck[0].pk]
    url = f"/supervision/of-appeal/{stuck[0].number}/instruct/?next=/my-companies/"
    said = {"key": str(uuid.uuid4()), "text": "请抓紧办理", "with_order": "on"}
    for _twice in range(2):
        response = client.post(url, said)
        assert (response.status_code, response["Location"]) == (302, "/my-companies/")
    given = Instruction.objects.get()
    assert (given.text, given.order.cause, given.order.unit.short_name) == (
        "请抓紧办理",
        "instruction",
        "水务局",
    )
    events = Event.objects.filter(appeal=stuck[0], user=posts["deputy"].user).values_list("verb", flat=True)
    assert list(events) == ["instructed", "order_issued"]
    assert "请抓紧办理" in text_of(client.get("/my-companies/"))


def test_a_leaders_page_costs_the_same_for_one_and_three(stuck, sign_in, posts, django_assert_num_queries):
    client = sign_in("mayor")
    client.get("/my-companies/")
    with django_assert_num_queries(8):
        client.get("/my-companies/")
    for appeal in stuck:
        Escalation.objects.filter(appeal=appeal).update(leader=posts["mayor"].leader)
    with django_assert_num_queries(8):
        client.get("/my-companies/")


@pytest.mark.parametrize("who", ["office", "head.water", "inspector"])
def test_only_leaders_instruct(ladder, given, sign_in, who):
    appeal = given()
    response = sign_in(who).post(f"/supervision/of-appeal/{appeal.number}/instruct/", {"text": "请办"})
    assert response.status_code == 409
    assert Instruction.objects.count() == 0


def test_an_instruction_without_an_order_is_an_event_and_no_more(ladder, given, actors):
    appeal = given()
    instruct(appeal, by=actors["mayor"], text="请活动办跟踪")
    assert Order.objects.count() == 0
    assert Event.objects.filter(appeal=appeal, verb="instructed").get().note == "请活动办跟踪"


def test_the_letter_is_read_by_who_sees_the_appeal_and_by_nobody_else(stuck, sign_in):
    letter = Escalation.objects.get()
    assert "应于" in text_of(sign_in("deputy").get(f"/supervision/escalations/{letter.pk}/"))
    assert sign_in("head.trade").get(f"/supervision/escalations/{letter.pk}/").status_code == 404


def test_an_objection_not_ruled_on_the_same_day_is_red_on_the_board(
    ladder, file_appeal, actors, units, categories, sign_in
):
    late = timezone.now() - timedelta(days=10)
    for at in (late, timezone.now()):
        appeal = file_appeal(at=at)
        advance(appeal, "accept", by=actors["office"], at=at, category=categories.water)
        advance(appeal, "assign", by=actors["office"], at=at, lead=units.water, complexity="simple")
        advance(appeal, "object", by=actors["head.water"], at=at, note="不属本局职责")
    client = sign_in("office")
    page = client.get("/supervision/")
    assert (page.context["board"].rulings, page.context["board"].rulings_late) == (2, 1)
    assert "待裁定异议 2 1 件未当日裁定" in text_of(page)
    assert len(client.get(page.context["board"].rulings_url).context["page"]) == 2


def test_what_is_on_the_long_term_list_in_a_leaders_charge_shows_what_is_missing(
    ladder, given, actors, sign_in
):
    appeal = given()
    said = {"plan": "分步实施", "leader": actors["deputy"].leader, "review_on": date(2099, 9, 1)}
    advance(appeal, "list", by=actors["office"], at=MONDAY, **said)
    row = sign_in("deputy").get("/my-companies/").context["long_term"][0]
    assert (row["appeal"], row["missing"][0]) == (appeal, date(2026, 5, 1))
    assert sign_in("mayor").get("/my-companies/").context["long_term"] == []
