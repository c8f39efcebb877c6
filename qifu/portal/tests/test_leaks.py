"""What must not leave the office, put there first and then looked for in every byte of every page of the appeal."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.files import Incoming
from qifu.appeals.models import FollowUpRule
from qifu.enterprises.models import Enterprise
from qifu.lib.uploads import inspect
from qifu.lib.workdays import due_date
from qifu.organisations.actors import actor_of
from qifu.organisations.calendar import calendar
from qifu.organisations.models import User
from qifu.portal.access import token_for

NEXT_YEAR = timezone.localdate().year + 1
SECRETS = {
    "comment": "内部意见一",
    "internal file": "内部研判.pdf",
    "opinion": "协办意见二",
    "objection": "异议理由三",
    "ruling": "裁定理由四",
    "requirement": "交办要求五",
    "contact note": "沟通记录六",
    "person spoken to": "门卫老七",
    "measures": "内部措施八",
    "progress": "进展记录九",
    "extension": "延期理由十",
    "refusal": "不批理由甲",
    "sent back": "退回理由乙",
    "unsigned reply": "草稿丙",
    "redo": "重办理由丁",
    "remark": "回访备注戊",
    "given up": "联系不上庚",
    "inspector's verdict": "督查核实辛",
    "plan": "挂账计划己",
    "listed leader": "高远",
    "full telephone": "19900001234",
}
OFFICIALS = {
    "officer.water": "甘霖",
    "head.water": "方泉",
    "officer.planning": "路平",
    "office": "文正",
    "inspector": "严明",
}


def a_file(name):
    content = BytesIO(b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    return Incoming(name, content, inspect(content, name, 1 << 20))


@pytest.fixture
def people(posts):
    """Officials with names that would be seen."""
    for username, name in OFFICIALS.items():
        User.objects.filter(username=username).update(name=name)


@pytest.fixture
def by(people, posts):
    return {username: actor(posts[username]) for username in posts}


def actor(post):
    post.user.refresh_from_db()
    return actor_of(post)


def pages_of(stranger, contact, appeal):
    """Everything that a company can open of an appeal, by token and by account."""
    for browser, handle in ((stranger, token_for(appeal)), (contact, appeal.number)):
        for rest in ("", "receipt/"):
            yield browser.get(f"/p/990199/appeal/{handle}/{rest}")
        yield browser.post(f"/p/990199/appeal/{handle}/withdraw/", {"note": ""})
        yield browser.post(f"/p/990199/appeal/{handle}/ask_review/", {"note": "x"})
    yield contact.get("/my-appeals/?show=all")


def look_for(secrets, stranger, contact, appeal):
    for response in pages_of(stranger, contact, appeal):
        assert response.status_code in (200, 409, 422)
        assert "厂区停水三天" in response.content.decode()
        found = {what for what, words in secrets.items() if words in response.content.decode()}
        assert found == set()


def test_nothing_internal_of_a_long_life_reaches_the_company(
    stranger, sign_in, file_appeal, by, units, categories
):
    appeal, contact, secret = file_appeal(), sign_in("contact"), SECRETS
    everything = secret | {f"name of {username}": name for username, name in OFFICIALS.items()}

    def take(who, verb, **fields):
        advance(appeal, verb, by=by[who], **fields)
        look_for(everything, stranger, contact, appeal)

    take("office", "accept", category=categories.water)
    take("office", "comment", note=secret["comment"], files=[a_file(secret["internal file"])])
    given = {"lead": units.water, "assist": [units.planning], "complexity": "several"}
    take("office", "assign", requirement=secret["requirement"], **given)
    take("head.water", "object", note=secret["objection"])
    take("office", "overrule", note=secret["ruling"])
    take("officer.water", "sign_for")
    take("officer.planning", "give_opinion", note=secret["opinion"])
    take(
        "officer.water", "contact", way="phone", whom=secret["person spoken to"], note=secret["contact note"]
    )
    take("officer.water", "plan", note=secret["measures"], promised_on=date(NEXT_YEAR, 1, 5))
    take("officer.water", "progress", note=secret["progress"])
    take("office", "mark", marks=["hard"])
    until = calendar().add(due_date(appeal.answer_due_at), 3)
    take("officer.water", "ask_extension", note=secret["extension"], until=until)
    take("office", "refuse_extension", note=secret["refusal"])
    take("officer.water", "submit_answer", claim="solved", reply=secret["unsigned reply"])
    take("head.water", "send_back", note=secret["sent back"])
    take("officer.water", "submit_answer", claim="solved", reply="已恢复供水。")
    take("head.water", "answer")
    take("inspector", "follow_up", note=secret["remark"], way="phone", reached=False)
    FollowUpRule.objects.update(days_tried=1)
    take("operator", "give_up_calling", note=secret["given up"])
    take("inspector", "inspect", note=secret["inspector's verdict"], solved=False)
    take("office", "redo", note=secret["redo"])
    listed = {"plan": secret["plan"], "leader": by["mayor"].leader, "review_on": date(NEXT_YEAR, 3, 1)}
    take("office", "list", **listed)


def test_of_the_main_appeal_a_merged_ones_company_learns_the_answer_and_nothing_else(
    stranger, sign_in, file_appeal, to_stage, by, district
):
    neighbour = Enterprise.objects.create(district=district, number="Q000002", name="云川金禾食品有限公司")
    main = to_stage(
        "handling",
        enterprise=neighbour,
        title="冷库断水",
        text="冷库断水，货物受损。",
        wish="赔偿货物",
        caller_name="罗秋水",
        caller_phone="19900007777",
    )
    appeal = file_appeal()
    advance(appeal, "merge", by=by["office"], main=main, note="同一水管")
    reply = (
        "云川金禾食品有限公司：您好！云川金禾食品一带水管已修复，罗秋水同志（19900007777）已确认。感谢理解。"
    )
    advance(main, "submit_answer", by=by["officer.water"], claim="solved", reply=reply)
    advance(main, "answer", by=by["head.water"])
    others = {
        "company": "金禾食品",
        "number": main.number,
        "title": "冷库",
        "wish": "赔偿货物",
        "person": "罗秋水",
        "telephone": "9900007777",
        "reason": "同一水管",
    }
    look_for(others, stranger, sign_in("contact"), appeal)
    page = stranger.get(f"/p/990199/appeal/{token_for(appeal)}/").content.decode()
    assert "有关企业：您好！有关企业一带水管已修复，有关人员同志（…）已确认。感谢理解。" in page


def test_the_first_page_and_the_menu_know_no_person(stranger, sign_in, to_stage, by):
    to_stage("closed")
    page = stranger.get("/").content.decode()
    for words in ("陈静", "19900001234", "厂区停水三天", "宏岳锅炉", *OFFICIALS.values()):
        assert words not in page


def meanwhile(act):
    """Runs `act` once, after the page has read the appeal and before the step is taken."""
    pending = [act]

    def wrap(execute, sql, params, many, context):
        if pending and sql.startswith("SAVEPOINT"):
            pending.pop()()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrap)


def test_who_loses_a_race_is_not_told_to_which_official(stranger, to_stage, by, page_of):
    appeal = to_stage("handling")
    url = page_of(appeal, "withdraw")
    with meanwhile(lambda: advance(appeal, "wait", by=by["officer.water"], note="请提供厂区管线图。")):
        response = stranger.post(url, {"note": "已自行解决"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "您的诉求已有新进展（当前：请您补充材料），本次操作未执行。" in page
    assert "已自行解决" in page
    assert "甘霖" not in page


def test_a_late_step_is_not_told_that_units_dispute(stranger, to_stage, page_of):
    response = stranger.post(page_of(to_stage("disputed"), "reopen"), {"note": "x"})
    assert response.status_code == 409
    assert "异议" not in response.content.decode()
