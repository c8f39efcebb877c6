from collections.abc import Callable, Iterator

import pytest
from django.utils import translation
from stdnum.cn import uscc


@pytest.fixture
def language() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def code() -> Callable[[int], str]:
    """An invented credit code with a check digit that fits."""

    def make(serial: int) -> str:
        body = f"91990199{serial:09d}"
        return body + str(uscc.calc_check_digit(body))

    return make
