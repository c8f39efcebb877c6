"""The forms of an order's life, and the filter of the orders' list. They check shape and never write."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import DayField, TextField
from qifu.appeals.lists.filters import ANY, LIGHTS, FilterForm
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit
from qifu.organisations.moment import Moment
from qifu.supervision.models.order import OrderQuerySet
from qifu.supervision.words import AWAITING, Cause, OrderStage


def _shows(light: str, moment: Moment) -> Q:
    """An order has a light while the unit's answer is awaited."""
    awaited = Q(stage__in=AWAITING)
    return ~awaited if light == "none" else awaited & moment.shows(light)


class OrderFilter(FilterForm):
    conditions = {
        "unit": lambda unit, moment: Q(unit=unit),
        "front": lambda front, moment: Q(unit__front=front),
        "stage": lambda stage, moment: ~Q(stage=OrderStage.CLOSED) if stage == "open" else Q(stage=stage),
        "light": _shows,
        "cause": lambda cause, moment: Q(cause=cause),
    }

    unit = forms.ChoiceField(
        label=pgettext_lazy("column", "Unit"),
        required=False,
        widget=forms.Select(attrs={"data-search": ""}),
    )
    front = forms.ChoiceField(label=pgettext_lazy("column", "Front"), required=False)
    stage = forms.ChoiceField(
        label=pgettext_lazy("column", "Stage"),
        choices=[ANY, ("open", pgettext_lazy("orders", "Not closed yet")), *OrderStage.choices],
        required=False,
    )
    light = forms.ChoiceField(label=pgettext_lazy("column", "Light"), choices=[ANY, *LIGHTS], required=False)
    cause = forms.ChoiceField(
        label=pgettext_lazy("column", "Cause"), choices=[ANY, *Cause.choices], required=False
    )

    def __init__(self, query: Any, by: Actor) -> None:
        super().__init__(query, by)
        units = list(Unit.objects.filter(district=by.district).select_related("front"))
        fronts = {unit.front.pk: unit.front.name for unit in units if unit.front}
        self.fields["unit"].choices = [ANY, *((unit.pk, unit.short_name) for unit in units)]  # type: ignore[attr-defined]
        self.fields["front"].choices = [ANY, *fronts.items()]  # type: ignore[attr-defined]

    def narrow(self, orders: OrderQuerySet, moment: Moment) -> OrderQuerySet:
        return orders.filter(self.condition(moment))


class AnswerForm(forms.Form):
    note = TextField(
        label=_("Answer"), rows=4, most=2000, help_text=_("Why it is late, and where it stands.")
    )
    measures = TextField(label=_("Measures"), rows=3, most=1000)
    promised_on = DayField(label=_("To be done by"))


class ReasonForm(forms.Form):
    note = TextField(label=_("Reason"), rows=3)


class FindingForm(forms.Form):
    note = TextField(label=_("What was found"), rows=3)


class RemarkForm(forms.Form):
    note = TextField(label=_("Remark"), rows=2, required=False)


FORMS: dict[str, Callable[..., forms.Form]] = {
    "answer": AnswerForm,
    "send_back": ReasonForm,
    "verify": FindingForm,
    "close": RemarkForm,
}
