"""`{% load deadlines %}`: a light, the working days left, and both as a list shows them.

Written in Python because a list shows them fifty times: as three includes a row they were a third of its page.
"""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext, pgettext_lazy

from qifu.lib.workdays import due_date

register = template.Library()
LIT = '<span class="light light-{}"><i aria-hidden="true"></i>{}</span>'
NOTHING = mark_safe('<span class="quiet">—</span>')
WORDS = {
    "red": pgettext_lazy("light", "Overdue"),
    "yellow": pgettext_lazy("light", "Due soon"),
    "green": pgettext_lazy("light", "On time"),
    "none": pgettext_lazy("light", "No clock"),
}
PAUSED = pgettext_lazy("light", "Paused")


@register.simple_tag
def light(colour: str | None, paused: bool | str = False) -> SafeString:
    if paused:
        return format_html(LIT, "none", PAUSED)
    known = colour if colour in WORDS else "none"
    return format_html(LIT, known, WORDS[known])


@register.simple_tag
def working_days(left: int | str | None, due: datetime | str | None = None) -> SafeString:
    """`left` None or unknown: a dash. `due` adds the day."""
    if not isinstance(left, int):
        days = NOTHING
    else:
        until = format_html(' title="{} 24:00"', due_date(due)) if isinstance(due, datetime) else ""
        days = format_html('<span class="{}"{}>{}</span>', *_said(left, until))
    if not isinstance(due, datetime):
        return days
    day = f"{due_date(due):%m-%d}"
    return format_html(
        '{}\n<time class="due quiet" datetime="{}">{}</time>', days, localtime(due).isoformat(), day
    )


def _said(left: int, until: str) -> tuple[str, str, str]:
    if left == 0:
        return "days days-today", until, gettext("Due today")
    if left < 0:
        words = ngettext("%(days)s working day overdue", "%(days)s working days overdue", -left)
        return "days days-over", until, words % {"days": -left}
    words = ngettext("%(days)s working day left", "%(days)s working days left", left)
    return "days", until, words % {"days": left}


@register.simple_tag
def deadline(due: datetime | None, colour: str | None, left: int | None) -> SafeString:
    """In a list: what is overdue says so by its colour, and its days stand in place of the word."""
    if not due:
        return NOTHING
    days = working_days(left, due)
    if colour == "red":
        return format_html(LIT, colour, days)
    return format_html("{}\n{}", light(colour), days) if colour else days
