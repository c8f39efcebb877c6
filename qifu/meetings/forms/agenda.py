"""Choosing the rules by which an agenda is composed, and adding to it by hand."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import UnitField
from qifu.appeals.numbers import SHAPE
from qifu.meetings import rules
from qifu.meetings.models import Meeting
from qifu.organisations.models import District


class RulesForm(forms.Form):
    """A GET form: one tick a rule, and its number where it asks for one. Before anything is chosen some rules are."""

    chosen_once = forms.CharField(initial="yes", widget=forms.HiddenInput)

    def __init__(self, query: Any) -> None:
        super().__init__(query if "chosen_once" in query else None)
        self.label_suffix = ""
        for rule in rules.every():
            self.fields[f"use_{rule.name}"] = forms.BooleanField(
                label=str(rule.label), required=False, initial=rule.at_first
            )
            if rule.preset is not None:
                self.fields[f"n_{rule.name}"] = forms.IntegerField(
                    label=str(rule.measure), min_value=0, max_value=999, required=False, initial=rule.preset,
                    widget=forms.NumberInput(attrs={"aria-label": f"{rule.label} ({rule.measure})"}),
                )  # fmt: skip

    @property
    def chosen(self) -> dict[str, int]:
        """Rule -> its number; a number that cannot be read is the preset."""
        if not self.is_bound:
            return {rule.name: rule.preset or 0 for rule in rules.every() if rule.at_first}
        self.is_valid()
        said = self.cleaned_data
        return {
            rule.name: number if (number := said.get(f"n_{rule.name}")) is not None else rule.preset or 0
            for rule in rules.every()
            if said.get(f"use_{rule.name}")
        }

    @property
    def lines(self) -> Iterator[tuple[BoundField, BoundField | None]]:
        for rule in rules.every():
            number = f"n_{rule.name}"
            yield self[f"use_{rule.name}"], self[number] if number in self.fields else None


class NumberForm(forms.Form):
    number = forms.RegexField(
        f"^{SHAPE}$",
        label=_("Number of the appeal"),
        error_messages={"invalid": _("Write the whole number, as 2026-000123.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.label_suffix = ""


class TopicForm(forms.Form):
    title = forms.CharField(label=_("Topic"), max_length=100)
    unit = UnitField(label=_("Reporting unit"), required=False)

    def __init__(self, data: Any = None, *, district: District) -> None:
        super().__init__(data)
        self.label_suffix = ""
        self.fields["unit"].choose_from(district)  # type: ignore[attr-defined]


class WhichMeetingForm(forms.Form):
    """On an appeal's page: onto the agenda of which of the planned meetings."""

    meeting = forms.ModelChoiceField(Meeting.objects.none(), label=_("Meeting"), empty_label=None)

    def __init__(self, data: Any = None, *, meetings: Any) -> None:
        super().__init__(data)
        self.label_suffix = ""
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]
