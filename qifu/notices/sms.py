"""Text messages through whichever gateway the government has.

An adapter is a class with the one method of `Gateway`; QIFU_SMS names it ("our_gateway.Gateway"), and it is made
without arguments, so that it reads its own account from its own settings. It raises `Unsent` when the message did not
leave, `final=True` when trying again is of no use (no such number). `key` is the same at each attempt: hand it to the
gateway as its own request number where it has one, so that a repetition is not sent twice.
"""

import sys
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from qifu.notices.models import Delivery


class Gateway(Protocol):
    def send(self, to: str, text: str, key: str) -> None: ...


class Console:
    """Writes each message to the worker's output: for trying out and for tests."""

    def send(self, to: str, text: str, key: str) -> None:
        sys.stdout.write(f"SMS {key} -> {to}: {text}\n")
        sys.stdout.flush()


def is_set_up() -> bool:
    return bool(settings.SMS_GATEWAY)


def send(delivery: Delivery) -> None:
    gateway: Gateway = import_string(settings.SMS_GATEWAY)()
    gateway.send(delivery.payload["to"], delivery.payload["title"], delivery.key)
