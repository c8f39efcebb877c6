from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import DayField
from qifu.appeals.lists.filters import ANY, FilterForm
from qifu.lib.workdays import start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit
from qifu.supervision.words import Action


class StepFilter(FilterForm):
    conditions = {
        "unit": lambda unit, moment: Q(unit=unit),
        "action": lambda action, moment: Q(action=action),
        "day": lambda day, moment: Q(
            due_on__gte=start_of_day(day), due_on__lt=start_of_day(day + timedelta(days=1))
        ),
    }

    unit = forms.ChoiceField(
        label=pgettext_lazy("column", "Unit"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )
    action = forms.ChoiceField(
        label=pgettext_lazy("column", "Step"), choices=[ANY, *Action.choices], required=False
    )
    day = DayField(label=_("Due on"), required=False)

    def __init__(self, query: Any, by: Actor) -> None:
        super().__init__(query, by)
        units = Unit.objects.filter(district=by.district)
        self.fields["unit"].choices = [ANY, *((unit.pk, unit.short_name) for unit in units)]  # type: ignore[attr-defined]

    def narrow(self, steps: QuerySet[Any]) -> QuerySet[Any]:
        found = Q()
        for name, value in self.given.items():
            found &= self.conditions[name](value, None)  # type: ignore[arg-type] # a day and not a moment decides here
        return steps.filter(found)
