"""The second factor of the three administrators: a code of six figures that their telephone shows, new every 30 seconds."""

import base64
from math import ceil

import segno
from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django_otp.plugins.otp_totp.models import TOTPDevice

from qifu.organisations.models import Post, User
from qifu.organisations.roles import ADMINISTRATORS


def owed_by(posts: list[Post]) -> bool:
    return bool(settings.ADMIN_TWO_FACTORS) and any(post.role in ADMINISTRATORS for post in posts)


def device_of(user: User) -> TOTPDevice:
    """The enrolled device, or one with a fresh key that waits for its first right code."""
    found = TOTPDevice.objects.filter(user=user).order_by("-confirmed", "id").first()
    return found or TOTPDevice.objects.create(user=user, name="app", confirmed=False)


def is_enrolled(user: User) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def is_right(device: TOTPDevice, code: str) -> bool:
    """A code serves once; a wrong one makes the next try wait, each time twice as long."""
    if not device.verify_token(code):
        return False
    if not device.confirmed:
        device.confirmed = True
        device.save(update_fields=["confirmed"])
    return True


def seconds_to_wait(device: TOTPDevice) -> int:
    """0 when a code may be tried now."""
    allowed, reason = device.verify_is_allowed()
    return 0 if allowed else max(1, ceil((reason["locked_until"] - timezone.now()).total_seconds()))


def forget(user: User) -> int:
    """The telephone is lost: the next sign-in enrols another one."""
    return int(TOTPDevice.objects.filter(user=user).delete()[0])


def picture(device: TOTPDevice) -> SafeString:
    """The QR code as inline SVG: no request for it leaves the page, and it is stored nowhere."""
    code = segno.make_qr(device.config_url, error="m")
    return mark_safe(code.svg_inline(scale=5, border=4, dark="#000", light="#fff"))  # noqa: S308 - our own drawing


def key_in_words(device: TOTPDevice) -> str:
    """For a telephone that cannot photograph the picture: the key in groups of four."""
    key = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[i : i + 4] for i in range(0, len(key), 4))
