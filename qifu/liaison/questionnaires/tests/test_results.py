"""What the replies say, counted by the database; versions joined; a workbook; problems made appeals in bulk."""

from decimal import Decimal

import pytest
from django.utils import timezone

from qifu.appeals.models import Appeal
from qifu.enterprises.models import Enterprise
from qifu.liaison.models import Finding
from qifu.liaison.questionnaires import answering, building, exporting, sending
from qifu.liaison.questionnaires.checking import Said
from qifu.liaison.questionnaires.evidence import copies, published, replies
from qifu.liaison.questionnaires.models import Problem, Recipient
from qifu.liaison.questionnaires.results import results_of, versions_of
from qifu.liaison.questionnaires.words import Kind
from qifu.liaison.sources import described
from qifu.liaison.targets import Target
from qifu.liaison.timeline import page_of
from qifu.lib.sheets import open_sheet
from qifu.organisations.actors import caller
from qifu.organisations.jobs import output_path
from qifu.organisations.models import LogEntry, LogKind
from tests.pages import text_of


@pytest.fixture
def answer():
    """By the company itself."""

    def give(questionnaire, company, *, person="陈静", version=None, **values):
        recipient = Recipient.objects.for_detail().get(questionnaire=questionnaire, enterprise=company)
        number = version or answering.version_for(recipient).number
        return answering.answer(
            recipient, values, by=caller(recipient.district, person), version=number, person=person
        )

    return give


@pytest.fixture
def answered(sent, answer, enterprise, mills, keys):
    """Two of three: short of water and a 4, with a problem; not short and a 2."""
    found = sent()
    lacks, scale, problem = keys(found)
    answer(found, enterprise, **{lacks: "是", scale: Decimal(4), problem: "夏季常停水。"})
    answer(found, mills.paper, **{lacks: "否", scale: Decimal(2)})
    return found


def test_the_results_count_choices_scales_and_return_rates(answered, sign_in):
    page = sign_in("head.water").get(f"/questionnaires/{answered.pk}/results/")
    lacks, scale, problem = page.context["results"]
    assert (lacks.answered, lacks.chart["labels"], lacks.chart["series"][0]["data"]) == (
        2,
        ["是", "否"],
        [1, 1],
    )
    assert (scale.mean, scale.median, scale.chart["series"][0]["data"]) == (3, 3, [0, 1, 0, 1, 0])
    assert [row.text for row in problem.texts] == ["夏季常停水。"]
    assert [(line.label, line.answered, line.sent) for line in page.context["lines"]] == [
        ("码头街道", 2, 2),
        ("青山街道", 0, 1),
    ]
    assert (page.context["total"].answered, page.context["total"].sent) == (2, 3)


@pytest.mark.parametrize("many", [1, 3])
def test_the_results_cost_the_same_for_one_and_three_replies(
    many, sent, answer, enterprise, mills, keys, sign_in, django_assert_num_queries
):
    """Session, post, questionnaire, versions and questions, replies a version, six counts, streets, ways."""
    found = sent()
    for company in (enterprise, mills.paper, mills.flour)[:many]:
        answer(found, company, **{keys(found)[0]: "是", keys(found)[2]: "停水"})
    client = sign_in("head.water")
    client.get(f"/questionnaires/{found.pk}/results/")
    with django_assert_num_queries(12):
        assert client.get(f"/questionnaires/{found.pk}/results/").context["total"].answered == many


def test_versions_are_joined_by_the_question_and_shown_alone(answered, answer, mills, actors, keys, sign_in):
    building.begin_version(answered, by=actors["head.water"])
    lacks, scale, _problem = building.being_written(answered).questions.all()
    building.change_question(
        answered,
        lacks.pk,
        Said(Kind.ONE, "用水紧张吗？", required=True, options=["是", "否", "说不清"]),
        by=actors["head.water"],
    )
    building.remove_question(answered, scale.pk, by=actors["head.water"])
    building.put_in_force(answered, by=actors["head.water"])
    answer(answered, mills.flour, **{lacks.key: "说不清"})
    joined = results_of(answered, versions_of(answered))
    assert [(result.question.text, result.versions, result.answered) for result in joined] == [
        ("用水紧张吗？", [1, 2], 3),
        ("希望解决的问题", [1, 2], 1),
        ("对供水服务的评价", [1], 2),
    ]
    assert joined[0].chart["series"][0]["data"] == [1, 1, 1]
    alone = sign_in("office").get(f"/questionnaires/{answered.pk}/results/?version=2").context["results"]
    assert [(result.question.text, result.answered) for result in alone] == [
        ("用水紧张吗？", 1),
        ("希望解决的问题", 0),
    ]
    assert "版本" in text_of(sign_in("office").get(f"/questionnaires/{answered.pk}/results/"))


def test_a_table_is_counted_cell_by_cell(draft, answer, enterprise, mills, actors, keys):
    found = draft(Said(Kind.TABLE, "产销", lines=["锅炉", "阀门"], columns=[("备注", False), ("产值", True)]))
    sending.send(sending.publish(found, Target(), by=actors["head.water"]))
    [key] = keys(found)
    answer(found, enterprise, **{key: ((0, "热销"), (1, Decimal(30)))})
    answer(found, mills.paper, **{key: ((1, Decimal(10)), (101, Decimal(5)))})
    [result] = results_of(found, versions_of(found))
    assert result.answered == 2
    assert [
        (label, [(count, None if mean is None else float(mean)) for count, mean in cells])
        for label, cells in result.cells
    ] == [
        ("锅炉", [(1, None), (2, 20.0)]),
        ("阀门", [(0, None), (1, 5.0)]),
    ]


