"""The shapes of a circular and of the lists about it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import DayField, TextField
from qifu.appeals.forms.files import FilesField
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.lists.filters import ANY, WITH_COMPANIES, FilterForm
from qifu.liaison.circulars.models import Circular
from qifu.liaison.circulars.words import About, CircularStage
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit
from qifu.organisations.roles import Role


class CircularForm(forms.ModelForm[Circular]):
    attachments = FilesField(label=_("Files to go with it"))
    key = KeyField()

    class Meta:
        model = Circular
        fields = ("title", "about", "subject", "unit", "text", "public")
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, data: Any = None, files: Any = None, *, by: Actor, instance: Circular | None) -> None:
        super().__init__(data, files, instance=instance)
        self.label_suffix = ""
        if by.role == Role.OFFICE:
            units = Unit.objects.filter(district=by.district, active=True)
            self.fields["unit"].queryset = units  # type: ignore[attr-defined]
            if instance is None and by.unit:
                self.initial["unit"] = by.unit.pk
        else:
            del self.fields["unit"]

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "about", "subject", "text", "public")}


class KeyForm(forms.Form):
    key = KeyField()


class WithdrawForm(forms.Form):
    reason = TextField(
        label=_("Why it is withdrawn"),
        rows=3,
        most=500,
        help_text=_("Stands in place of the text from now on, also on the public page."),
    )


class CircularFilter(FilterForm):
    conditions = {
        "stage": lambda stage, moment: Q(stage=stage),
        "about": lambda about, moment: Q(about=about),
        "unit": lambda unit, moment: Q(unit=unit),
        "since": lambda day, moment: Q(at__gte=start_of_day(day)),
        "until": lambda day, moment: Q(at__lt=end_of_day(day)),
        "issued": lambda yes, moment: ~Q(stage=CircularStage.DRAFT),
    }
    stage = forms.ChoiceField(
        label=pgettext_lazy("circular", "Stage"), choices=[ANY, *CircularStage.choices], required=False
    )
    about = forms.ChoiceField(
        label=pgettext_lazy("circular", "On"), choices=[ANY, *About.choices], required=False
    )
    unit = forms.ChoiceField(label=_("Issuing unit"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=pgettext_lazy("filter", "To"), required=False)
    issued = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        units = Unit.objects.filter(district=by.district).values_list("pk", "short_name")
        self.fields["unit"].choices = [ANY, *units]  # type: ignore[attr-defined]


class ReceiptFilter(FilterForm):
    conditions = {
        "read": lambda read, moment: Q(read_at__isnull=read == "no"),
        "street": lambda street, moment: Q(street=street),
    }
    read = forms.ChoiceField(
        label=pgettext_lazy("circular", "Read?"),
        choices=[ANY, ("yes", pgettext_lazy("circular", "Read")), ("no", pgettext_lazy("circular", "Not read"))],
        required=False,
    )  # fmt: skip
    street = forms.ChoiceField(label=pgettext_lazy("column", "Street"), required=False)

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        streets = Unit.objects.filter(district=by.district, kind__in=WITH_COMPANIES)
        self.fields["street"].choices = [ANY, *streets.values_list("pk", "short_name")]  # type: ignore[attr-defined]
