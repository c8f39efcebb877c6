"""The shapes of a run, its columns, and what is said of a difference."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import DayField, TextField, UnitField
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.lists.filters import ANY, LIGHTS, FilterForm
from qifu.liaison.forms.fields import OneFileField
from qifu.liaison.reconciliation.words import EVERY, ClearingStage, DifferenceKind
from qifu.lib.credit_code import LENGTH, normalise
from qifu.lib.reconciling import Columns
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Post, Unit, User
from qifu.organisations.moment import Moment
from qifu.organisations.roles import Role

KINDS = "xlsx csv"


class ListFileField(OneFileField):
    def __init__(self, label: Any) -> None:
        widget = forms.FileInput(attrs={"accept": ".xlsx,.csv"})
        super().__init__(label=label, help_text=_("xlsx, or csv in UTF-8 or GB18030."), widget=widget)

    def clean(self, data: Any, initial: object = None) -> Any:
        found = super().clean(data, initial)
        if found is None:
            raise ValidationError(gettext("Choose the file of this list."))
        if not found.name.lower().endswith(tuple(f".{kind}" for kind in KINDS.split())):
            raise ValidationError(gettext("A list is an xlsx or a csv file."))
        return found


class RunForm(forms.Form):
    purpose = forms.CharField(
        label=_("Purpose"), max_length=100, help_text=_("What is laid side by side, and for which time.")
    )
    left_name = forms.CharField(
        label=_("The left list"),
        max_length=60,
        help_text=_("Department and content: “Land registry: property transfers”."),
    )
    left = ListFileField(_("File of the left list"))
    right_name = forms.CharField(
        label=_("The right list"),
        max_length=60,
        help_text=_("Department and content: “Tax bureau: deed tax”."),
    )
    right = ListFileField(_("File of the right list"))
    tolerance = forms.DecimalField(
        label=_("Amounts may differ by"),
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=2,
        initial=Decimal(0),
        help_text=_("In the unit of the lists. What differs by no more agrees."),
    )
    again = forms.BooleanField(
        label=_("Lay them side by side again, although the same two files have been before"), required=False
    )
    key = KeyField()

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.label_suffix = ""


class ColumnsForm(forms.Form):
    """Of one list; named after the side."""

    def __init__(self, data: Any, *, side: str, headings: Sequence[str], chosen: Mapping[str, str]) -> None:
        super().__init__(data, prefix=side)
        self.label_suffix = ""
        labels = {
            "code": _("Credit code"),
            "name": _("Name of the company"),
            "amount": pgettext_lazy("reconciliation", "Amount"),
            "day": pgettext_lazy("reconciliation", "Date"),
        }
        for key, label in labels.items():
            self.fields[key] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[ANY, *((heading, heading) for heading in headings)],
                initial=chosen.get(key, ""),
            )

    def clean(self) -> None:
        taken: set[str] = set()
        for key, heading in list(self.cleaned_data.items()):
            if heading and heading in taken:
                self.add_error(key, _("This heading is taken for another column already."))
            taken.add(heading)

    @property
    def columns(self) -> Columns:
        return Columns(**self.cleaned_data)


def _named(text: str, moment: Moment) -> Q:
    code = normalise(text)
    if len(code) == LENGTH:
        return Q(code=code)
    return Q(left_name__icontains=text) | Q(right_name__icontains=text)


class DifferenceFilter(FilterForm):
    conditions = {
        "text": _named,
        "kind": lambda kind, moment: Q() if kind == EVERY else Q(kind=kind),
        "stage": lambda stage, moment: Q(stage=stage),
        "unit": lambda unit, moment: Q(unit=None) if unit == "none" else Q(unit=unit),
        "light": lambda light, moment: (
            Q(due_at=None) if light == "none" else Q(stage=ClearingStage.OPEN) & moment.shows(light)
        ),
    }

    text = forms.CharField(
        label=_("Name or credit code"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"data-page-search": "", "type": "search"}),
    )
    kind = forms.ChoiceField(  # chosen by the tabs
        choices=[ANY, (EVERY, ""), *DifferenceKind.choices], required=False, widget=forms.HiddenInput
    )
    stage = forms.ChoiceField(
        label=pgettext_lazy("difference", "Stage"),
        choices=[ANY, *((value, label) for value, label in ClearingStage.choices if value)],
        required=False,
    )
    unit = forms.ChoiceField(
        label=_("Owner unit"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )
    light = forms.ChoiceField(label=pgettext_lazy("column", "Light"), choices=[ANY, *LIGHTS], required=False)

    def __init__(self, query: Any, by: Actor) -> None:
        super().__init__(query, by)
        units = Unit.objects.filter(district=by.district).values_list("pk", "short_name")
        self.fields["unit"].choices = [ANY, ("none", _("Nobody yet")), *units]  # type: ignore[attr-defined]

    def condition(self, moment: Moment) -> Q:
        """Without a kind: what does not agree. That it agrees is looked up, and said by the tab."""
        found = super().condition(moment)
        return found if "kind" in self.given else found & ~Q(kind=DifferenceKind.MATCHED)


class AssignForm(forms.Form):
    unit = UnitField(label=_("Owner unit"))
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Officer"),
        required=False,
        empty_label="—",
        help_text=_("One of the unit's people; left open, the unit decides."),
    )
    due_on = DayField(label=_("To be cleared by"))

    def __init__(self, data: Any, *, district: District) -> None:
        super().__init__(data)
        self.label_suffix = ""
        self.fields["unit"].choose_from(district)  # type: ignore[attr-defined]
        posts = Post.objects.filter(district=district, active=True, role__in=(Role.OFFICER, Role.HEAD))
        people = User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("name")
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> None:
        unit, owner = self.cleaned_data.get("unit"), self.cleaned_data.get("owner")
        if unit and owner and not Post.objects.filter(user=owner, unit=unit, active=True).exists():
            self.add_error("owner", _("This person has no post at that unit."))


class ClearForm(forms.Form):
    note = TextField(label=_("What it comes from, and what was done"), rows=4, most=2000)

    def __init__(self, data: Any = None, *, needed: bool = True) -> None:
        super().__init__(data)
        self.label_suffix = ""
        self.fields["note"].required = needed