def test_the_workbook_has_replies_questions_and_return_rate_and_is_logged(answered, posts):
    job = exporting.ask(posts["head.water"], answered)
    job.refresh_from_db()
    if not job.output:
        exporting.run(job, lambda done, total: None)
        job.save()
    sheet = open_sheet(output_path(job))
    rows = [list(row.values()) for _number, row in sheet]
    assert [row[0] for row in rows][:2] == ["云川宏岳锅炉有限公司", "云川青禾纸业有限公司"]
    assert rows[0][6:] == ["是", 4, "夏季常停水。"]
    assert rows[0][4] == "陈*"
    assert rows[2][0].startswith("水务局 head.water")
    assert LogEntry.objects.get(kind=LogKind.EXPORT).after == {"count": 2}


def test_problems_become_appeals_in_bulk_with_a_category_each_and_name_the_questionnaire(
    answered, answer, mills, keys, sign_in, categories, enterprise
):
    lacks, _scale, problem = keys(answered)
    answer(answered, mills.flour, **{lacks: "是", problem: "水压不足。"})
    client = sign_in("office")
    desk = client.get("/questionnaires/problems/?seen=no")
    assert [row.finding.text for row, *_rest in desk.context["rows"]] == ["水压不足。", "夏季常停水。"]
    first, second = Problem.objects.order_by("id")
    form = {"act": "raise", "chosen": [first.pk, second.pk], f"category-{first.pk}": "010101"}
    wrong = client.post("/questionnaires/problems/decide/", {**form, f"category-{second.pk}": "没有的类"})
    assert wrong.status_code == 409
    assert "没有“没有的类”这个类别" in text_of(wrong)
    assert "没有的类" in wrong.content.decode()
    for _twice in range(2):
        client.post("/questionnaires/problems/decide/", form)
    assert list(
        Appeal.objects.order_by("id").values_list("text", "channel", "stage", "category__code", "caller_name")
    ) == [
        ("夏季常停水。", "questionnaire", "accepted", "010101", "陈静"),
        ("水压不足。", "questionnaire", "registered", None, "陈静"),
    ]
    [finding] = Finding.objects.filter(appeal__category__isnull=False)
    assert described([finding])[finding.pk].sentence == "企业在调查表“企业用水情况调查表”的答复中提出"
    recipient = first.reply.recipient
    page = text_of(client.get(f"/questionnaires/{answered.pk}/recipients/{recipient.pk}/"))
    assert finding.appeal.number in page


def test_problems_are_just_noted_or_marked_as_read_by_the_unit_and_by_nobody_else(answered, sign_in):
    [problem] = Problem.objects.all()
    post = {"chosen": [problem.pk]}
    assert (
        sign_in("head.trade").post("/questionnaires/problems/decide/", {**post, "act": "note"}).status_code
        == 409
    )
    client = sign_in("officer.water")
    client.post("/questionnaires/problems/decide/", {**post, "act": "seen"})
    problem.refresh_from_db()
    assert (problem.seen_at is not None, problem.finding.outcome) == (True, "open")
    client.post("/questionnaires/problems/decide/", {**post, "act": "note"})
    problem.finding.refresh_from_db()
    assert problem.finding.outcome == "noted"
    assert client.post("/questionnaires/problems/decide/", {"act": "raise"}).status_code == 409


@pytest.mark.parametrize("many", [1, 3])
def test_the_desk_costs_the_same_for_one_and_three(
    many, sent, answer, enterprise, mills, keys, sign_in, django_assert_num_queries
):
    found = sent()
    for company in (enterprise, mills.paper, mills.flour)[:many]:
        answer(found, company, **{keys(found)[0]: "是", keys(found)[2]: "停水"})
    client = sign_in("officer.water")
    client.get("/questionnaires/problems/")
    with django_assert_num_queries(4):
        assert len(client.get("/questionnaires/problems/").context["rows"]) == many


@pytest.mark.parametrize("many", [1, 3])
def test_the_lists_cost_the_same_for_one_and_three(
    many, draft, sent, sign_in, django_assert_num_queries, district
):
    found = sent()
    for _each in range(many - 1):
        draft()
    client = sign_in("office")
    client.get("/questionnaires/")
    with django_assert_num_queries(5):
        assert len(client.get("/questionnaires/").context["rows"]) == many
    Recipient.objects.filter(pk__in=list(Recipient.objects.values_list("pk", flat=True))[many:]).delete()
    with django_assert_num_queries(5):
        assert len(client.get(f"/questionnaires/{found.pk}/recipients/").context["page"]) == many


def test_a_companys_timeline_and_the_evidence_board_know_of_it(answered, enterprise, district):
    lines = page_of(enterprise, timezone.now(), "questionnaires").lines
    assert [line.title for line in lines] == [
        "调查表已答复：企业用水情况调查表",
        "调查表已发送：企业用水情况调查表",
    ]
    today = timezone.localdate()
    assert [count(district, today, today).count for count in (published, copies, replies)] == [1, 3, 2]


def test_of_two_records_of_one_company_each_keeps_its_copy(answered, enterprise, mills, actors):
    from qifu.enterprises.merging import merge

    copies = {row.enterprise: row.pk for row in Recipient.objects.all()}
    merge(enterprise, mills.paper, by=actors["office"])
    assert {row.enterprise: row.pk for row in Recipient.objects.all()} == copies
    assert Enterprise.objects.present().count() == 2


def test_what_is_running_goes_over_when_units_are_merged(sent, units, actors):
    from qifu.organisations.unit_merging import merge_units

    found = sent()
    merge_units(units.water, units.planning, by=actors["office"], reason="机构改革")
    merge_units(units.hill, units.wharf, by=actors["office"], reason="区划调整")
    found.refresh_from_db()
    assert found.unit == units.planning
    assert set(Recipient.objects.values_list("street", flat=True)) == {units.wharf.pk}
