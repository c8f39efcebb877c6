"""One message as a real e-mail, through the server that EMAIL_URL names."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from qifu.notices.models import Delivery
from qifu.notices.unsent import Unsent


def is_set_up() -> bool:
    return bool(settings.EMAIL_SENDS)


def send(delivery: Delivery) -> None:
    try:
        compose(delivery).send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        raise Unsent(f"{code} {said.decode('utf-8', 'replace')}", final=code >= 500) from refused
    except (OSError, smtplib.SMTPException) as error:
        raise Unsent(str(error) or type(error).__name__) from error


def compose(delivery: Delivery) -> EmailMessage:
    """The Message-ID comes from the delivery's key: a mail that is sent twice is one message to its reader."""
    payload, host = delivery.payload, settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    with translation.override(payload["language"]):
        own = bool(payload.get("stranger"))
        lines = [payload["text"], open_at(payload["url"], own=own), "-- ", footer(own=own)]
    return EmailMessage(
        subject=payload["title"],
        body="\n\n".join(line for line in lines if line),
        to=[payload["to"]],
        headers={"Message-ID": f"<{delivery.key}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def open_at(url: str, *, own: bool) -> str:
    """`own`: a personal link of somebody who has no account."""
    if not settings.SITE_URL:
        return "" if own else _("Sign in to Qifu to read more.")
    return _("Open it: %(url)s") % {"url": f"{settings.SITE_URL}{url}"}


def footer(*, own: bool) -> str:
    if own:
        return _("You get this because your enterprise gave this address to the programme office.")
    return _("You chose under Notices, Preferences which of these e-mails you get.")
