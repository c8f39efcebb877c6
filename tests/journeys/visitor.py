"""Somebody before a browser: finds things as people do, by role and label, and waits for what should come."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response, expect

from qifu.demonstration.welcome import PASSWORD

PROMISE_OF_A_REFUSAL = (
    "the server responded with a status of 4"  # Chromium's own line about a page that refuses
)


class Visitor:
    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.troubles: list[str] = []
        self.page = self.opens_a_window()

    def opens_a_window(self) -> Page:
        page = self.context.new_page()
        page.on("console", self._hears)
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("response", self._gets)
        return page

    def _hears(self, message: ConsoleMessage) -> None:
        if message.type == "error" and PROMISE_OF_A_REFUSAL not in message.text:
            self.troubles.append(f"{self.page.url}: {message.text} {message.location.get('url', '')}")

    def _gets(self, response: Response) -> None:
        """A page may refuse with a sentence; nothing may break, and no part of a page may be missing."""
        part = response.request.resource_type not in ("document", "xhr")
        if response.status >= 500 or (part and response.status >= 400):
            self.troubles.append(f"{response.request.method} {response.url}: {response.status}")

    def signs_in(self, username: str, password: str = PASSWORD) -> None:
        self.opens("/sign-in/")
        self.fills({"用户名": username, "密码": password})
        self.presses("登录")
        expect(self.page).not_to_have_url(re.compile("/sign-in/"))

    def opens(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is None or answer.ok, f"{path}: {answer.status}"

    def follows(self, link: str, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("link", name=link, exact=True).first.click()

    def presses(self, button: str, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=button, exact=True).click()

    def fills(self, said: dict[str, str | Path], within: Locator | Page | None = None) -> None:
        for label, value in said.items():
            self._fills_one(within or self.page.locator("main"), label, value)

    def _fills_one(self, form: Locator | Page, label: str, value: str | Path) -> None:
        named = re.compile(rf"^{re.escape(label)}(\s|\*|$)")
        choices = form.get_by_role("group", name=named)
        field = form.get_by_label(named).locator("visible=true").or_(choices).first
        if isinstance(value, Path):
            form.get_by_label(named).set_input_files(value)
            return
        expect(field).to_be_visible()
        kind = field.evaluate(
            "e => e.matches('fieldset') ? 'group' : e.matches('[data-search], .ts-control *') ? 'choosing' : e.type"
        )
        if kind == "group":
            choices.get_by_label(value, exact=True).check()
        elif kind == "choosing":
            self._chooses(form, form.locator(".ts-control").get_by_label(named), value)
        elif kind == "checkbox":
            field.check()
        elif kind == "select-one":
            field.select_option(label=value)
        else:
            field.fill(value)

    def _chooses(self, form: Locator | Page, field: Locator, value: str) -> None:
        field.focus()
        field.press_sequentially(value)
        form.get_by_role("option", name=re.compile(re.escape(value))).locator("visible=true").first.click()
        field.blur()  # on to the next one: an open list would lie over what is pressed then

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("main").get_by_text(text).locator("visible=true").first).to_be_visible()

    def sees_nothing_of(self, text: str) -> None:
        expect(self.page.get_by_text(text)).to_have_count(0)
