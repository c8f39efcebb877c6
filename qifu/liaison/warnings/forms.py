"""The shapes of a warning and of its steps."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import DayField, TextField
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.lists.filters import ANY, LIGHTS, FilterForm
from qifu.enterprises.models import Enterprise
from qifu.liaison.targets import named_in
from qifu.liaison.warnings.models import WarningText
from qifu.liaison.warnings.words import RUNNING, WarningStage
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit

SHOWN = 5


class WarningForm(forms.ModelForm[WarningText]):
    companies = TextField(
        label=_("Companies warned"),
        rows=3,
        most=50_000,
        help_text=_("One a line: number, credit code or whole name."),
    )
    key = KeyField()

    class Meta:
        model = WarningText
        fields = ("title", "law", "article", "wrong", "remedy", "penalty", "days", "ask_name", "ask_phone")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("wrong", "remedy", "penalty")}

    def __init__(self, data: Any = None, *, district: District) -> None:
        super().__init__(data, initial={"days": 10})
        self.label_suffix, self.district = "", district
        self.fields["days"].min_value = 1  # type: ignore[attr-defined]

    def clean_days(self) -> int:
        days = int(self.cleaned_data["days"])
        if not 1 <= days <= 250:
            raise ValidationError(gettext("Between 1 and 250 working days."))
        return days

    def clean_companies(self) -> list[Enterprise]:
        found = named_in(self.cleaned_data["companies"], self.district)
        if wrong := (*found.unknown, *found.several):
            more = " …" if len(wrong) > SHOWN else ""
            raise ValidationError(
                gettext("The register knows nobody, or several, by: %(lines)s.")
                % {"lines": "、".join(wrong[:SHOWN]) + more}
            )
        return list(Enterprise.objects.filter(district=self.district, number__in=found.numbers))

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class WarningFilter(FilterForm):
    conditions = {
        "stage": lambda stage, moment: Q(stage=stage),
        "unit": lambda unit, moment: Q(unit=unit),
        "light": lambda light, moment: (
            ~Q(stage__in=RUNNING) if light == "none" else Q(stage__in=RUNNING) & moment.shows(light)
        ),
        "since": lambda day, moment: Q(at__gte=start_of_day(day)),
        "until": lambda day, moment: Q(at__lt=end_of_day(day)),
        "confirmed": lambda yes, moment: Q(confirmed_at__isnull=False),
        "in_time": lambda yes, moment: Q(stage=WarningStage.PUT_RIGHT, in_time=True),
        "issued": lambda yes, moment: ~Q(stage=WarningStage.DRAFT),
    }

    stage = forms.ChoiceField(
        label=pgettext_lazy("warning", "Stage"), choices=[ANY, *WarningStage.choices], required=False
    )
    unit = forms.ChoiceField(label=_("Unit that warned"), required=False)
    light = forms.ChoiceField(label=pgettext_lazy("column", "Light"), choices=[ANY, *LIGHTS], required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=pgettext_lazy("filter", "To"), required=False)
    confirmed = forms.BooleanField(label=_("Receipt confirmed"), required=False)
    in_time = forms.BooleanField(label=_("Put right in time"), required=False)
    issued = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, query: Any, by: Actor) -> None:
        super().__init__(query, by)
        units = Unit.objects.filter(district=by.district).values_list("pk", "short_name")
        self.fields["unit"].choices = [ANY, *units]  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """`fields` of the step: who, note, days, avoided."""

    who = forms.CharField(label=_("Who has taken it"), max_length=60)
    note = TextField(label=pgettext_lazy("warning", "Remark or reason"), rows=3, most=1000)
    days = forms.IntegerField(
        label=_("A new date in how many working days"),
        min_value=1,
        max_value=250,
        required=False,
        help_text=_("Once only. Left open, it ends as not put right."),
    )
    avoided = forms.DecimalField(
        label=_("Penalty avoided, yuan"),
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=2,
        required=False,
        help_text=_("An estimate; may be left open."),
    )

    def __init__(self, data: Any = None, *, asks: tuple[str, ...], note_needed: bool) -> None:
        super().__init__(data)
        self.label_suffix = ""
        for name in list(self.fields):
            if name not in asks:
                del self.fields[name]
        if "note" in self.fields:
            self.fields["note"].required = note_needed
