"""`{% load rows %}`: the cell of a list that names the appeal."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from qifu.appeals.lists.rows import Row
from qifu.organisations.templatetags.qifu import mark

register = template.Library()


@register.simple_tag
def row_title(row: Row, company: bool = True) -> SafeString:
    """`company` False on the company's own page."""
    appeal = row.appeal
    marks = format_html_join("", "\n{}", ([mark(each.value, each.label)] for each in appeal.marks))
    below = format_html('\n<div class="quiet">{}</div>', appeal.company or "—") if company else ""
    return format_html('<a href="{}" tabindex="-1">{}</a>{}{}', row.url, appeal.title, marks, below)
