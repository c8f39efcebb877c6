"""E-mails, over SMTP to a real server on loopback."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from qifu.notices import sending
from qifu.notices.models import Delivery, Mailing, Notice, Preference
from qifu.notices.tasks import digest, send_due


def hour_past():
    """The clock goes on: what waits falls due."""
    Delivery.objects.filter(state="waiting").update(next_at=timezone.now() - timedelta(seconds=1))


def test_a_notice_is_mailed_to_who_has_an_address(smtp, tell_of, water_reads_mail, work):
    tell_of("officer.water", "head.water")
    work()
    (mailed,) = smtp.mails
    delivery = Delivery.objects.get()
    assert (mailed.sender, mailed.to) == ("notices@linjiang.example", ["water@linjiang.example"])
    assert mailed.message["Subject"] == "督办单〔2026〕3号已下达"
    assert mailed.message["Message-ID"] == f"<{delivery.key}@linjiang.example>"
    assert mailed.message["Auto-Submitted"] == "auto-generated"
    assert mailed.message.get_content().splitlines() == [
        "请于2026年9月18日前书面答复。",
        "",
        "查看：https://qifu.linjiang.example/orders/3/",
        "",
        "-- ",
        "",
        "此类邮件的接收方式，可在“通知—接收设置”中更改。",
    ]
    assert (delivery.state, delivery.tries) == ("sent", 1)


def test_who_reads_english_is_written_to_in_english(smtp, tell_of, water_reads_mail, work):
    water_reads_mail.language = "en"
    water_reads_mail.save()
    tell_of("officer.water")
    work()
    assert smtp.mails[0].message["Subject"] == "Supervision order 〔2026〕3号 issued"
    assert "Open it: https://qifu.linjiang.example/orders/3/" in smtp.mails[0].message.get_content()


def test_told_twice_and_worked_twice_it_is_mailed_once(smtp, tell_of, water_reads_mail, work):
    tell_of("officer.water")
    tell_of("officer.water")
    assert work() == 1
    sending.deliver.call(Delivery.objects.get().pk)
    send_due.call()
    assert len(smtp.mails) == 1


def test_what_is_told_leaves_by_a_task_that_commits_with_it_and_what_is_rolled_back_never_does(
    smtp, tell_of, water_reads_mail, work
):
    with transaction.atomic():
        tell_of("officer.water", key="undone")
        transaction.set_rollback(True)
    assert work() == 0
    assert not Delivery.objects.exists()
    with transaction.atomic():
        tell_of("officer.water", key="done")
        assert smtp.mails == []
    assert work() == 1
    assert len(smtp.mails) == 1


def test_without_a_mail_server_no_mail_is_written(tell_of, water_reads_mail, settings):
    settings.EMAIL_SENDS = False
    tell_of("officer.water")
    assert Notice.objects.count() == 1
    assert not Delivery.objects.exists()


def test_a_mail_that_fails_is_tried_again_after_1_5_30_minutes_2_and_12_hours_and_then_given_up(
    smtp, tell_of, water_reads_mail, work
):
    smtp.refusals["water@linjiang.example"] = "451 mailbox busy"
    tell_of("officer.water")
    waited = []
    for _attempt in range(5):
        work()
        send_due.call()
        delivery = Delivery.objects.get()
        waited.append(round((delivery.next_at - timezone.now()).total_seconds() / 60))
        assert (delivery.state, delivery.last_error) == ("waiting", "451 mailbox busy")
        hour_past()
    assert waited == [1, 5, 30, 120, 720]
    send_due.call()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == ("dead", 6)
    smtp.refusals.clear()
    send_due.call()
    assert smtp.mails == []


def test_what_failed_and_is_due_again_leaves_by_the_clock(smtp, tell_of, water_reads_mail, work):
    smtp.refusals["water@linjiang.example"] = "451 mailbox busy"
    tell_of("officer.water")
    work()
    smtp.refusals.clear()
    send_due.call()
    assert smtp.mails == []  # not due yet
    hour_past()
    send_due.call()
    assert len(smtp.mails) == 1
    assert Delivery.objects.get().last_error == ""


def test_an_address_that_does_not_exist_is_not_tried_again(smtp, tell_of, water_reads_mail, work):
    smtp.refusals["water@linjiang.example"] = "550 no such user"
    tell_of("officer.water")
    work()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries, delivery.last_error) == ("dead", 1, "550 no such user")


def test_a_mail_server_that_does_not_answer_costs_a_try_and_loses_nothing(
    smtp, tell_of, water_reads_mail, work, settings
):
    settings.EMAIL_PORT = 1
    tell_of("officer.water")
    work()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == ("waiting", 1)
    assert "refused" in delivery.last_error


def test_what_a_killed_worker_held_falls_due_again(smtp, tell_of, water_reads_mail):
    tell_of("officer.water")
    delivery = Delivery.objects.get()
    assert sending.claim(delivery)
    send_due.call()
    assert smtp.mails == []  # somebody is at it
    Delivery.objects.update(next_at=timezone.now() - sending.LEASE)
    send_due.call()
    assert len(smtp.mails) == 1


def test_of_two_workers_one_sends(smtp, tell_of, water_reads_mail):
    tell_of("officer.water")
    one, other = Delivery.objects.get(), Delivery.objects.get()
    assert [sending.claim(one), sending.claim(other)] == [True, False]


def prefer(user, **given):
    Preference.objects.update_or_create(user=user, defaults=given)


def test_who_wants_no_mail_or_none_of_this_kind_gets_none(smtp, tell_of, water_reads_mail):
    for wish in ({"mailing": Mailing.NEVER}, {"mailing": Mailing.AT_ONCE, "kinds_off": ["test-order"]}):
        prefer(water_reads_mail, **wish)
        tell_of("officer.water", key=str(wish)[:80])
    assert Notice.objects.count() == 2
    assert not Delivery.objects.exists()


def test_a_digest_lists_what_is_still_unread_once(smtp, tell_of, water_reads_mail, work):
    prefer(water_reads_mail, mailing=Mailing.DIGEST)
    for number in ("〔2026〕3号", "〔2026〕4号", "〔2026〕5号"):
        tell_of("officer.water", key=number, number=number)
    assert work() == 0
    Notice.objects.filter(key="〔2026〕4号").update(read_at=timezone.now())
    digest.call()
    digest.call()
    work()
    (mailed,) = smtp.mails
    assert mailed.message["Subject"] == "2 条未读通知"
    lines = mailed.message.get_content().splitlines()
    assert [line.partition("  ")[2] for line in lines[:2]] == [
        "督办单〔2026〕3号已下达",
        "督办单〔2026〕5号已下达",
    ]
    assert lines[3] == "查看：https://qifu.linjiang.example/notices/"


def test_a_digest_of_nothing_unread_is_not_written(smtp, tell_of, water_reads_mail):
    prefer(water_reads_mail, mailing=Mailing.DIGEST)
    tell_of("officer.water")
    Notice.objects.update(read_at=timezone.now())
    digest.call()
    assert not Delivery.objects.exists()
    assert not Notice.objects.filter(awaits_digest=True).exists()


def around_now():
    """Quiet hours that we are in the middle of."""
    now = timezone.localtime()
    return {
        "quiet_from": (now - timedelta(hours=1)).time().replace(microsecond=0),
        "quiet_to": (now + timedelta(hours=1)).time().replace(microsecond=0),
    }


def test_in_quiet_hours_a_mail_waits_for_their_end(smtp, tell_of, water_reads_mail, work):
    prefer(water_reads_mail, **around_now())
    tell_of("officer.water")
    assert work() == 0
    send_due.call()
    assert smtp.mails == []
    left = Delivery.objects.get().next_at - timezone.now()
    assert timedelta(minutes=59) < left <= timedelta(hours=1)
    prefer(water_reads_mail, quiet_from=None, quiet_to=None)
    hour_past()
    send_due.call()
    assert len(smtp.mails) == 1


def test_a_second_try_keeps_the_quiet_hours_too(smtp, tell_of, water_reads_mail, work):
    smtp.refusals["water@linjiang.example"] = "451 mailbox busy"
    tell_of("officer.water")
    work()
    smtp.refusals.clear()
    prefer(water_reads_mail, **around_now())
    hour_past()
    send_due.call()
    delivery = Delivery.objects.get()
    assert (smtp.mails, delivery.state, delivery.tries) == ([], "waiting", 1)
    assert delivery.next_at > timezone.now() + timedelta(minutes=59)
