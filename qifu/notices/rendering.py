"""Words with {fields} in them: filling them in, and naming what cannot be filled. Nothing is evaluated."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

FIELD = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
TITLE_LENGTH = 200


@dataclass(frozen=True)
class Words:
    title: str
    body: str


def render(words: Words, fields: Mapping[str, object], language: str) -> Words:
    """What is no field stays as it is written, so that a preview shows it."""
    with translation.override(language):
        said = {name: in_words(value) for name, value in fields.items()}
    title, body = (
        FIELD.sub(lambda found: said.get(found[1], found[0]), text) for text in (words.title, words.body)
    )
    return Words(" ".join(title.split())[:TITLE_LENGTH], body.strip())


def in_words(value: object) -> str:
    """Days and instants as the reader's language writes them, instants in local time; lazy texts in that language."""
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{date_format(local, 'DATE_FORMAT')} {local:%H:%M}"
    return date_format(value, "DATE_FORMAT") if isinstance(value, date) else str(value)


def unknown_in(words: Words, fields: Collection[str]) -> list[str]:
    """What stands in braces and is no field; also a brace that opens or closes nothing."""
    text = f"{words.title}\n{words.body}"
    named = [name for name in FIELD.findall(text) if name not in fields]
    left = re.findall(r"\{[^{}\n]*\}|[{}]", FIELD.sub("", text))
    return list(dict.fromkeys([*(f"{{{name}}}" for name in named), *left]))


def language_of(chosen: str) -> str:
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
