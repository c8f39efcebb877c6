"""The shape of a programme; what it may say is the verb's to judge."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import DayField
from qifu.liaison.institutions import OFFERED
from qifu.liaison.models import Programme
from qifu.organisations.forms.settings import SettingsForm
from qifu.organisations.models import Leader, Unit


class ProgrammeForm(SettingsForm):
    begins_on = DayField(label=_("Begins"))
    ends_on = DayField(label=_("Ends"))
    institutions = forms.TypedMultipleChoiceField(
        label=_("Institutions switched on"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(institution.number, institution.name) for institution in OFFERED],
        help_text=_("Those which the software carries so far."),
    )

    class Meta:
        model = Programme
        fields = (
            "title",
            "document_number",
            "year",
            "begins_on",
            "ends_on",
            "report_day",
            "office",
            "aims",
            "aspects",
            "head",
            "deputies",
            "members",
        )
        widgets = {
            "aims": forms.Textarea(attrs={"rows": 6}),
            "aspects": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "document_number": _("For example 青办发〔2026〕11号."),
            "report_day": _("Of the following month; a day off moves to the next working day."),
            "office": _("The unit in which the programme office is seated is shown with it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if self.instance.pk:
            numbers = self.instance.institutions.values_list("number", flat=True)
            self.fields["institutions"].initial = list(numbers)

    def narrow(self, field: "forms.ModelChoiceField[Any]") -> None:
        """Leaders and units in use; one that the programme names already stays."""
        super().narrow(field)
        if field.queryset is not None and field.queryset.model in (Leader, Unit):
            kept = self.leaders if field.queryset.model is Leader else {self.instance.office_id}
            field.queryset = field.queryset.filter(Q(active=True) | Q(pk__in=kept))

    @cached_property
    def leaders(self) -> set[int | None]:
        if not self.instance.pk:
            return set()
        parts = (self.instance.deputies, self.instance.members)
        return {self.instance.head_id, *(leader.pk for part in parts for leader in part.all())}

    @property
    def lists(self) -> dict[str, Any]:
        """What the verb takes beside the row itself."""
        return {
            name: list(self.cleaned_data[name]) for name in ("aspects", "deputies", "members", "institutions")
        }
