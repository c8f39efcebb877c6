"""Filters and one tag for what an include cannot do. Contract: docs/templates.md."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from qifu.lib.workdays import due_date

register = template.Library()
CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.RadioSelect, ""),
    (forms.Select, "form-select"),
)


@register.simple_tag
def control(field: forms.BoundField) -> SafeString:
    """The widget with the class its kind needs, so that no form has to know of CSS."""
    own = field.field.widget.attrs.get("class", "")
    kind = next((name for widget, name in CLASSES if isinstance(field.field.widget, widget)), "form-control")
    classes = " ".join(filter(None, (kind, own, "is-invalid" if field.errors else "")))
    return field.as_widget(attrs={"class": classes} if classes else None)


@register.simple_tag
def stage(value: str, label: Any = "") -> SafeString:
    return format_html('<span class="stage stage-{}">{}</span>', value, label or value)


@register.simple_tag
def mark(kind: str, label: Any) -> SafeString:
    return format_html('<span class="mark mark-{}">{}</span>', kind, label)


@register.simple_tag
def options(groups: Sequence[tuple[str | None, Sequence[Mapping[str, Any]], int]]) -> SafeString:
    """What stands in a select, as Django's own templates write it: those take as long for a district's hundred units and
    categories as all the rest of a page."""
    lines = []
    for name, choices, _index in groups:
        lines += [f'\n  <optgroup label="{escape(name)}">'] if name else []
        lines += [
            f'\n  <option value="{escape(each["value"])}"{flatatt(each["attrs"]) if each["attrs"] else ""}>{escape(each["label"])}</option>'
            for each in choices
        ]
        lines += ["\n  </optgroup>"] if name else []
    return mark_safe("".join(lines))  # noqa: S308 - each part is escaped above


@register.simple_block_tag
def remember(content: SafeString) -> SafeString:
    """`{% remember as name %}…{% endremember %}`: a block stands once in a frame, its text twice."""
    return content


@register.filter
def kind(field: forms.BoundField) -> str:
    """How `field.html` lays the control out."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "file" if isinstance(widget, forms.FileInput) else "control"


@register.filter
def rate(numerator: int | None, denominator: int | None) -> str:
    """Of nothing there is no rate: a dash, never 100 %."""
    return f"{(numerator or 0) * 100 / denominator:.1f}%" if denominator else "—"


@register.filter
def chart_heads(chart: Mapping[str, Any]) -> list[str]:
    """Above the columns of the table behind a chart: the series, or of a map its columns."""
    return chart["labels"] if _is_map(chart) else [series["name"] for series in chart["series"]]


@register.filter
def chart_rows(chart: Mapping[str, Any]) -> list[tuple[str, list[tuple[Any, str]], str]]:
    """One row a label, one cell a series, each with its own link if it has one: the chart's numbers turned by 90 degrees.
    A map stands as it is drawn, one row a series.
    """
    count = len(chart["labels"])
    links: Sequence[str] = chart.get("links") or [""] * count
    columns = [
        list(zip(series["data"], series.get("links") or [""] * count, strict=True))
        for series in chart["series"]
    ]
    if _is_map(chart):
        return [(series["name"], cells, "") for series, cells in zip(chart["series"], columns, strict=True)]
    rows = zip(chart["labels"], zip(*columns, strict=True), links, strict=True)
    return [(label, list(cells), link) for label, cells, link in rows]


def _is_map(chart: Mapping[str, Any]) -> bool:
    return bool(chart["kind"] == "heatmap")


@register.filter
def filesize_short(size: int | None) -> str:
    number = float(size or 0)
    for unit in ("B", "KB", "MB"):
        if number < 1024:
            return f"{number:.0f} {unit}" if unit == "B" or number >= 10 else f"{number:.1f} {unit}"
        number /= 1024
    return f"{number:.1f} GB"


@register.filter
def due_day(due: datetime) -> date:
    """A deadline is 24:00 of its last day, which a calendar would print as the day after."""
    return due_date(due)


@register.filter
def among(name: str, names: str) -> bool:
    """Whether a name stands in a space-separated list."""
    return name in names.split()
