"""A leader's contact with a linked company, and the filter of the register of contacts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import DayField, TextField
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.lists.filters import ANY, FilterForm
from qifu.appeals.words import Way
from qifu.liaison.models import ContactRhythm
from qifu.organisations.actors import Actor
from qifu.organisations.forms.settings import SettingsForm
from qifu.organisations.models import Leader


class LeaderContactForm(forms.Form):
    key = KeyField()
    day = DayField(label=_("Day"))
    way = forms.ChoiceField(
        label=pgettext_lazy("column", "Way"), choices=Way, widget=forms.RadioSelect, initial=Way.PHONE
    )
    said = TextField(label=_("What was said"), rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", timezone.localdate())
        self.fields["day"].widget.attrs["max"] = timezone.localdate().isoformat()


class LeaderContactFilter(FilterForm):
    conditions = {
        "leader": lambda leader, moment: Q(leader=leader),
        "since": lambda day, moment: Q(day__gte=day),
        "until": lambda day, moment: Q(day__lte=day),
    }
    leader = forms.ChoiceField(
        label=_("Leader"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )
    since = DayField(label=pgettext_lazy("period", "From"), required=False)
    until = DayField(label=pgettext_lazy("period", "Until"), required=False)

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        leaders = Leader.objects.filter(district=by.district)
        self.fields["leader"].choices = [ANY, *((leader.pk, str(leader)) for leader in leaders)]  # type: ignore[attr-defined]


class ContactRhythmForm(SettingsForm):
    class Meta:
        model = ContactRhythm
        fields = ("months", "source")
        widgets = {"source": forms.TextInput()}
        help_texts = {
            "months": _("So many months after the last contact with a company the next one is due."),
            "source": _("The rule or decision that this number comes from."),
        }

    def clean_months(self) -> int:
        months: int = self.cleaned_data["months"]
        if not 1 <= months <= 24:
            raise forms.ValidationError(gettext("Between 1 and 24 months."))
        return months

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "months" in self.changed_data and "source" not in self.changed_data:
            self.add_error("source", gettext("Another rhythm has another source: name it."))
        return cleaned
