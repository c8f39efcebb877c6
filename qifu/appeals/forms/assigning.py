"""assign, object, uphold, overrule, merge, split."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.catalogue import suggestion_for
from qifu.appeals.forms.base import Facts, StepForm
from qifu.appeals.forms.fields import TextField, UnitField, UnitsField
from qifu.appeals.models import Appeal
from qifu.appeals.page.consequences import AssignedClocks, clocks_on_assigning
from qifu.appeals.words import Complexity

PARTS = 5


class AssignForm(StepForm):
    body = "appeals/parts/assign_fields.html"

    lead = UnitField(label=_("Lead unit"))
    assist = UnitsField(label=_("Assisting units"))
    complexity = forms.ChoiceField(label=_("Complexity"), choices=Complexity, widget=forms.RadioSelect)
    requirement = TextField(label=_("Requirement"))

    def prepare(self) -> None:
        usual = self.appeal.category.complexity if self.appeal.category else self.appeal.complexity
        self.initial.setdefault("complexity", usual)
        if entry := suggestion_for(self.appeal.category):
            self.initial.setdefault("lead", entry.unit_id)
            self.fields["lead"].help_text = entry.why

    @property
    def clocks(self) -> list[AssignedClocks]:
        return clocks_on_assigning(self.appeal, timezone.now())


class ObjectForm(StepForm):
    note = TextField(
        label=_("Objection"),
        rows=4,
        help_text=_("Say by which rule the matter is not your unit's, and whose it is."),
    )


class RulingForm(StepForm):
    """uphold and overrule: the objection is read before it is ruled on."""

    note = TextField(label=_("Reason for the ruling"))

    @property
    def facts(self) -> Facts:
        lead = self.appeal.lead
        if lead is None:
            return []
        return [
            (_("Lead unit"), lead.unit),
            (_("Objection"), lead.objection),
            (
                _("Raised"),
                timezone.localtime(lead.objected_at).strftime("%Y-%m-%d %H:%M") if lead.objected_at else "",
            ),
        ]


class UpholdForm(RulingForm):
    rightful = UnitField(
        label=_("Whose duty it is"),
        help_text=_(
            "May stay empty. If you name the unit, it stands in the catalogue of duties from now on and is suggested "
            "when appeals of this category are assigned."
        ),
    )

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in super().given().items() if value is not None}


class MergeForm(StepForm):
    main = forms.CharField(
        label=_("Main appeal"),
        max_length=120,
        help_text=_("Its number, or words of its title."),
    )
    note = TextField(label=pgettext_lazy("step", "Reason"), rows=2)

    def prepare(self) -> None:
        self.fields["main"].widget.attrs["data-lookup"] = reverse("appeal-lookup")

    def clean_main(self) -> Appeal:
        number = self.cleaned_data["main"].split()[0]
        found = (
            Appeal.objects.visible_to(self.by).filter(district=self.appeal.district_id, number=number).first()
        )
        if found is None:
            raise ValidationError(
                gettext("There is no appeal with the number %(number)s.") % {"number": number}
            )
        return found  # type: ignore[no-any-return]


class SplitForm(StepForm):
    """Rows of a title and a text each; empty rows are passed over."""

    body: ClassVar[str] = "appeals/parts/split_fields.html"
    note = TextField(label=pgettext_lazy("step", "Reason"), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, PARTS + 1):
            label = gettext("Matter %(n)s") % {"n": n}
            self.fields[f"title_{n}"] = forms.CharField(label=label, max_length=100, required=False)
            self.fields[f"text_{n}"] = TextField(
                label=gettext("What happened"), rows=2, most=5000, required=False
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"title_{n}"], self[f"text_{n}"]) for n in range(1, PARTS + 1)]

    def clean(self) -> None:
        parts = []
        for n in range(1, PARTS + 1):
            title, text = self.cleaned_data.get(f"title_{n}", ""), self.cleaned_data.get(f"text_{n}", "")
            if text and not title:
                self.add_error(f"title_{n}", gettext("This matter needs a title."))
            elif title:
                parts.append((title, text or title))
        if not parts and not self.errors:
            self.add_error("title_1", gettext("Name at least one matter to split off."))
        self.cleaned_data["parts"] = parts

    def given(self) -> dict[str, Any]:
        return {"note": self.cleaned_data["note"], "parts": self.cleaned_data["parts"]}
