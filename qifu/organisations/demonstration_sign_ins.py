"""The sign-ins that a demonstration offers on the sign-in page.

A registry, because the demonstration lies above: it registers a function from its `ready()`, and this page asks it
only where settings.DEMONSTRATION is on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class SignIn:
    """`role` is the line's heading ("Programme office"), `note` what there is to see in that role."""

    username: str
    password: str
    role: str
    note: str = ""


_sources: list[Callable[[], Sequence[SignIn]]] = []


def register(source: Callable[[], Sequence[SignIn]]) -> None:
    """`source` is asked at each showing, so that its words follow the reader's language."""
    _sources.append(source)


def sign_ins() -> list[SignIn]:
    return [line for source in _sources for line in source()] if settings.DEMONSTRATION else []
