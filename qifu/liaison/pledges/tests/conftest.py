"""The programme's list of two pledges, and one of the water bureau's own."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.utils import translation

from qifu.liaison.pledges.breaking import Said, report
from qifu.liaison.pledges.models import Breach
from qifu.liaison.pledges.publishing import publish

DAY = date(2026, 4, 13)


@pytest.fixture(autouse=True)
def refusals_as_they_are_written():
    """The sentences are asked for by their English; pages answer in the reader's language all the same."""
    with translation.override("en"):
        yield


@pytest.fixture
def sheets(district, units, actors) -> SimpleNamespace:
    return SimpleNamespace(
        all=publish(district, None, ["一次告知", "首问负责"], by=actors["office"]),
        water=publish(district, units.water, ["停水提前三天告知"], by=actors["head.water"]),
    )


@pytest.fixture
def said(sheets, units, enterprise) -> Callable[..., Said]:
    def make(**given: object) -> Said:
        what = {
            "pledge": sheets.water.pledges.get(), "unit": units.water, "happened_on": DAY, "text": "停水没有任何通知。",
            "who": "窗口3号", "enterprise": enterprise, "name": "陈静", "phone": "19900001234",
        }  # fmt: skip
        return Said(**{**what, **given})  # type: ignore[arg-type]

    return make


@pytest.fixture
def reported(said, district, actors) -> Callable[..., Breach]:
    def make(at: datetime | None = None, **given: object) -> Breach:
        return report(said(**given), district=district, by=actors["contact"], at=at)[0]

    return make
