from datetime import time

import pytest

from qifu.notices.models import Delivery, Mailing, Notice, Preference

PAGE = "/notices/preferences/"


def test_what_is_chosen_is_kept(smtp, sign_in, water_reads_mail):
    browser = sign_in("officer.water")
    fields = {"mailing": "digest", "quiet_from": "22:00", "quiet_to": "07:30", "kinds_off": ["test-order"]}
    assert browser.post(PAGE, fields).status_code == 302
    kept = Preference.objects.get(user=water_reads_mail)
    assert (kept.mailing, kept.quiet_from, kept.quiet_to, kept.kinds_off) == (
        Mailing.DIGEST,
        time(22),
        time(7, 30),
        ["test-order"],
    )
    text = browser.get(PAGE).content.decode()
    assert 'value="22:00"' in text
    assert "邮件发送至 water@linjiang.example。" in text


def test_without_a_mail_server_the_page_says_so_and_asks_nothing_about_mail(sign_in, settings):
    settings.EMAIL_SENDS = False
    text = sign_in("officer.water").get(PAGE).content.decode()
    assert "本系统未配置邮件服务器，不发送邮件。" in text
    assert 'name="mailing"' not in text


def test_who_has_no_address_is_told_so(smtp, sign_in):
    assert "您的账号未登记电子邮箱，收不到邮件" in sign_in("officer.water").get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("begin", "end", "sentence"),
    [
        ("22:00", "", "免打扰时段的起止时间须同时填写，或者都不填。"),
        ("", "07:30", "免打扰时段的起止时间须同时填写，或者都不填。"),
        ("07:30", "07:30", "免打扰时段的起止时间不能相同。"),
    ],
)
def test_quiet_hours_that_are_none_are_refused_and_what_was_typed_stays(smtp, sign_in, begin, end, sentence):
    page = sign_in("officer.water").post(PAGE, {"mailing": "digest", "quiet_from": begin, "quiet_to": end})
    text = page.content.decode()
    assert sentence in text
    assert f'value="{begin or end}"' in text
    assert not Preference.objects.exists()


def test_who_turns_mail_off_gets_no_digest_of_what_waited(smtp, sign_in, tell_of, water_reads_mail):
    Preference.objects.create(user=water_reads_mail, mailing=Mailing.DIGEST)
    tell_of("officer.water")
    sign_in("officer.water").post(PAGE, {"mailing": "never"})
    assert not Notice.objects.filter(awaits_digest=True).exists()


def test_text_messages_go_out_where_a_gateway_is_set_up_and_the_person_wants_them(
    settings, sign_in, tell_of, posts, work, capsys
):
    settings.SMS_GATEWAY = "qifu.notices.sms.Console"
    user = posts["officer.water"].user
    user.phone = "19900007777"
    user.save()
    tell_of("officer.water", key="before")
    sign_in("officer.water").post(PAGE, {"sms": "on"})
    tell_of("officer.water", key="after")
    work()
    delivery = Delivery.objects.get()
    assert (delivery.medium, delivery.state) == ("sms", "sent")
    assert capsys.readouterr().out == f"SMS {delivery.key} -> 19900007777: 督办单〔2026〕3号已下达\n"
