"""axe-core finds nothing serious on the pages where people spend their time, in either theme."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.journey

AXE = Path(__file__).resolve().parents[2] / "assets" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter((found) => ['serious', 'critical'].includes(found.impact))
  .map((found) => `${found.id}: ${found.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)"""

PAGES = {
    "": ["/", "/file/", "/follow/", "/sign-in/"],
    "office1": [
        "/inbox/", "/appeals/", "/statistics/", "/enterprises/", "/settings/", "/appeals/register/", "an appeal",
        "/long-term/", "/exclusions/", "/catalogue/", "/supervision/",
        "/assessment/", "/assessment/months/", "/assessment/contests/", "/assessment/preview/", "/assessment/schemes/", "/assessment/schemes/new/",
        "/statistics/?show=verdicts",
        "/findings/", "/leaders/links/", "/leaders/links/suggest/", "/visits/", "/visits/new/", "/symposia/", "/questionnaires/1/results/",
        "/letters/1/", "/activities/", "/pledges/record/", "/reconciliation/1/", "/warnings/", "/hotline/figures/",
    ],
    "district.head": ["/my-companies/", "/leaders/contacts/"],
    "inspector1": [
        "/inspections/", "/inspections/8/", "/inspections/8/redraw/", "/inspections/cases/", "/inspections/cases/1/",
        "/inspections/results/", "/inspections/draw/",
    ],
    "hotline1": ["/follow-ups/", "a call", "/hotline/", "/hotline/call-backs/", "/hotline/knowledge/"],
    "water1": ["/worklist/", "an appeal", "/visits/mine/", "/letters/mine/"],
    "company1": ["/my-appeals/", "/my-visits/", "/my-warnings/", "/my-questionnaires/", "/my-symposia/"],
    "sysadmin": ["/settings/units/", "/settings/calendar/"],
}  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("username", PAGES)
def test_axe_finds_nothing_serious(visitor, username, theme):
    somebody = visitor(
        username, color_scheme=theme, bypass_csp=True
    )  # for axe alone, which is put into the page
    found = []
    for path in PAGES[username]:
        somebody.opens({"an appeal": "/appeals/", "a call": "/follow-ups/"}.get(path, path))
        if path == "a call":
            somebody.page.locator("a[data-open]").first.click()
            somebody.page.locator(".qr").or_(somebody.page.locator("#call .slot p")).first.wait_for()
        if path == "an appeal":
            somebody.page.locator("a[data-open]").first.click()
            somebody.page.locator(".case-line").wait_for()
        somebody.page.add_script_tag(path=AXE)
        found += [f"{path} {violation}" for violation in somebody.page.evaluate(RUN)]
    assert found == []
