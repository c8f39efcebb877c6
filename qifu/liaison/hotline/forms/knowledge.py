from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import DayField
from qifu.appeals.lists.filters import ANY, FilterForm
from qifu.liaison.hotline.models import KnowledgeEntry
from qifu.organisations.actors import Actor
from qifu.organisations.forms.settings import SettingsForm, digest_of
from qifu.organisations.models import Unit
from qifu.organisations.roles import Role


class KnowledgeForm(SettingsForm):
    valid_until = DayField(
        label=_("Valid until"), required=False, help_text=_("After it the entry is not offered any more.")
    )
    review_on = DayField(label=_("To be reviewed on"), required=False)

    class Meta:
        model = KnowledgeEntry
        fields = ("question", "answer", "basis", "unit", "valid_until", "review_on", "active")
        widgets = {"answer": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "question": _("As callers ask it: it is found by these words."),
            "answer": _("As it is read out, and as it stands in the reply."),
            "basis": _("The rule or document that it rests on."),
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if self.instance.pk:  # a call that was answered with it meanwhile is no change
            uses, self.instance.uses = self.instance.uses, 0
            self.now = digest_of(self.instance)
            self.instance.uses = uses
            self.fields["opened"].initial = self.now
        if actor.role == Role.HEAD:
            field = self.fields["unit"]
            field.queryset = Unit.objects.filter(pk=actor.unit.pk if actor.unit else 0)  # type: ignore[attr-defined]
            field.initial = actor.unit


def _state(word: str, moment: Any) -> Q:
    today = timezone.localdate()
    good = Q(active=True) & (Q(valid_until=None) | Q(valid_until__gte=today))
    return {
        "offered": good,
        "expired": Q(active=True, valid_until__lt=today),
        "review": Q(active=True, review_on__lte=today),
        "unused": Q(active=False),
    }[word]


class KnowledgeFilter(FilterForm):
    conditions = {
        "unit": lambda unit, moment: Q(unit=unit),
        "state": _state,
    }
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "data-page-search": ""}),
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False, widget=forms.Select(attrs={"data-search": ""}))
    state = forms.ChoiceField(
        label=pgettext_lazy("knowledge", "State"),
        required=False,
        choices=[
            ANY,
            ("offered", pgettext_lazy("knowledge", "Offered")),
            ("expired", pgettext_lazy("knowledge", "Expired")),
            ("review", pgettext_lazy("knowledge", "Review due")),
            ("unused", _("No longer in use")),
        ],
    )

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        units = Unit.objects.filter(district=by.district, active=True)
        self.fields["unit"].choices = [ANY, *((unit.pk, unit.short_name) for unit in units)]  # type: ignore[attr-defined]
