"""What becomes of a finding, and the filter of the register of findings."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import CategoryField, DayField, TextField
from qifu.appeals.lists.filters import ANY, FilterForm
from qifu.liaison import sources
from qifu.liaison.words import Outcome
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit
from qifu.organisations.roles import Role


class RaiseForm(forms.Form):
    title = forms.CharField(
        label=pgettext_lazy("column", "Title"),
        max_length=100,
        required=False,
        help_text=_("May stay empty: then the first sentence is the title."),
    )
    wish = TextField(label=_("What you wish for"), rows=2, required=False)
    category = CategoryField(
        required=False,
        help_text=_("With a category it is accepted at once; without one it waits for review."),
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by.role in (Role.OFFICE, Role.OPERATOR) and by.district:
            self.fields["category"].choose_from(by.district)  # type: ignore[attr-defined]
        else:
            del self.fields["category"]


class SettleForm(forms.Form):
    category = CategoryField()
    how = TextField(
        label=_("How it was settled"),
        rows=4,
        most=5000,
        help_text=_("It is your unit's answer to the enterprise; the head signs it."),
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by.district:
            self.fields["category"].choose_from(by.district)  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    how = TextField(label=_("Why nothing follows"), rows=3, required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class FindingFilter(FilterForm):
    conditions = {
        "source": lambda name, moment: Q(source=name),
        "outcome": lambda outcome, moment: Q(outcome=outcome),
        "unit": lambda unit, moment: Q(unit=unit),
        "enterprise": lambda number, moment: Q(enterprise__number=number),
        "since": lambda day, moment: Q(day__gte=day),
        "until": lambda day, moment: Q(day__lte=day),
    }
    source = forms.ChoiceField(label=_("Found by way of"), required=False)
    outcome = forms.ChoiceField(label=_("What it became"), required=False, choices=[ANY, *Outcome.choices])
    unit = forms.ChoiceField(label=_("Unit"), required=False, widget=forms.Select(attrs={"data-search": ""}))
    since = DayField(label=pgettext_lazy("period", "From"), required=False)
    until = DayField(label=pgettext_lazy("period", "Until"), required=False)
    enterprise = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        units = Unit.objects.filter(district=by.district, active=True)
        self.fields["source"].choices = [ANY, *((kind.name, kind.label) for kind in sources.every())]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [ANY, *((unit.pk, unit.short_name) for unit in units)]  # type: ignore[attr-defined]
