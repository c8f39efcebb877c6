"""Every page of every menu: opens, complains of nothing, and fits a telephone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from qifu.demonstration.welcome import sign_ins
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

EVERYBODY = ["", *(line.username for line in sign_ins())]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("username", EVERYBODY)
def test_every_page_of_the_menu_fits_a_telephone_in_both_languages_and_themes(visitor, username):
    somebody = visitor(username, viewport={"width": 360, "height": 740})
    somebody.opens("/office/" if username else "/")
    paths = menu(somebody)
    assert paths
    for language, theme in (("en", "light"), ("zh-hans", "dark")):
        with choosing(somebody, language, theme, at=paths[0]):
            for path in paths:
                somebody.opens(path)
                html = somebody.page.locator("html")
                shown = html.get_attribute("lang"), html.get_attribute("data-bs-theme")
                assert shown == (language, theme), path
                if somebody.page.locator("[data-chart]").count():
                    expect(somebody.page.locator("[data-chart] :is(canvas, svg)").first).to_be_visible()
                assert somebody.page.evaluate(TOO_WIDE) <= 0, f"{path} is wider than 360 px"


def menu(somebody: Visitor) -> list[str]:
    expect(somebody.page.get_by_role("main")).to_be_visible()
    links = somebody.page.locator("#navigation a[href^='/'], .portal-nav a[href^='/']")
    paths = links.evaluate_all("links => links.map(link => link.pathname)")
    return list(dict.fromkeys(paths))


@contextmanager
def choosing(somebody: Visitor, language: str, theme: str, *, at: str) -> Iterator[None]:
    """With the frame's own buttons; the choice stays with the person, so it is taken back."""
    _press(somebody, language, theme)
    try:
        yield
    finally:
        somebody.opens(at)
        _press(somebody, "zh-hans", "auto")


def _press(somebody: Visitor, language: str, theme: str) -> None:
    page = somebody.page
    if page.evaluate("document.documentElement.lang") != language:  # only the other one is offered
        page.locator(f"button[name=language][value={language}]").evaluate("button => button.click()")
        expect(page.locator(f"html[lang={language}]")).to_be_attached()
    page.locator(f"button[name=theme][value={theme}]").evaluate("button => button.click()")
    expect(page.locator(f"html[data-bs-theme={theme}]")).to_be_attached()
    page.wait_for_load_state()
