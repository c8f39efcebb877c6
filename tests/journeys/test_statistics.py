import re

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey

LINKS = {
    "received of a line": "tbody tr >> nth=0 >> td.num >> nth=0 >> a",
    "what is excluded": "tfoot tr >> td.num >> nth=1 >> a",
    "a rate's numerator": "tbody tr >> nth=1 >> td.num >> nth=2 >> a >> nth=0",
    "a rate's denominator": "tbody tr >> nth=1 >> td.num >> nth=2 >> a >> nth=1",
    "a rate's denominator before exclusion": "tfoot tr >> td.num >> nth=2 >> p a >> nth=1",
    "another rate's numerator in the last line": "tfoot tr >> td.num >> nth=4 >> a >> nth=0",
    "answers timed": "tfoot tr >> td.num >> nth=-1 >> a",
    "received in the box above": ".columns section >> nth=0 >> h2 a",
}


@pytest.mark.parametrize("by", ["unit", "front", "month"])
def test_each_figure_opens_exactly_its_appeals(visitor, by):
    office = visitor("office1")
    for what, place in LINKS.items():
        office.opens(f"/statistics/?by={by}")
        figure = office.page.locator("main").locator(place)
        shown = number_in(figure.inner_text())
        figure.click()
        assert counted(office.page) == shown, f"{what} by {by}"


def counted(page: Page) -> int:
    page.wait_for_url(re.compile("/appeals/"))
    empty = page.locator(".empty").count()
    return 0 if empty else number_in(page.locator("main .count").first.inner_text())


def number_in(text: str) -> int:
    found = re.search(r"[\d,]+", text)
    assert found, text
    return int(found[0].replace(",", ""))
