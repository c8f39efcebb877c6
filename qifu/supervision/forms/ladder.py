"""The rules of the ladder as a form: one row a step, empty where the ladder has ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.supervision.models import Ladder
from qifu.supervision.rules import LIMITS, days_of
from qifu.supervision.words import Action


def _number(label: Any, help_text: Any = "", *, least: int = 1, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=least, max_value=250, required=required
    )


class LadderForm(forms.Form):
    urge = _number(Action.URGE.label, least=0, required=False)
    order = _number(Action.ORDER.label, least=0, required=False)
    escalate = _number(Action.ESCALATE.label, least=0, required=False)
    hand_over = _number(Action.HAND_OVER.label, least=0, required=False)
    order_days = _number(_("Working days to answer an order"))
    unhappy_limit = _number(_("Unhappy follow-ups in a row that raise an order"))
    redo_limit = _number(_("Redos after which the next raises an order"))
    refusal_limit = _number(_("Units without a lead that raise an order"))
    source = forms.CharField(
        label=pgettext_lazy("rule", "Source"),
        max_length=200,
        help_text=_("The rule or decision that these numbers come from."),
    )

    @classmethod
    def showing(cls, ladder: Ladder | None) -> "LadderForm":
        if ladder is None:
            return cls()
        days = {action.value: late for action, late in days_of(ladder).items()}
        limits = {name: getattr(ladder, name) for name in LIMITS}
        return cls(initial={**days, **limits, "source": ladder.source})

    @property
    def days(self) -> dict[Action, int | None]:
        return {action: self.cleaned_data[action.value] for action in Action}

    @property
    def limits(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in LIMITS}

    @property
    def climbing(self) -> list[forms.BoundField]:
        return [self[action.value] for action in Action]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in (*LIMITS, "source")]
