"""Contesting a part, ruling on it, and correcting what is frozen."""

import json
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import TextField
from qifu.appeals.forms.files import FilesField, limits
from qifu.appeals.forms.keys import KeyField
from qifu.assessment.contesting import every_case
from qifu.assessment.editions import Change
from qifu.assessment.indicators import Case
from qifu.assessment.models import Contest, Part
from qifu.assessment.scoring import Kind
from qifu.assessment.words import ChangeKind, Ruling
from qifu.organisations.models import District, Leader


class CasesField(forms.TypedMultipleChoiceField):
    """The cases of a part, unmet ones first; what is chosen comes back as it is stored."""

    def __init__(self, part: Part, **kwargs: Any) -> None:
        self.stored: dict[str, Case] = {json.dumps(case): case for case in every_case(part)}
        unmet = len(part.cases.get("unmet", []))
        choices = [(key, words(case, n < unmet)) for n, (key, case) in enumerate(self.stored.items())]
        super().__init__(
            choices=choices,
            coerce=lambda key: self.stored[key],
            required=False,
            widget=forms.SelectMultiple(attrs={"data-search": ""}),
            **kwargs,
        )


def words(case: Case, unmet: bool) -> str:
    said = case if isinstance(case, str) else case[0]
    missed = gettext("did not meet it")
    return f"{said} · {missed}" if unmet else said


class ContestForm(forms.Form):
    reason = TextField(label=_("What is wrong, and why"), rows=4)
    evidence = FilesField(label=_("Evidence"))
    key = KeyField()

    field_order = ("cases", "reason", "evidence")

    def __init__(self, data: Any = None, files: Any = None, *, part: Part) -> None:
        super().__init__(data, files)
        self.label_suffix = ""
        self.fields["evidence"].help_text = limits()
        if part.kind != Kind.HAND:
            self.fields["cases"] = CasesField(part, label=_("Which cases"))
        self.order_fields(self.field_order)


class ChangeForm(forms.Form):
    """What is counted differently. Of what is given by hand another value, else which cases how."""

    def __init__(self, data: Any = None, *, part: Part, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.label_suffix = ""
        self.part = part
        if part.kind == Kind.HAND:
            self.fields["value"] = forms.DecimalField(
                label=_("Value"), min_value=0, max_value=100, decimal_places=2, required=False
            )
        else:
            kinds = [ChangeKind.LEAVE_OUT, ChangeKind.COUNT_AS_MET][: 2 if part.kind == Kind.RATE else 1]
            self.fields["kind"] = forms.ChoiceField(
                label=_("What changes"), choices=[(kind.value, kind.label) for kind in kinds]
            )
            self.fields["cases"] = CasesField(part, label=_("Which cases"))

    @property
    def change(self) -> Change:
        said, part = self.cleaned_data, self.part
        value: Decimal | None = said.get("value")
        kind = said.get("kind", ChangeKind.VALUE)
        return Change(part.line.unit_id, part.name, kind, said.get("cases", ()), value)


class RulingForm(ChangeForm):
    ruling = forms.ChoiceField(
        label=pgettext_lazy("contest", "Ruling"), choices=Ruling.choices, widget=forms.RadioSelect
    )
    reason = TextField(label=_("Reason"))

    def __init__(self, data: Any = None, *, part: Part, contest: Contest) -> None:
        super().__init__(data, part=part, initial={"cases": [json.dumps(case) for case in contest.cases]})
        self.order_fields(("ruling", "kind", "cases", "value", "reason"))


class CorrectionForm(ChangeForm):
    reason = TextField(label=_("Why it is corrected"))
    leader = forms.ModelChoiceField(Leader.objects.none(), label=_("Approved by"))
    paper = forms.CharField(
        label=_("On what paper"),
        max_length=40,
        required=False,
        help_text=_("The number of the minutes or the instruction, if there is one."),
    )
    key = KeyField()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, part: Part, district: District) -> None:
        version = part.line.result.round.version
        super().__init__(data, part=part, initial={"version": version})
        leaders = Leader.objects.filter(district=district, active=True)
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]
        self.order_fields(("kind", "cases", "value", "reason", "leader", "paper"))

    @property
    def approved_by(self) -> str:
        said = self.cleaned_data
        return " ".join(filter(None, (str(said["leader"]), said["paper"])))
