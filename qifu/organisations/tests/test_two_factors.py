import re

import pytest
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from qifu.organisations.models import LogEntry, LogKind
from tests.cast import PASSWORD

CODE = "/sign-in/code/"
ADMINISTRATORS = ["system", "security", "audit"]


@pytest.fixture(autouse=True)
def _on(settings):
    settings.ADMIN_TWO_FACTORS = True


@pytest.fixture
def browser(posts):
    return Client()


def enter(browser, username):
    return browser.post("/sign-in/", {"username": username, "password": PASSWORD})


def code_now(device, steps_ahead=0):
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = timezone.now().timestamp() + steps_ahead * device.step
    return f"{totp.token():06d}"


@pytest.fixture
def enrolled(browser):
    """The audit administrator has enrolled and signed out again."""
    enter(browser, "audit")
    browser.get(CODE)
    device = TOTPDevice.objects.get()
    browser.post(CODE, {"code": code_now(device)})
    browser.post("/sign-out/")
    device.refresh_from_db()
    return device


@pytest.mark.parametrize("who", ADMINISTRATORS)
def test_an_administrator_enrols_at_the_first_sign_in(browser, who):
    assert enter(browser, who)["Location"] == CODE
    assert browser.get("/jobs/").status_code == 302
    page = browser.get(CODE).content.decode()
    device = TOTPDevice.objects.get()
    assert "<svg" in page
    assert device.confirmed is False
    shown = code_now(device)
    assert browser.post(CODE, {"code": f"{shown[:3]} {shown[3:]}"})["Location"] == "/office/"
    assert browser.get("/jobs/").status_code == 200
    device.refresh_from_db()
    assert device.confirmed is True


def test_later_sign_ins_ask_for_a_code_and_show_no_key(browser, enrolled):
    enter(browser, "audit")
    page = browser.get(CODE).content.decode()
    assert ('class="qr"' in page, enrolled.key in page) == (False, False)
    assert browser.post(CODE, {"code": code_now(enrolled, steps_ahead=1)})["Location"] == "/office/"


def test_a_code_serves_once(browser, enrolled):
    enter(browser, "audit")
    used = browser.post(CODE, {"code": code_now(enrolled)})
    assert (used.status_code, "验证码不正确或已经使用过" in used.content.decode()) == (200, True)


def test_a_wrong_code_makes_the_next_try_wait_and_is_on_record(browser, enrolled):
    enter(browser, "audit")
    right = code_now(enrolled, steps_ahead=1)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    browser.post(CODE, {"code": wrong})
    held = browser.post(CODE, {"code": right})
    assert re.search(r"验证码输错后请稍候：\d+ 秒", held.content.decode())
    assert browser.get("/jobs/").status_code == 302
    assert LogEntry.objects.filter(kind=LogKind.SIGN_IN_FAILED, who="audit").count() == 1


def test_a_code_of_letters_is_said_to_be_no_code(browser, enrolled):
    enter(browser, "audit")
    assert "验证码为六位数字。" in browser.post(CODE, {"code": "12a456"}).content.decode()


def test_other_people_need_no_second_factor(browser):
    assert enter(browser, "office")["Location"] == "/office/"


def test_an_installation_may_switch_it_off(browser, settings):
    settings.ADMIN_TWO_FACTORS = False
    assert enter(browser, "audit")["Location"] == "/office/"
