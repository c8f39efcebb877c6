"""Reading a page in tests: its words without the markup, and what was said after a step."""

import html
import re

from django.contrib.messages import get_messages


def text_of(response) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def said_by(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def taken(response) -> bool:
    """Whether a step was taken: its page leads back to the appeal."""
    return response.status_code == 302 and response["Location"].startswith("/appeals/")
