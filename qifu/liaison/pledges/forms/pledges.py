"""A list of pledges as it is edited, the report of a breach by an official, the decision, and the filters."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import DayField, TextField
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.lists.filters import ANY, FilterForm
from qifu.enterprises.models import Enterprise
from qifu.liaison.pledges.models import Pledge
from qifu.liaison.pledges.publishing import all_in_force
from qifu.liaison.pledges.words import BreachState
from qifu.liaison.targets import named_in
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit


class PledgesForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    lines = TextField(
        label=_("Pledges"),
        rows=12,
        most=6000,
        help_text=_("One a line, in the order in which they are read."),
    )


class BreachFields(forms.Form):
    """What a breach says beside an appeal: whose, which, when, who."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Which unit"),
        empty_label=_("Please choose"),
        widget=forms.Select(attrs={"data-search": ""}),
    )
    pledge = forms.ChoiceField(label=_("Which pledge"))
    happened_on = DayField(label=_("When it happened"))
    who = forms.CharField(
        label=_("Who it was"),
        max_length=100,
        required=False,
        help_text=_("A name, a counter, a telephone number: whatever you know."),
    )

    def offer(self, district: District) -> None:
        """The programme's pledges bind every unit; a unit's own stand under its name."""
        fields: Any = self.fields
        self.pledges: dict[str, Pledge] = {}
        choices: list[Any] = [("", gettext("Please choose"))]
        for sheet in all_in_force(district):
            rows = {str(pledge.pk): pledge for pledge in sheet.pledges.all()}
            for pledge in rows.values():
                pledge.sheet = sheet
            self.pledges |= rows
            label = sheet.unit.short_name if sheet.unit else gettext("All units")
            choices.append((label, [(pk, row.text) for pk, row in rows.items()]))
        fields["pledge"].choices = choices
        fields["unit"].queryset = Unit.objects.filter(district=district, active=True)
        fields["unit"].label_from_instance = lambda unit: unit.name
        fields["happened_on"].widget.attrs["max"] = timezone.localdate().isoformat()

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError(gettext("The day lies in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pledge, unit = self.pledges.get(cleaned.get("pledge", "")), cleaned.get("unit")
        if pledge and unit and pledge.sheet.unit_id not in (None, unit.pk):
            self.add_error(
                "pledge",
                gettext("This pledge is another unit's: choose one of the programme's or of the unit's own."),
            )
        return cleaned

    @property
    def chosen(self) -> Pledge:
        return self.pledges[self.cleaned_data["pledge"]]


class OfficialForm(BreachFields):
    key = KeyField()
    text = TextField(label=_("What happened"), rows=5, most=5000)
    company = forms.CharField(
        label=_("Company"), max_length=100, help_text=_("Its number, credit code or whole name.")
    )
    name = forms.CharField(label=_("Who reports it"), max_length=40, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    field_order = ("key", "company", "name", "phone", "unit", "pledge", "happened_on", "who", "text")

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.district = district
        self.enterprise: Enterprise | None = None
        self.offer(district)

    def clean_company(self) -> str:
        typed: str = self.cleaned_data["company"]
        found = named_in(typed, self.district)
        if not found.numbers:
            raise ValidationError(
                gettext("The register knows no such company: give its number, credit code or whole name.")
            )
        self.enterprise = Enterprise.objects.get(district=self.district, number=found.numbers[0])
        return typed


class DecideForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[(s.value, s.label) for s in (BreachState.CONFIRMED, BreachState.GROUNDLESS)],
    )
    reason = TextField(label=_("Reason"), rows=4, help_text=_("The accused unit reads it."))


class BreachFilter(FilterForm):
    conditions = {
        "unit": lambda unit, moment: Q(unit=unit),
        "state": lambda state, moment: Q(state=state),
        "since": lambda day, moment: Q(reported_at__gte=start_of_day(day)),
        "until": lambda day, moment: Q(reported_at__lt=end_of_day(day)),
    }
    unit = forms.ChoiceField(label=_("Unit"), required=False, widget=forms.Select(attrs={"data-search": ""}))
    state = forms.ChoiceField(
        label=pgettext_lazy("column", "State"), required=False, choices=[ANY, *BreachState.choices]
    )
    since = DayField(label=pgettext_lazy("period", "From"), required=False)
    until = DayField(label=pgettext_lazy("period", "Until"), required=False)

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        fields: Any = self.fields
        fields["unit"].choices = [
            ANY,
            *(
                (u.pk, u.label)
                for u in Unit.objects.filter(district=by.district).select_related("merged_into")
            ),
        ]


class PeriodForm(FilterForm):
    since = DayField(label=pgettext_lazy("period", "From"), required=False)
    until = DayField(label=pgettext_lazy("period", "Until"), required=False)
