"""The measured requests, as a browser sends them; each looks at its answer, so that a fast error counts as an error."""

import uuid

from bench.client import Answer, Browser, Fields
from bench.ground import PASSWORD
from bench.lives import TEXT
from bench.sample import Sample


class Unexpected(AssertionError):
    pass


def expect(answer: Answer, status: int, holds: str = "") -> None:
    if answer.status != status or holds not in answer.text:
        raise Unexpected(f"{answer.status} in place of {status}, or without “{holds}”: {answer.text[:1500]}")


class Pages:
    """One person at one browser; officers are numbered as their units."""

    def __init__(self, sample: Sample, port: int, username: str = "") -> None:
        self.sample, self.browser = sample, Browser(port)
        if username:
            self.browser.sign_in(username, PASSWORD)
        else:
            self.browser.get(self.portal("file"))  # for the token

    def portal(self, page: str) -> str:
        return f"/p/{self.sample.code}/{page}/"

    def worklist(self) -> None:
        expect(self.browser.get("/worklist/"), 200, "/appeals/20")

    def inbox(self) -> None:
        expect(self.browser.get("/inbox/?section=review"), 200, "/appeals/20")

    def appeal(self) -> None:
        number = self.sample.any_number()
        expect(self.browser.get(f"/appeals/{number}/"), 200, number)

    def follow(self) -> None:
        """Number and telephone, then the page: two requests, one visit."""
        number, phone = self.sample.any_with_phone()
        answer = self.browser.post(self.portal("follow"), {"number": number, "phone": phone})
        expect(answer, 302)
        expect(self.browser.follow(answer), 200, number)

    def statistics(self) -> None:
        expect(self.browser.get(f"/statistics/?by=unit&period={self.sample.year}"), 200, "1局")

    def drill(self) -> None:
        """A frequent figure of one unit: what it answered in time of the year's."""
        expect(
            self.browser.get(self.sample.figure("on_time", unit=str(self.sample.units[0]))),
            200,
            "/appeals/20",
        )

    def drill_rare(self) -> None:
        """A rare figure of the whole district: what was redone of the year's."""
        expect(self.browser.get(self.sample.figure("redone")), 200, "/appeals/20")

    def search(self) -> None:
        expect(
            self.browser.get(f"/enterprises/lookup/?q={quoted(self.sample.any_name_part())}"), 200, '"value"'
        )

    def file(self) -> None:
        expect(self.browser.post(self.portal("file"), filing()), 302)

    def sign_for(self, number: str) -> None:
        fields = {"key": str(uuid.uuid4()), "note": ""}
        expect(self.browser.post(f"/appeals/{number}/sign_for/", fields), 302)
        self.browser.cookies.pop("messages", None)  # the page that follows would have shown it


def filing() -> Fields:
    return {
        "key": str(uuid.uuid4()), "company": "云川宏宏宏锅炉有限公司", "credit_code": "", "name": "陈静", "phone": "19900000001", "title": "停水三天",
        "text": TEXT, "wish": "", "category": "", "consent": "on", "website": "",
    }  # fmt: skip


def quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())
