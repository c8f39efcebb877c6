import pytest
from django.urls import reverse

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal
from qifu.appeals.words import Stage
from qifu.organisations.models import District


def numbers(response):
    return [row.appeal.number for row in response.context["rows"]]


def counts(response):
    return {str(tile["label"]): tile["count"] for tile in response.context["tiles"]}


@pytest.fixture
def one_of_each(file_appeal, accepted, assigned, answered, followed_up, actors):
    disputed = assigned()
    advance(disputed, "object", by=actors["head.water"], note="属规划局职责")
    return {
        "review": file_appeal(),
        "assign": accepted(),
        "disputes": disputed,
        "follow_up": answered(),
        "close": followed_up(),
    }


def test_the_office_sees_counts_first_and_lands_where_something_waits(sign_in, one_of_each):
    response = sign_in("office").get("/inbox/")
    assert counts(response) == {
        "待受理": 1, "待交办": 1, "异议": 1, "延期": 0, "剔除申请": 0, "挂账申请": 0, "挂账待复核": 0, "待销号": 1,
    }  # fmt: skip
    assert numbers(response) == [one_of_each["review"].number]


@pytest.mark.parametrize("section", ["review", "assign", "disputes", "close"])
def test_each_part_holds_what_waits_for_that_decision(sign_in, one_of_each, section):
    assert numbers(sign_in("office").get(f"/inbox/?section={section}")) == [one_of_each[section].number]


def test_an_operator_reviews_and_follows_up_and_an_inspector_follows_up(sign_in, one_of_each):
    operator = sign_in("operator").get("/inbox/")
    assert counts(operator) == {"待受理": 1, "待回访": 1}
    inspector = sign_in("inspector").get("/inbox/")
    assert (counts(inspector), numbers(inspector)) == ({"待回访": 1}, [one_of_each["follow_up"].number])


def test_a_part_of_somebody_elses_inbox_is_not_opened(sign_in, one_of_each):
    response = sign_in("inspector").get("/inbox/?section=review")
    assert response.context["section"].name == "follow_up"


def test_a_request_for_more_time_waits_for_the_office(sign_in, assigned, actors):
    appeal = assigned(assist=("planning",))
    advance(appeal, "sign_for", by=actors["officer.water"])
    Appeal.objects.filter(pk=appeal.pk).update(extension_asked=True)
    assert numbers(sign_in("office").get("/inbox/?section=extensions")) == [appeal.number]


def test_the_oldest_comes_first(sign_in, file_appeal):
    made = [file_appeal().number for _ in range(3)]
    assert numbers(sign_in("office").get("/inbox/")) == made


@pytest.mark.parametrize("rows", [1, 3])
def test_the_inbox_costs_six_queries_however_many_rows(
    sign_in, file_appeal, categories, django_assert_num_queries, rows
):
    """Session, post, counts, rows, and the choices of category and unit."""
    for _ in range(rows):
        file_appeal()
    client = sign_in("office")
    client.get("/inbox/")
    with django_assert_num_queries(6):
        assert len(numbers(client.get("/inbox/"))) == rows


def press(client, action, appeals, section="review", **said):
    data = {"action": action, "chosen": [appeal.pk for appeal in appeals], **said}
    return client.post(f"{reverse('inbox-bulk')}?section={section}", data, follow=True)


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_many_are_accepted_and_assigned_in_one_press(sign_in, file_appeal, categories, units):
    appeals = [file_appeal(), file_appeal()]
    response = press(
        sign_in("office"),
        "accept_and_assign",
        appeals,
        category=categories.pressure.pk,
        lead=units.water.pk,
    )
    assert told(response) == ["“受理并交办”：已办理 2 件。"]
    rows = Appeal.objects.values_list("stage", "category__code", "lead_unit", "complexity")
    assert set(rows) == {
        (Stage.ASSIGNED, "010102", units.water.pk, "several")
    }  # the category's usual complexity


def test_a_refused_row_is_told_with_its_number_and_stops_no_other(
    sign_in, file_appeal, accepted, categories, units
):
    fresh, already = file_appeal(), accepted()
    response = press(sign_in("office"), "accept", [already, fresh], category=categories.water.pk)
    fresh.refresh_from_db()
    assert fresh.stage == Stage.ACCEPTED
    assert told(response)[0] == "“受理”：已办理 1 件。"
    assert told(response)[1] == (
        f"{already.number}：本件现处“待交办”环节，不能办理“受理”。可能已有人先行处理，请查看最新情况。"
    )


def test_what_was_accepted_but_not_assigned_is_told_so(sign_in, file_appeal, categories, units):
    """An operator may take the first of the two steps and not the second."""
    appeal, operator = file_appeal(), sign_in("operator")
    response = press(
        operator, "accept_and_assign", [appeal], category=categories.water.pk, lead=units.water.pk
    )
    appeal.refresh_from_db()
    assert appeal.stage == Stage.ACCEPTED
    assert told(response) == [f"{appeal.number}（“受理”已完成）：您的岗位不能办理“交办”。"]


def test_a_missing_category_is_asked_for_beside_the_field_and_the_ticks_stay(
    sign_in, file_appeal, categories, units
):
    appeal = file_appeal()
    response = press(sign_in("office"), "accept_and_assign", [appeal], lead=units.water.pk)
    page = response.content.decode()
    assert response.context["form"].errors["category"] == ["办理“受理并交办”须填写：类别。"]
    assert f'value="{appeal.pk}" data-tick aria-label="{appeal.number}" checked' in page
    assert f'<option value="{units.water.pk}" selected>' in page
    appeal.refresh_from_db()
    assert appeal.stage == Stage.REGISTERED


def test_pressing_without_a_tick_says_so(sign_in, file_appeal, categories):
    file_appeal()
    response = press(sign_in("office"), "accept", [], category=categories.water.pk)
    assert response.context["form"].non_field_errors() == ["尚未勾选，请先勾选要办理的诉求。"]


def test_disputes_are_ruled_and_closings_done_in_bulk(sign_in, one_of_each):
    client = sign_in("office")
    press(client, "uphold", [one_of_each["disputes"]], "disputes", note="情况属实")
    press(client, "close", [one_of_each["close"], one_of_each["follow_up"]], "close")
    for appeal in one_of_each.values():
        appeal.refresh_from_db()
    assert one_of_each["disputes"].stage == Stage.ACCEPTED
    assert one_of_each["close"].stage == Stage.CLOSED
    assert one_of_each["follow_up"].stage == Stage.ANSWERED  # refused: nobody has followed it up


def test_another_districts_appeals_neither_show_nor_obey(sign_in, file_appeal, categories):
    foreign = file_appeal()
    Appeal.objects.filter(pk=foreign.pk).update(
        district=District.objects.create(code="990198", name="望山区")
    )
    client = sign_in("office")
    assert numbers(client.get("/inbox/")) == []
    response = press(client, "accept", [foreign], category=categories.water.pk)
    foreign.refresh_from_db()
    assert foreign.stage == Stage.REGISTERED
    assert told(response) == ["勾选的 1 件已不在您的查看范围内。"]
