"""Choosing companies: by the register's facts, or pasted one a line."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import TextField
from qifu.enterprises.forms.register import PLACES
from qifu.enterprises.industries import SECTIONS
from qifu.enterprises.models.enterprise import SIZES
from qifu.liaison.targets import Target, named_in
from qifu.organisations.models import District, Unit

SHOWN = 5


class TargetForm(forms.Form):
    """Stands beside a form of the page with its own prefix; `form.target` once it is valid."""

    streets = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("Streets"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sections = forms.MultipleChoiceField(
        label=_("Industries"),
        required=False,
        choices=list(SECTIONS.items()),
        widget=forms.SelectMultiple(attrs={"data-search": ""}),
    )
    sizes = forms.MultipleChoiceField(
        label=_("Size classes"), required=False, choices=SIZES, widget=forms.CheckboxSelectMultiple
    )
    above_scale = forms.BooleanField(label=_("Above scale"), required=False)
    key = forms.BooleanField(label=_("Key enterprise"), required=False)
    restructured = forms.BooleanField(label=_("Restructured"), required=False)
    named = TextField(
        label=_("Or these companies"),
        rows=4,
        required=False,
        most=200_000,
        help_text=_(
            "One a line: number, credit code or whole name. With a list the choices above are not asked."
        ),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, district: District, target: Target | None = None
    ) -> None:
        said = target or Target()
        super().__init__(data, initial={**said.as_json, "named": "\n".join(said.named)}, prefix="to")
        self.district = district
        streets = Unit.objects.filter(district=district, kind__in=PLACES, active=True)
        self.fields["streets"].queryset = streets  # type: ignore[attr-defined]

    def clean_named(self) -> tuple[str, ...]:
        """A line that names nobody is told by its own words; nothing that was typed is lost."""
        found = named_in(self.cleaned_data["named"], self.district)
        for lines, sentence in (
            (found.unknown, gettext("The register knows nobody by: %(lines)s.")),
            (
                found.several,
                gettext("Several companies go by: %(lines)s. Give the number or the credit code."),
            ),
        ):
            if lines:
                more = " …" if len(lines) > SHOWN else ""
                self.add_error("named", sentence % {"lines": "、".join(lines[:SHOWN]) + more})
        return found.numbers

    @property
    def target(self) -> Target:
        said = self.cleaned_data
        return Target(
            streets=tuple(unit.pk for unit in said["streets"]),
            sections=tuple(said["sections"]),
            sizes=tuple(said["sizes"]),
            above_scale=said["above_scale"],
            key=said["key"],
            restructured=said["restructured"],
            named=said["named"],
        )
