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
from qifu.enterprises.models import Enterprise
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


class LinkForm(forms.Form):
    leader = forms.ModelChoiceField(
        Leader.objects.none(), label=_("Linked leader"), required=False, empty_label=_("No leader")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("Needed to change or end a link, and beyond the most that a leader has."),
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders = Leader.objects.filter(district=by.district, active=True)
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]


class SuggestionForm(forms.Form):
    """One choice for each company, filled with what is suggested; empty leaves the company as it is."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        companies: list[Enterprise],
        given: Mapping[int, Leader],
        by: Actor,
    ) -> None:
        super().__init__(data)
        self.companies = companies
        leaders = {str(row.pk): row for row in Leader.objects.filter(district=by.district, active=True)}
        for company in companies:
            suggested = given.get(company.pk)
            self.fields[company.number] = forms.TypedChoiceField(
                label=company.name,
                required=False,
                choices=[("", "—"), *((pk, str(leader)) for pk, leader in leaders.items())],
                coerce=leaders.__getitem__,
                empty_value=None,
                initial=str(suggested.pk) if suggested else "",
            )

    def rows(self) -> list[tuple[Enterprise, forms.BoundField]]:
        return [(company, self[company.number]) for company in self.companies]

    def chosen(self) -> dict[Enterprise, Leader]:
        said = self.cleaned_data
        return {company: said[company.number] for company in self.companies if said.get(company.number)}


class LinkHistoryFilter(LeaderContactFilter):
    """Links that stood at some time within the days."""

    conditions = {
        "leader": lambda leader, moment: Q(leader=leader),
        "since": lambda day, moment: Q(until__gte=day) | Q(until=None),
        "until": lambda day, moment: Q(since__lte=day),
    }


class ContactRhythmForm(SettingsForm):
    class Meta:
        model = ContactRhythm
        fields = ("visit_months", "call_months", "least", "most", "source")
        widgets = {"source": forms.TextInput()}
        help_texts = {
            "visit_months": _("So many months after the last visit to a company the next one is due."),
            "call_months": _(
                "So many months after the last contact, a visit or any other, the next one is due."
            ),
            "least": _("A leader with fewer is marked on the page of links."),
            "most": _("More need a reason."),
            "source": _("The rule or decision that this number comes from."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("visit_months", "call_months"):
            if name in cleaned and not 1 <= cleaned[name] <= 24:
                self.add_error(name, gettext("Between 1 and 24 months."))
        if not 1 <= cleaned.get("least", 1) <= cleaned.get("most", 99):
            self.add_error("least", gettext("At least one, and not more than the most."))
        if self.changed_data and "source" not in self.changed_data:
            self.add_error("source", gettext("Another rhythm has another source: name it."))
        return cleaned
