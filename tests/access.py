"""How the tables of who may open what are read: one request as each person, a stranger among them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.test import Client


def answers(
    method: str,
    url: str,
    people: Sequence[str],
    sign_in: Callable[[str], Client],
    form: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Person -> answer, each from a browser of their own."""
    found = {}
    for who in people:
        browser = Client() if who == "stranger" else sign_in(who)
        found[who] = browser.get(url) if method == "GET" else browser.post(url, form or {})
    return found


def codes(answers: Mapping[str, Any]) -> list[str]:
    return [str(answer.status_code) for answer in answers.values()]
