"""The filters of the register of calls and of the figures. Each number of the figures opens the register with the same words."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import DayField
from qifu.appeals.lists.filters import ANY, FilterForm
from qifu.liaison.hotline.words import SPOKEN, CallOutcome
from qifu.lib.names import phone_key
from qifu.organisations.actors import Actor
from qifu.organisations.models import Post
from qifu.organisations.roles import Role

NOBODY = "none"


def answered(word: str) -> Q:
    return Q(answered_at__isnull=word == "no")


def within(said: str) -> Q:
    """“15” within so many seconds, “-15” not; only where the telephone system says how long it took."""
    seconds = int(said)
    return Q(wait_seconds__lte=seconds) if seconds >= 0 else Q(wait_seconds__gt=-seconds)


class PeriodFilter(FilterForm):
    conditions = {
        "since": lambda day, moment: Q(day__gte=day),
        "until": lambda day, moment: Q(day__lte=day),
        "operator": lambda operator, moment: Q(operator=None if operator == NOBODY else operator),
    }
    since = DayField(label=pgettext_lazy("period", "From"), required=False)
    until = DayField(label=pgettext_lazy("period", "Until"), required=False)
    operator = forms.ChoiceField(
        label=_("Operator"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        people = Post.objects.filter(district=by.district, role__in=(Role.OPERATOR, Role.OFFICE))
        names = dict(people.order_by("user__name", "user").values_list("user", "user__name"))
        self.fields["operator"].choices = [ANY, *names.items(), (NOBODY, pgettext_lazy("call", "Nobody"))]  # type: ignore[attr-defined]


class CallFilter(PeriodFilter):
    conditions = {
        **PeriodFilter.conditions,
        "outcome": lambda outcome, moment: (
            Q(outcome__in=SPOKEN) if outcome == "spoken" else Q(outcome=outcome)
        ),
        "phone": lambda phone, moment: Q(phone_key=phone),
        "enterprise": lambda number, moment: Q(enterprise__number=number),
        "hour": lambda hour, moment: Q(hour=hour),
        "answered": lambda word, moment: answered(word),
        "within": lambda said, moment: within(said),
        "entry": lambda entry, moment: Q(entry=entry),
    }
    folded = "phone answered"
    outcome = forms.ChoiceField(
        label=_("What it came to"),
        required=False,
        choices=[ANY, *CallOutcome.choices, ("spoken", pgettext_lazy("call", "Somebody was heard"))],
    )
    answered = forms.ChoiceField(
        label=pgettext_lazy("call", "Answered"),
        required=False,
        choices=[ANY, ("yes", pgettext_lazy("call", "Yes")), ("no", pgettext_lazy("call", "No"))],
    )
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=30)
    enterprise = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    hour = forms.IntegerField(required=False, min_value=0, max_value=23, widget=forms.HiddenInput)
    within = forms.RegexField(r"^-?\d{1,4}$", required=False, widget=forms.HiddenInput)
    entry = forms.IntegerField(required=False, min_value=1, max_value=2**31, widget=forms.HiddenInput)

    def clean_phone(self) -> str:
        return phone_key(self.cleaned_data["phone"])
