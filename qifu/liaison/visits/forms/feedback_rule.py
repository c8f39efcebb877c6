from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qifu.liaison.visits.models import FeedbackRule
from qifu.organisations.forms.settings import SettingsForm


class FeedbackRuleForm(SettingsForm):
    class Meta:
        model = FeedbackRule
        fields = ("days", "source")
        widgets = {"source": forms.TextInput()}
        help_texts = {
            "days": _("Calendar days after the visit. What is owed already keeps its date."),
            "source": _("The rule or decision that the number of days comes from."),
        }

    def clean_days(self) -> int:
        days: int = self.cleaned_data["days"]
        if not 1 <= days <= 90:
            raise forms.ValidationError(gettext("Between 1 and 90 days."))
        return days

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "days" in self.changed_data and "source" not in self.changed_data:
            self.add_error("source", gettext("Another number of days has another source: name it."))
        return cleaned
