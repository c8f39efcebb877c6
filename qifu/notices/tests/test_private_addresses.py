"""A webhook must not reach into the machine or the network that the system stands in."""

import socket

import pytest
from django.urls import reverse

from qifu.notices.models import Delivery, Endpoint
from qifu.notices.posting import leads_inside

INSIDE = "指向本机或内部网络，不予发送"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",  # noqa: S104 - one of those refused
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
    ],
)
def test_loopback_and_private_networks_lead_inside_however_they_are_dressed(address):
    assert leads_inside(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "223.5.5.5", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_of_the_open_internet_does_not(address):
    assert not leads_inside(address)


@pytest.fixture
def save(sign_in):
    def post(url):
        fields = {"name": "督查群", "medium": "wecom", "url": url, "language": "zh-hans", "active": "on"}
        return sign_in("office").post(reverse("settings-add", args=["endpoints"]), fields)

    return post


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://127.0.0.1:8000/hook", INSIDE),
        ("http://localhost/hook", INSIDE),
        ("http://[::1]/hook", INSIDE),
        ("http://2130706433/hook", "输入一个有效的 URL"),
        ("http://127.1/hook", "输入一个有效的 URL"),
        ("https://192.168.1.20/hook", INSIDE),
        ("https://169.254.169.254/latest/meta-data/", INSIDE),
    ],
)
def test_a_private_address_is_refused_when_saved(save, url, sentence):
    assert sentence in save(url).content.decode()
    assert not Endpoint.objects.exists()


def test_the_refusal_says_why_and_what_to_do_and_keeps_what_was_typed(save):
    text = save("http://127.0.0.1:8000/hook").content.decode()
    assert (
        "127.0.0.1 指向本机或内部网络，不予发送。确需发送的，由系统运维人员设置 QIFU_ALLOW_PRIVATE_WEBHOOKS。"
        in text
    )
    assert 'value="http://127.0.0.1:8000/hook"' in text


def test_an_address_with_a_password_in_it_is_refused(save):
    assert "不得含用户名和口令" in save("https://name:word@hooks.example.com/x").content.decode()
    assert not Endpoint.objects.exists()


def test_where_it_is_allowed_a_private_address_is_saved(save, settings):
    settings.ALLOW_PRIVATE_WEBHOOKS = True
    save("http://127.0.0.1:8000/hook")
    assert Endpoint.objects.get().url == "http://127.0.0.1:8000/hook"


def test_a_name_that_leads_inside_at_sending_is_given_up_and_nothing_is_called(
    robot, district, tell_of, work, settings
):
    """As after DNS rebinding: the name was good when it was saved, and is resolved anew."""
    port = robot.server_address[1]
    Endpoint.objects.create(
        district=district, name="a", medium="json", secret="x", url=f"http://localhost:{port}/hook"
    )
    settings.ALLOW_PRIVATE_WEBHOOKS = False
    tell_of("officer.water")
    work()
    delivery = Delivery.objects.get()
    assert robot.asked == []
    assert (delivery.state, delivery.tries) == ("dead", 1)
    assert delivery.last_error.startswith(f"localhost {INSIDE}")


def test_the_address_that_was_judged_is_the_one_that_is_called(
    robot, district, tell_of, work, settings, monkeypatch
):
    """The resolver answers with a good address once and would lead inside if it were asked a second time."""
    settings.ALLOW_PRIVATE_WEBHOOKS = False
    port, asked = robot.server_address[1], []
    real = socket.getaddrinfo

    def resolver(host, *args, **kwargs):
        if host != "rebinding.example":
            return real(host, *args, **kwargs)
        asked.append(host)
        address = "9.9.9.9" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    called = []

    def connect(address, *_args, **_kwargs):
        called.append(address)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    monkeypatch.setattr(socket, "create_connection", connect)
    Endpoint.objects.create(
        district=district, name="a", medium="json", secret="x", url=f"http://rebinding.example:{port}/hook"
    )
    tell_of("officer.water")
    work()
    assert (asked, called) == (["rebinding.example"], [("9.9.9.9", port)])
    assert robot.asked == []
