"""A company judges one answer by a personal link: who holds it needs neither number nor telephone, and sees nothing else."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, FollowUpRule
from qifu.notices.models import Notice
from qifu.organisations.models import District, LogEntry
from qifu.portal import attempts
from qifu.portal.company_news import tell_company
from qifu.portal.judging import SALT, send_again, url_for
from qifu.portal.tests.conftest import DESK, REPLY
from tests.pages import said_by, text_of

SAID = {"reply_satisfaction": "5", "solution_satisfaction": "2", "solved": "no", "note": "晚上仍停水"}


def link_of(appeal):
    return url_for(appeal, appeal.answers.filter(sent_at__isnull=False).last())


def judge(browser, url, **said):
    return browser.post(url, {"key": str(uuid.uuid4()), **SAID, **said})


@pytest.fixture
def answered(to_stage):
    return to_stage("answered")


def test_the_link_shows_the_answer_and_takes_one_judgement(stranger, answered):
    url = link_of(answered)
    page = text_of(stranger.get(url))
    assert REPLY in page
    assert "您对答复是否满意？" in page
    after = judge(stranger, url)
    assert (after.status_code, after["Location"]) == (302, url)
    [said] = answered.follow_ups.all()
    assert (said.role, said.way, said.reached) == ("contact", "online", True)
    assert (said.reply_satisfaction, said.solution_satisfaction, said.solved) == (5, 2, False)
    assert answered.timeline.last().who == "陈静"
    page = text_of(stranger.get(url))
    for words in ("感谢您的评价，已记录在案。", "“非常满意”", "“不满意”", "问题未解决。"):
        assert words in page, words
    assert "您对答复是否满意？" not in page


def test_a_second_judgement_changes_nothing(stranger, answered):
    url = link_of(answered)
    judge(stranger, url)
    again = judge(stranger, url, solved="yes")
    assert "感谢您的评价，已记录在案。" in text_of(again)
    assert [said.solved for said in answered.follow_ups.all()] == [False]


def test_what_is_missing_is_told_and_what_was_said_stays(stranger, answered):
    answer = judge(stranger, link_of(answered), solved="")
    assert answer.status_code == 422
    assert "请选择。" in text_of(answer)
    assert "晚上仍停水" in answer.content.decode()
    assert answered.follow_ups.count() == 0


def test_after_a_redo_the_old_link_says_so_and_the_new_one_judges_the_new_answer(stranger, answered, actors):
    old = link_of(answered)
    advance(answered, "redo", by=actors["office"], note="仍停水")
    gone = stranger.get(old)
    assert gone.status_code == 410
    assert "承办单位正在重新办理，或已作出新的答复；此链接对应的是此前的答复。" in text_of(gone)
    advance(answered, "submit_answer", by=actors["officer.water"], claim="solved", reply="已换管，恢复供水。")
    advance(answered, "answer", by=actors["head.water"])
    assert judge(stranger, old).status_code == 410
    assert answered.follow_ups.count() == 0
    assert "已换管，恢复供水。" in text_of(stranger.get(link_of(answered)))


def test_the_link_ends_after_the_days_of_the_rule(stranger, answered, monkeypatch):
    FollowUpRule.objects.update(link_days=7)
    url, now = link_of(answered), timezone.now().timestamp()
    for days, status in ((6.9, 200), (7.1, 410)):
        monkeypatch.setattr(signing.time, "time", lambda at=now + days * 86400: at)
        assert stranger.get(url).status_code == status
    assert "此链接已超过有效期。" in text_of(stranger.get(url))


def test_a_link_that_is_changed_opens_nothing_and_is_on_record(stranger, answered):
    wrong = stranger.get(link_of(answered).replace("/judge/", "/judge/x"))
    assert wrong.status_code == 404
    assert REPLY not in text_of(wrong)
    entry = LogEntry.objects.get(kind="sign_in_failed")
    assert (entry.what, entry.address) == ("link for judging: not valid", DESK)


def test_too_many_wrong_links_close_the_door_for_a_while(stranger, answered, monkeypatch):
    monkeypatch.setattr(attempts, "TRIES_AN_ADDRESS", 3)
    for _try in range(3):
        assert stranger.get("/p/990199/judge/guessed/").status_code == 404
    assert stranger.get(link_of(answered)).status_code == 429


def test_a_link_of_another_district_opens_nothing(stranger, answered, district):
    other = District.objects.create(code="990198", name="望山区", parent=district.parent)
    url = link_of(answered).replace("/990199/", f"/{other.code}/")
    assert stranger.get(url).status_code == 404


def test_a_token_that_opens_an_appeal_judges_nothing(stranger, answered, page_of):
    token = page_of(answered).split("/")[-2]
    assert stranger.get(f"/p/990199/judge/{token}/").status_code == 404
    made = signing.dumps(["x"], salt=SALT)
    assert stranger.get(f"/p/990199/judge/{made}/").status_code == 404


def test_of_a_closed_appeal_the_answer_shows_and_nothing_is_asked(stranger, answered, actors):
    said = {
        "way": "phone",
        "reached": True,
        "reply_satisfaction": 4,
        "solution_satisfaction": 4,
        "solved": True,
    }
    advance(answered, "follow_up", by=actors["operator"], **said)
    advance(answered, "close", by=actors["office"])
    page = stranger.get(link_of(answered))
    assert page.status_code == 200
    assert "该诉求已销号。" in text_of(page)
    assert "<textarea" not in page.content.decode()
    assert judge(stranger, link_of(answered)).status_code == 200
    assert answered.follow_ups.count() == 1


def test_the_link_shows_nothing_internal_and_no_person(stranger, answered, actors):
    advance(answered, "comment", by=actors["office"], note="内部意见一")
    advance(answered, "inspect", by=actors["inspector"], solved=False, note="督查核实二")
    page = stranger.get(link_of(answered))
    text = page.content.decode()
    for secret in ("内部意见一", "督查核实二", "19900001234", "officer.water", "head.water", "inspector"):
        assert secret not in text, secret
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]


def test_whom_a_judgement_makes_unhappy_is_seen_by_the_office(stranger, answered, sign_in):
    judge(stranger, link_of(answered))
    page = sign_in("office").get(f"/appeals/{answered.number}/").content.decode()
    assert "企业自评" in page
    assert sign_in("operator").get("/follow-ups/?tab=unhappy").context["rows"][0].row.appeal == answered


def test_the_notice_of_the_answer_carries_the_link(answered, stranger, actors):
    tell_company(answered.timeline.get(verb="answer"))
    notice = Notice.objects.get(user=actors["contact"].user, kind="company-answered")
    assert notice.url.startswith("/p/990199/judge/")
    assert REPLY in text_of(stranger.get(notice.url))


def test_the_desk_shows_the_link_as_text_and_as_a_picture(sign_in, answered, stranger, settings):
    settings.SITE_URL = "https://qifu.example"
    client = sign_in("operator")
    desk = client.get("/follow-ups/", {"call": answered.number}).content.decode()
    fragment = f"/follow-ups/{answered.number}/link/"
    assert f'hx-get="{fragment}"' in desk
    page = client.get(fragment, headers={"HX-Request": "true"}).content.decode()
    link = re.search(r'href="https://qifu\.example(/p/990199/judge/[^"]+)"', page)[1]
    assert REPLY in text_of(stranger.get(link))
    assert "<svg" in page
    assert "<html" not in page
    assert "<html" in client.get(fragment).content.decode()


def test_the_link_is_sent_again_once_a_day_and_it_is_on_record(sign_in, answered, actors):
    client, url = sign_in("operator"), f"/follow-ups/{answered.number}/link/"
    sent = client.post(url)
    assert sent["Location"] == f"/follow-ups/?call={answered.number}"
    assert said_by(client.get(sent["Location"])) == ["链接已发送给1人。"]
    assert Notice.objects.get(kind="company-judge").user == actors["contact"].user
    assert "再次发送了评价链接" in client.get(f"/appeals/{answered.number}/").content.decode()
    again = client.post(url)
    assert again.status_code == 409
    assert "今日已发送过链接，明日可再次发送。" in text_of(again)
    assert Notice.objects.filter(kind="company-judge").count() == 1


def test_tomorrow_it_can_be_sent_again(answered, actors):
    send_again(answered, by=actors["operator"])
    send_again(
        Appeal.objects.get(pk=answered.pk), by=actors["operator"], at=timezone.now() + timedelta(days=1)
    )
    assert Notice.objects.filter(kind="company-judge").count() == 2


def test_to_a_company_without_an_account_nothing_can_be_sent(sign_in, to_stage):
    appeal = to_stage("answered", enterprise=None, enterprise_name="来电企业")
    answer = sign_in("operator").post(f"/follow-ups/{appeal.number}/link/")
    assert answer.status_code == 409
    assert "该企业没有登录账号，请将链接直接提供给联系人。" in text_of(answer)


def test_what_is_judged_has_no_link_any_more(stranger, sign_in, answered):
    judge(stranger, link_of(answered))
    page = text_of(sign_in("operator").get(f"/follow-ups/{answered.number}/link/"))
    assert "企业已自行评价本次答复。" in page
    assert sign_in("operator").post(f"/follow-ups/{answered.number}/link/").status_code == 409


@pytest.mark.parametrize(
    ("who", "status"),
    [("", 302), ("contact", 403), ("operator", 200), ("inspector", 200), ("office", 200), ("head.water", 403),
     ("mayor", 403), ("city", 403), ("system", 403)],
)  # fmt: skip
def test_who_may_see_the_link(client, sign_in, answered, who, status):
    browser = sign_in(who) if who else client
    assert browser.get(f"/follow-ups/{answered.number}/link/").status_code == status
    if status != 200:
        assert browser.post(f"/follow-ups/{answered.number}/link/").status_code == status
    assert Notice.objects.filter(kind="company-judge").count() == 0


def test_another_districts_operator_finds_no_link(sign_in, answered, posts, district):
    posts["operator"].district = district.parent.children.create(code="990198", name="望山区")
    posts["operator"].save()
    assert sign_in("operator").get(f"/follow-ups/{answered.number}/link/").status_code == 404
