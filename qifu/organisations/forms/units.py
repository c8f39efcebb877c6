from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from qifu.organisations.forms.settings import SettingsForm
from qifu.organisations.models import District, Front, Leader, Unit


class DistrictForm(SettingsForm):
    class Meta:
        model = District
        fields = ("name", "hotline")


class UnitForm(SettingsForm):
    class Meta:
        model = Unit
        fields = ("kind", "name", "short_name", "front", "parent", "phone", "order", "active")
        help_texts = {
            "short_name": _("As it stands in lists and beside people's names."),
            "parent": _("Only for an office that sits in another unit."),
            "order": _("Smaller numbers stand first."),
            "active": _("A unit no longer in use keeps its appeals but is offered for no new ones."),
        }

    def clean_parent(self) -> Unit | None:
        parent: Unit | None = self.cleaned_data["parent"]
        above = parent
        while above is not None:
            if above.pk == self.instance.pk:
                raise ValidationError(_("A unit cannot sit in itself."))
            above = above.parent
        return parent


class MergeUnitsForm(forms.Form):
    into = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Unit that stays"), widget=forms.Select(attrs={"data-search": ""})
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For instance the document that ordered it."),
    )

    def __init__(self, data: QueryDict | None, unit: Unit) -> None:
        super().__init__(data)
        self.label_suffix = ""
        choice: Any = self.fields["into"]
        choice.queryset = Unit.objects.filter(district=unit.district_id, active=True).exclude(pk=unit.pk)
        choice.empty_label = _("Please choose")


class FrontForm(SettingsForm):
    class Meta:
        model = Front
        fields = ("name", "order")


class LeaderForm(SettingsForm):
    class Meta:
        model = Leader
        fields = ("name", "title", "front", "is_head", "order", "active")
        help_texts = {
            "front": _("The front that this leader is in charge of."),
            "is_head": _("Sees all appeals of the district."),
        }
