"""A title where nobody gave one: the first sentence of what happened."""

import re

LONGEST = 60
SENTENCE_END = re.compile(r"[。！？!?；;\n]|\.\s")


def title_of(text: str) -> str:
    sentence = SENTENCE_END.split(text.strip(), maxsplit=1)[0].strip()
    return sentence if len(sentence) <= LONGEST else sentence[: LONGEST - 1] + "…"
