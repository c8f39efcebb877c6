"""What many appeals are told at once. Which of it a button needs stands with the button (lists/bulk.py)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qifu.appeals.forms.fields import CategoryField, OfDistrict, UnitField
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.lists.bulk import ACTIONS, MOST
from qifu.appeals.needs import NAMES
from qifu.appeals.words import Complexity
from qifu.organisations.models import District


class BulkForm(forms.Form):
    action = forms.ChoiceField(choices=[(name, a.label) for name, a in ACTIONS.items()])
    chosen = forms.TypedMultipleChoiceField(coerce=int, required=False)
    category = CategoryField(required=False)
    lead = UnitField(label=gettext_lazy("Lead unit"), required=False)
    complexity = forms.ChoiceField(
        label=gettext_lazy("Complexity"),
        choices=[("", gettext_lazy("As usual for the category")), *Complexity.choices],
        required=False,
    )
    note = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)
    key = KeyField()

    def __init__(self, data: Mapping[str, Any] | None, district: District) -> None:
        super().__init__(data)
        self.label_suffix = ""
        for field in self.fields.values():
            if isinstance(field, OfDistrict):
                field.choose_from(district)
        self.fields["lead"].empty_label = gettext_lazy("As the catalogue of duties says")  # type: ignore[attr-defined]
        ticked = data.getlist("chosen") if data and hasattr(data, "getlist") else []
        self.fields["chosen"].choices = [(pk, pk) for pk in ticked if pk.isdigit()]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if action := ACTIONS.get(self.cleaned_data.get("action", "")):
            for name in action.needs:
                if not self.cleaned_data.get(name) and name not in self.errors:
                    said = {"step": action.label, "what": NAMES[name]}
                    self.add_error(name, _("“%(step)s” needs %(what)s.") % said)
        chosen = self.cleaned_data.get("chosen")
        if not chosen and "chosen" not in self.errors:
            self.add_error(None, _("No row is ticked: tick the appeals that it is for."))
        elif chosen and len(chosen) > MOST:
            self.add_error(None, _("At most %(most)s appeals at once.") % {"most": MOST})

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("category", "lead", "complexity", "note")}
