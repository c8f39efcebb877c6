from datetime import date

import pytest
from django.utils.translation import gettext_lazy

from qifu.notices import kinds
from qifu.notices.kinds import Kind
from qifu.notices.telling import tell


@pytest.fixture(autouse=True)
def order_issued():
    """A kind that these tests tell of."""
    kind = Kind(
        "test-order",
        gettext_lazy("Unit"),
        fields=("number", "due"),
        zh=("督办单{number}已下达", "请于{due}前书面答复。"),
        en=("Supervision order {number} issued", "Answer it in writing by {due}."),
        samples={"number": "〔2026〕3号"},
    )
    kinds.register(kind)
    yield kind
    del kinds._kinds["test-order"]


@pytest.fixture
def tell_of(district, posts):
    """`tell_of("officer.water", key="a")`: order 〔2026〕3号, due on 18 September 2026."""

    def told(*names: str, key: str = "order-3", **given: object) -> None:
        people = [posts[name].user for name in names]
        said = {"url": "/orders/3/", "number": "〔2026〕3号", "due": date(2026, 9, 18), **given}
        tell("test-order", to=people, district=district, key=key, **said)

    return told
