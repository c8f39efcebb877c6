"""A setting that cannot be right stops the start with a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks

from qifu.notices.checks import text_message_gateway

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", None),
        ("qifu.notices.sms.Console", None),
        ("qifu.notices.sms.Konsole", "QIFU_SMS names no class"),
        ("qifu.notices.sms.is_set_up", "has no method send(to, text, key)"),
    ],
)
def test_a_gateway_that_is_none_is_named(settings, name, sentence):
    settings.SMS_GATEWAY = name
    said = [error.msg for error in text_message_gateway()]
    assert said == [] if sentence is None else sentence in said[0]


def test_the_start_looks_at_the_gateway(settings):
    settings.SMS_GATEWAY = "nowhere.Gateway"
    assert "notices.E001" in [error.id for error in run_checks()]


def test_an_email_url_that_names_no_server_stops_the_start():
    environment = {**os.environ, "EMAIL_URL": "nonsense", "DJANGO_SETTINGS_MODULE": "config.settings"}
    ended = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "EMAIL_URL names no mail server" in ended.stderr
    assert "Traceback" not in ended.stderr
