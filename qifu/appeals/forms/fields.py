"""Fields whose choices are a district's active rows, and the few others that several forms share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import Category
from qifu.organisations.models import District, Leader, Unit

CHOOSE = _("Please choose")


class OfDistrict(forms.Field):
    """Knows its rows only once it is told the district."""

    def choose_from(self, district: District) -> None:
        raise NotImplementedError


class CategoryField(OfDistrict, forms.ModelChoiceField[Category]):
    """The ends of the tree, each with its whole path: searched over all three levels."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Select(attrs={"data-search": ""})
        super().__init__(
            Category.objects.none(), label=_("Category"), empty_label=CHOOSE, widget=widget, **kwargs
        )

    def choose_from(self, district: District) -> None:
        active = Category.objects.filter(district=district, active=True)
        self.queryset = active.exclude(children__active=True)


class UnitField(OfDistrict, forms.ModelChoiceField[Unit]):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Select(attrs={"data-search": ""})
        super().__init__(Unit.objects.none(), empty_label=CHOOSE, widget=widget, **kwargs)

    def choose_from(self, district: District) -> None:
        self.queryset = Unit.objects.filter(district=district, active=True)


class UnitsField(OfDistrict, forms.ModelMultipleChoiceField[Unit]):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.SelectMultiple(attrs={"data-search": ""})
        super().__init__(Unit.objects.none(), widget=widget, **kwargs)

    def choose_from(self, district: District) -> None:
        self.queryset = Unit.objects.filter(district=district, active=True)


class LeaderField(OfDistrict, forms.ModelChoiceField[Leader]):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Select(attrs={"data-search": ""})
        super().__init__(Leader.objects.none(), empty_label=CHOOSE, widget=widget, **kwargs)

    def choose_from(self, district: District) -> None:
        self.queryset = Leader.objects.filter(district=district, active=True)


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class YesNoField(forms.TypedChoiceField):
    def __init__(self, yes: Any, no: Any, **kwargs: Any) -> None:
        choices = [("yes", yes), ("no", no)]
        super().__init__(
            choices=choices,
            coerce=lambda value: value == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            **kwargs,
        )


class TextField(forms.CharField):
    """Several lines."""

    def __init__(self, rows: int = 3, most: int = 1000, **kwargs: Any) -> None:
        super().__init__(max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
