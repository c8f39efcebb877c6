"""Which month is computed, and what is given by hand."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.files import FilesField, limits
from qifu.assessment import indicators
from qifu.assessment.computing import latest
from qifu.assessment.models import Round, Scheme
from qifu.lib.months import first_of, month_after
from qifu.organisations.models import District, Unit


def months_over() -> list[date]:
    """The twelve last ones, newest first."""
    present = first_of(timezone.localdate())
    months = [present.replace(year=present.year - 1)]
    while (following := month_after(months[-1])) < present:
        months.append(following)
    return months[::-1]


class MonthField(forms.TypedChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        months = {f"{month:%Y-%m}": month for month in months_over()}
        choices = [(name, name) for name in months]
        super().__init__(choices=choices, coerce=lambda name: months[name], **kwargs)


class ComputeForm(forms.Form):
    scheme = forms.ModelChoiceField(
        Scheme.objects.none(), label=pgettext_lazy("assessment", "Scheme"), empty_label=None
    )

    def __init__(self, data: Any = None, *, district: District) -> None:
        super().__init__(data)
        self.label_suffix = ""
        schemes = Scheme.objects.filter(district=district).select_related("district")
        self.fields["scheme"].queryset = schemes.order_by("-active", "id")  # type: ignore[attr-defined]
        self.fields["month"] = MonthField(label=pgettext_lazy("assessment", "Month"))


class StepForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class HandForm(forms.Form):
    """The units and the indicators of that month."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"))
    indicator = forms.ChoiceField(label=_("Indicator"))
    title = forms.CharField(
        label=_("What happened, in short"),
        max_length=100,
        help_text=_("The same words given again for the unit take the earlier value's place."),
    )
    value = forms.DecimalField(label=_("Value"), min_value=0, max_value=100, decimal_places=2)
    evidence = FilesField(label=_("Evidence"), required=True)

    def __init__(self, data: Any = None, files: Any = None, *, round_: Round) -> None:
        super().__init__(data, files)
        self.label_suffix = ""
        self.fields["evidence"].help_text = limits()
        result = latest(round_)
        rows = result.scheme_version.indicators.filter(name__startswith="hand") if result else []
        units = result.lines.values_list("unit_id", flat=True) if result else []
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=list(units))  # type: ignore[attr-defined]
        self.fields["indicator"].choices = [  # type: ignore[attr-defined]
            (row.name, indicators.label_of(row.name, row.label)) for row in rows
        ]
