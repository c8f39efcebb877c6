"""Errors that carry a code and parameters, so that the layers above can say them in the reader's language.

`str()` of a refusal is a plain English sentence: the fallback for logs and for the console.
"""

from collections.abc import Mapping
from typing import ClassVar


class Refusal(ValueError):
    sentences: ClassVar[Mapping[str, str]] = {}

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(self.sentences[code].format(**params))
