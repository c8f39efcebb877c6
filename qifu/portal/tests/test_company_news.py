"""A company's person with an account is told in plain words of what changes when it is answered, and of nothing else."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal
from qifu.notices.models import Notice
from tests.pages import text_of


@pytest.fixture
def work_off() -> Callable[[], None]:
    def run() -> None:
        while waiting := list(DBTaskResult.objects.ready()):
            for row in waiting:
                import_string(row.task_path).call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
                row.delete()

    return run


@pytest.fixture
def handled(file_appeal, actors, units, categories) -> Callable[..., Appeal]:
    def make(**said: object) -> Appeal:
        appeal = file_appeal(**said)
        at = {"at": said["at"]} if "at" in said else {}
        advance(appeal, "accept", by=actors["office"], category=categories.pressure, **at)
        advance(appeal, "assign", by=actors["office"], lead=units.water, complexity="several", **at)
        advance(appeal, "sign_for", by=actors["officer.water"], **at)
        return appeal

    return make


def told():
    rows = Notice.objects.filter(user__username="contact").order_by("id")
    return list(rows.values_list("title", "text"))


def test_each_step_that_changes_when_it_is_answered_is_told_once_in_plain_words(handled, actors, work_off):
    appeal = handled()
    officer, office, deputy = actors["officer.water"], actors["office"], actors["deputy"]
    until = timezone.localdate(appeal.answer_due_at)
    advance(appeal, "ask_extension", by=officer, until=until, note="需多部门会商")
    asked = date_format(appeal.assignments.get().extension_until, "Y年n月j日")
    advance(appeal, "approve_extension", by=office)
    advance(appeal, "wait", by=officer, note="请补充厂区管网竣工图。")
    advance(appeal, "resume", by=officer)
    listed = {"plan": "分步实施", "leader": deputy.leader}
    advance(appeal, "list", by=deputy, review_on=date(2099, 9, 1), **listed)
    advance(appeal, "keep_listed", by=deputy, note="资金未到位", review_on=date(2099, 12, 1))
    advance(appeal, "review_listed", by=office, note="条件具备")
    work_off()
    title, n = appeal.title, appeal.number
    assert told() == [
        (f"您的诉求{n}延长了办理时限", f"“{title}”情况较复杂，经批准，承办单位最迟于{asked}答复您。"),
        (
            f"您的诉求{n}需要补充材料",
            f"“{title}”：请补充厂区管网竣工图。\n请在诉求页面补充；补充前，办理时限暂停计算。",
        ),
        (f"您的诉求{n}已恢复办理", f"“{title}”继续办理，剩余时限接着计算。"),
        (
            f"您的诉求{n}列入长期推进事项",
            f"“{title}”短期内难以解决，已制定方案、明确区领导负责，每月跟进，2099年9月1日前复核。",
        ),
        (f"您的诉求{n}已复核，继续长期推进", f"“{title}”仍在推进，下一次复核为2099年12月1日。"),
        (f"您的诉求{n}恢复办理", f"“{title}”经复核已具备条件，恢复按期办理。"),
    ]


def test_the_notice_leads_to_the_companys_own_page_of_the_appeal(handled, actors, work_off, sign_in):
    appeal = handled()
    advance(appeal, "wait", by=actors["officer.water"], note="请补充竣工图。")
    work_off()
    url = Notice.objects.get(user__username="contact").url
    page = text_of(sign_in("contact").get(url))
    assert appeal.number in page
    assert "请补充竣工图。" in page


def test_what_the_company_did_itself_and_an_exclusion_are_no_news_to_it(handled, actors, work_off, district):
    appeal = handled()
    advance(appeal, "wait", by=actors["officer.water"], note="请补充竣工图。")
    advance(appeal, "resume", by=actors["contact"], note="已补充")
    work_off()
    assert [title for title, _text in told()] == [f"您的诉求{appeal.number}需要补充材料"]


def test_history_that_is_brought_in_makes_no_news(handled, actors, work_off):
    long_ago = timezone.now() - timedelta(days=30)
    appeal = handled(at=long_ago)
    advance(appeal, "wait", by=actors["officer.water"], note="请补充竣工图。", at=long_ago)
    work_off()
    assert told() == []


def test_what_nobody_asked_for_is_not_told_as_granted(handled, actors, posts, work_off):
    appeal = handled()
    said = {"plan": "分两年改造", "leader": posts["deputy"].leader}
    review_on = timezone.localdate() + timedelta(days=60)
    advance(appeal, "list", by=actors["office"], review_on=review_on, **said)
    work_off()
    heard = Notice.objects.filter(user__username="head.water").values_list("title", flat=True)
    assert list(heard) == [f"诉求{appeal.number}：将其列入挂账"]


def test_a_refused_extension_changes_nothing_for_the_company_and_is_told_to_the_unit(
    handled, actors, work_off
):
    appeal = handled()
    advance(
        appeal,
        "ask_extension",
        by=actors["officer.water"],
        until=timezone.localdate(appeal.answer_due_at),
        note="需会商",
    )
    advance(appeal, "refuse_extension", by=actors["office"], note="按期办理")
    work_off()
    assert told() == []
    heard = Notice.objects.filter(kind="request-refused").values_list("user__username", "title", "text")
    assert set(heard) == {
        (name, f"诉求{appeal.number}：不同意延期", f"“{appeal.title}”。按期办理")
        for name in ("officer.water", "head.water")
    }
