"""A district's own words for notices: written in both languages, looked at, and never losing what was said before."""

import pytest
from django.urls import reverse

from qifu.notices.models import Notice, Wording
from qifu.organisations.models import LogEntry

PAGE = "/notices/wordings/test-order/"
PRESET = {
    "zh-hans-version": "0",
    "zh-hans-title": "督办单{number}已下达",
    "zh-hans-body": "请于{due}前书面答复。",
    "en-version": "0",
    "en-title": "Supervision order {number} issued",
    "en-body": "Answer it in writing by {due}.",
}
OWN = PRESET | {"zh-hans-title": "【督办】{number}", "zh-hans-body": "限{due}前答复。\r\n逾期通报。"}


def previews(response):
    return [(words.title, words.body) for _language, words in response.context["previews"]]


def test_own_words_are_used_from_the_next_notice_on(sign_in, tell_of):
    tell_of("officer.water", key="before")
    assert sign_in("office").post(PAGE, OWN).url == reverse("wordings")
    tell_of("officer.water", key="after")
    said = Notice.objects.order_by("id").values_list("title", "text")
    assert list(said) == [
        ("督办单〔2026〕3号已下达", "请于2026年9月18日前书面答复。"),
        ("【督办】〔2026〕3号", "限2026年9月18日前答复。\n逾期通报。"),
    ]
    assert [(row.language, row.version) for row in Wording.objects.all()] == [("zh-hans", 1)]
    assert LogEntry.objects.get().before == {"title": "督办单{number}已下达", "body": "请于{due}前书面答复。"}


def test_another_district_keeps_the_preset(sign_in, tell_of, district):
    sign_in("office").post(PAGE, OWN)
    tell_of("officer.water")
    Wording.objects.update(district=district.parent)
    tell_of("officer.water", key="elsewhere")
    assert Notice.objects.order_by("id").last().title == "督办单〔2026〕3号已下达"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("督办单{nummer}", "{nummer}"),
        ("督办单{number", "{"),
        ("督办单{number.__class__}", "{number.__class__}"),
        ("督办单{}", "{}"),
        ("督办单{number!r}", "{number!r}"),
    ],
)
def test_an_unknown_field_is_refused_by_a_sentence_and_what_was_typed_stays(sign_in, title, said):
    page = sign_in("office").post(PAGE, OWN | {"zh-hans-title": title})
    text = page.content.decode()
    assert f"此类通知没有字段 {said}。可用的字段有：{{number}} {{due}}。" in text
    assert f'value="{title}"' in text
    assert not Wording.objects.exists()


def test_one_wrong_language_keeps_the_other_from_being_saved_alone(sign_in):
    sign_in("office").post(PAGE, OWN | {"en-title": "{wrong}"})
    assert not Wording.objects.exists()


def test_the_preview_fills_both_languages_with_examples_and_saves_nothing(sign_in):
    page = sign_in("office").post(PAGE, OWN | {"preview": "1"})
    assert previews(page) == [
        ("【督办】〔2026〕3号", "限〔due〕前答复。\n逾期通报。"),
        ("Supervision order 〔2026〕3号 issued", "Answer it in writing by 〔due〕."),
    ]
    assert not Wording.objects.exists()


def test_the_preview_leaves_an_unknown_field_standing_and_says_what_is_wrong(sign_in):
    page = sign_in("office").post(PAGE, OWN | {"preview": "1", "zh-hans-title": "{nummer}：{number}"})
    assert previews(page)[0][0] == "{nummer}：〔2026〕3号"
    assert "此类通知没有字段 {nummer}。" in page.content.decode()


def test_each_change_is_a_version_and_an_earlier_one_can_be_taken_up_again(sign_in):
    browser = sign_in("office")
    browser.post(PAGE, OWN)
    browser.post(PAGE, OWN | {"zh-hans-version": "1", "zh-hans-title": "【急】{number}"})
    first, second = Wording.objects.order_by("version")
    assert [first.title, second.title] == ["【督办】{number}", "【急】{number}"]
    assert previews(browser.get(PAGE))[0][0] == "【急】〔2026〕3号"
    page = browser.get(PAGE, {"take": first.pk})
    assert previews(page)[0][0] == "【督办】〔2026〕3号"
    assert 'name="zh-hans-version" value="2"' in page.content.decode()
    assert previews(browser.get(PAGE, {"take": "preset"}))[0][0] == "督办单〔2026〕3号已下达"


def test_nothing_different_is_no_version(sign_in):
    page = sign_in("office").post(PAGE, PRESET, follow=True)
    assert "内容没有变化。" in page.content.decode()
    assert not Wording.objects.exists()


def test_who_had_an_older_version_open_is_told_and_overwrites_nothing(sign_in):
    browser = sign_in("office")
    browser.post(PAGE, OWN)
    page = browser.post(PAGE, OWN | {"zh-hans-title": "{number}"})
    assert "您编辑期间，他人已修改此文案。请重新打开本页，核对后再改。" in page.content.decode()
    assert Wording.objects.get().title == "【督办】{number}"


def test_a_kind_that_does_not_exist_has_no_page(sign_in):
    assert sign_in("office").get("/notices/wordings/nothing/").status_code == 404


def test_the_list_shows_each_kind_as_it_reads_and_whose_words_they_are(sign_in):
    browser = sign_in("office")
    browser.post(PAGE, OWN)
    text = browser.get(reverse("wordings")).content.decode()
    assert "【督办】〔2026〕3号" in text
    assert "简体中文 · 第 1 版" in text
