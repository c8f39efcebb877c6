"""The pictures of the readmes, taken in a demonstration that runs: scripts/pictures.py http://127.0.0.1:8000

Chromium must be in PATH. A picture is 1280 wide, light and in Chinese; look at it before it is committed.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE = ViewportSize(width=1280, height=800)


def signs_in(page: Page, username: str) -> None:
    """One press on the demonstration's own list."""
    page.goto("/sign-in/")
    page.get_by_role("listitem").filter(has_text=username).get_by_role("button").click()
    page.wait_for_url("**/inbox/")


def takes(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=FOLDER / f"{name}.png")


def portal(page: Page) -> None:
    page.goto("/")


def inbox(page: Page) -> None:
    signs_in(page, "office1")


def appeal(page: Page) -> None:
    """One that has been answered and followed up: all parts of the page have something to show."""
    signs_in(page, "office1")
    page.goto("/inbox/?section=close")
    page.locator("a[data-open]").first.click()
    page.locator(".case-line").wait_for()


def main() -> None:
    if len(sys.argv) != 2 or not (chromium := shutil.which("chromium")):
        sys.exit(
            "Usage: scripts/pictures.py ADDRESS, with a demonstration running there and chromium in PATH."
        )
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for picture in (portal, inbox, appeal):
            context = browser.new_context(
                base_url=sys.argv[1], viewport=SIZE, color_scheme="light", locale="zh-CN"
            )
            page = context.new_page()
            picture(page)
            takes(page, picture.__name__)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
