from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string


@register()
def text_message_gateway(**_kwargs: Any) -> list[CheckMessage]:
    """A gateway that is misspelt is said at the start, and not when the first message is lost."""
    if not settings.SMS_GATEWAY:
        return []
    try:
        gateway = import_string(settings.SMS_GATEWAY)
    except ImportError as error:
        return [Error(f"QIFU_SMS names no class: {error}", id="notices.E001")]
    if callable(getattr(gateway, "send", None)):
        return []
    return [
        Error(
            f"QIFU_SMS: {settings.SMS_GATEWAY} has no method send(to, text, key); see qifu/notices/sms.py.",
            id="notices.E002",
        )
    ]
