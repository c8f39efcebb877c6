"""An activity as it is planned, the sign-up on behalf, attendance, results, pictures, and the list's filter."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import DayField, TextField
from qifu.appeals.forms.files import FilesField
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.lists.filters import ANY, FilterForm
from qifu.enterprises.models import Enterprise
from qifu.liaison.activities.models import Activity
from qifu.liaison.activities.planning import Plan
from qifu.liaison.activities.signing_up import MOST
from qifu.liaison.activities.words import ActivityKind, ActivityStage
from qifu.liaison.targets import Target, named_in
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit
from qifu.organisations.roles import Role


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))


class PlanForm(forms.Form):
    key = KeyField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("activity", "Kind"), choices=ActivityKind)
    title = forms.CharField(label=pgettext_lazy("activity", "Title"), max_length=80)
    day = DayField(label=pgettext_lazy("activity", "Day"))
    begins = _hour(pgettext_lazy("activity", "Begins"))
    ends = _hour(pgettext_lazy("activity", "Ends"))
    place = forms.CharField(label=pgettext_lazy("activity", "Place"), max_length=100)
    host = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Host unit"), widget=forms.Select(attrs={"data-search": ""})
    )
    seats = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=10000,
        required=False,
        help_text=_("People. Empty: room for all."),
    )
    text = TextField(label=_("What it is about"), rows=6, most=4000)
    public = forms.BooleanField(
        label=_("Shown on the public page"), required=False, initial=True,
        help_text=_("With time, place, results and pictures; without the names of those who came."),
    )  # fmt: skip
    open_to_all = forms.BooleanField(
        label=_("Open to every company"), required=False, initial=True,
        help_text=_("Otherwise only for the companies chosen below; these are invited."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(district=by.district, active=True)
        field: Any = self.fields["host"]
        field.queryset = units if by.role == Role.OFFICE else units.filter(pk=by.unit.pk if by.unit else 0)
        if by.unit:
            self.initial.setdefault("host", by.unit.pk)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("begins") and cleaned.get("ends") and cleaned["ends"] <= cleaned["begins"]:
            self.add_error("ends", gettext("It ends before it begins."))
        return cleaned

    def plan(self, target: Target) -> Plan:
        said = self.cleaned_data
        names = ("kind", "title", "place", "host", "text", "seats", "public", "open_to_all")
        return Plan(
            **{name: said[name] for name in names},
            starts_at=_instant(said["day"], said["begins"]),
            ends_at=_instant(said["day"], said["ends"]),
            target=target,
        )


def _instant(day: Any, hour: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def said_of(activity: Activity) -> dict[str, object]:
    starts, ends = timezone.localtime(activity.starts_at), timezone.localtime(activity.ends_at)
    names = ("version", "kind", "title", "place", "seats", "text", "public", "open_to_all")
    return {
        **{name: getattr(activity, name) for name in names},
        "host": activity.host_id, "day": starts.date(), "begins": starts.time(), "ends": ends.time(),
    }  # fmt: skip


class CompanyField(forms.CharField):
    """One company by number, credit code or whole name."""

    district: District

    def clean(self, value: Any) -> Enterprise | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = named_in(typed, self.district)
        if found.several:
            raise ValidationError(
                gettext("Several companies go by this name: give the number or the credit code.")
            )
        if not found.numbers:
            raise ValidationError(
                gettext("The register knows no such company: give its number, credit code or whole name.")
            )
        return Enterprise.objects.get(district=self.district, number=found.numbers[0])


class OnBehalfForm(forms.Form):
    company = CompanyField(
        label=_("Company"), max_length=100, help_text=_("Its number, credit code or whole name.")
    )
    people = forms.IntegerField(label=_("Number of people"), min_value=1, max_value=MOST, initial=1)
    name = forms.CharField(label=_("Who comes"), max_length=40, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company"].district = district  # type: ignore[attr-defined]


class RaisedForm(forms.Form):
    key = KeyField()
    text = TextField(label=_("What was raised"), rows=3, most=5000)
    company = CompanyField(
        label=_("Company"),
        max_length=100,
        required=False,
        help_text=_("Its number, credit code or whole name."),
    )
    raised_by = forms.CharField(label=_("Raised by"), max_length=60, required=False)

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company"].district = district  # type: ignore[attr-defined]


class ResultsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    results = TextField(label=_("Results"), rows=5, most=4000, required=False)


class PicturesForm(forms.Form):
    pictures = FilesField(label=_("Pictures"))


class ReasonForm(forms.Form):
    note = TextField(label=_("Why it is cancelled"), rows=3, most=500)


class ActivityFilter(FilterForm):
    conditions = {
        "kind": lambda kind, moment: Q(kind=kind),
        "stage": lambda stage, moment: Q(stage=stage),
        "host": lambda host, moment: Q(host=host),
        "since": lambda day, moment: Q(starts_at__gte=start_of_day(day)),
        "until": lambda day, moment: Q(starts_at__lt=end_of_day(day)),
    }
    kind = forms.ChoiceField(
        label=pgettext_lazy("activity", "Kind"), required=False, choices=[ANY, *ActivityKind.choices]
    )
    stage = forms.ChoiceField(
        label=pgettext_lazy("activity", "Stage"), required=False, choices=[ANY, *ActivityStage.choices]
    )
    host = forms.ChoiceField(
        label=_("Host unit"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )
    since = DayField(label=pgettext_lazy("period", "From"), required=False)
    until = DayField(label=pgettext_lazy("period", "Until"), required=False)

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        fields: Any = self.fields
        units = Unit.objects.filter(district=by.district, active=True)
        fields["host"].choices = [ANY, *((unit.pk, unit.short_name) for unit in units)]
