"""Reading a page in tests: its words without the markup, and what was said after a step."""

import html
import re

from django.contrib.messages import get_messages


def text_of(response) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def said_by(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def taken(response) -> bool:
    """Whether a step was taken: its page leads back to the appeal."""
    return response.status_code == 302 and response["Location"].startswith("/appeals/")


def heads_and_labels(response) -> list[tuple[list[str], list[str]]]:
    """Of every row of a table with a head: what stands above its cells, and what a phone says before each of them."""
    found = []
    for table in re.findall(r"<table.*?</table>", response.content.decode(), re.DOTALL):
        heads = [html.unescape(head.strip()) for head in re.findall(r'scope="col">(.*?)</th>', table)]
        for row in re.findall(r"<tr>(.*?)</tr>", table.partition("</thead>")[2], re.DOTALL):
            found.append((heads, [html.unescape(label) for label in re.findall(r'data-label="(.*?)"', row)]))
    return found
