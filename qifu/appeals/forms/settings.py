"""The settings of this app: aspects, categories, how many working days each clock runs, the rule of following up."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qifu.appeals.catalogue import in_force
from qifu.appeals.models import Aspect, CatalogueEntry, Category, ClockRule, FollowUpRule
from qifu.appeals.words import ClockKind
from qifu.organisations.forms.settings import SettingsForm

LENGTHS = (2, 4, 6)


class AspectForm(SettingsForm):
    class Meta:
        model = Aspect
        fields = ("name", "order")
        help_texts = {"order": _("Smaller numbers stand first.")}


class CategoryForm(SettingsForm):
    """What stands above a category follows from its code, which therefore never changes."""

    class Meta:
        model = Category
        fields = ("code", "name", "aspect", "complexity", "active")
        help_texts = {
            "code": _("Two figures for each level: 03, 0301, 030102. The code says what it stands below."),
            "complexity": _("Offered when an appeal of this category is assigned."),
            "active": _("A category no longer in use keeps its appeals but is offered for no new ones."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = self.instance.pk is not None

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip()
        if not code.isdecimal() or len(code) not in LENGTHS:
            raise ValidationError(gettext("The code has two, four or six figures."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if code := cleaned.get("code"):
            self.instance.parent = self._above(code)
        if (
            not cleaned.get("active")
            and self.instance.pk
            and self.instance.children.filter(active=True).exists()
        ):
            self.add_error(
                "active", gettext("Categories below it are still in use: take those out of use first.")
            )
        return cleaned

    def _above(self, code: str) -> Category | None:
        if len(code) == LENGTHS[0]:
            return None
        above = Category.objects.filter(district=self.actor.district, code=code[:-2]).first()
        if above is None:
            self.add_error(
                "code", gettext("There is no category %(code)s to stand below.") % {"code": code[:-2]}
            )
        elif not above.active and not self.instance.pk:
            self.add_error("code", gettext("%(category)s is no longer in use.") % {"category": above})
        return above


class CatalogueEntryForm(SettingsForm):
    """What is in force is never changed: saving ends it and writes the new one below."""

    ends = forms.BooleanField(
        label=_("No longer holds"),
        required=False,
        help_text=_("The entry ends, and nobody is suggested for this category."),
    )

    class Meta:
        model = CatalogueEntry
        fields = ("category", "unit", "reason")
        widgets = {"reason": forms.TextInput()}
        help_texts = {
            "category": _("At any level: it holds for what lies below and has no entry of its own."),
            "reason": _("The rule or decision that says so."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["ends"]
        self.fields["category"].disabled = self.instance.pk is not None

    def narrow(self, field: "forms.ModelChoiceField[Any]") -> None:
        super().narrow(field)
        field.queryset = field.queryset.filter(active=True)  # type: ignore[union-attr]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.instance.ended_at = timezone.now() if cleaned.get("ends") else None
        if self.instance.pk is None and in_force(self.actor.district.pk).filter(  # type: ignore[union-attr]
            category=cleaned.get("category")
        ):
            self.add_error("category", gettext("This category has an entry already: change that one."))
        if self.has_changed() and self.instance.pk and "reason" not in self.changed_data:
            self.add_error("reason", gettext("Another unit, or none, has another reason: name it."))
        return cleaned


class ClockRuleForm(SettingsForm):
    class Meta:
        model = ClockRule
        fields = ("working_days", "source")
        widgets = {"source": forms.TextInput()}
        help_texts = {
            "working_days": _(
                "Empty: there is no such clock. Clocks that run already keep their dates. "
                "Reopening counts calendar days."
            ),
            "source": _("The rule or decision that this number comes from."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "working_days" in self.changed_data and "source" not in self.changed_data:
            self.add_error("source", gettext("Another number has another source: name it."))
        if cleaned.get("working_days") is None and self.instance.clock == ClockKind.FOLLOW_UP:
            self.add_error(
                "working_days", gettext("Without this clock no answer would come onto the call-back list.")
            )
        return cleaned


class FollowUpRuleForm(SettingsForm):
    class Meta:
        model = FollowUpRule
        fields = ("days_tried", "retry_days", "link_days", "source")
        widgets = {"source": forms.TextInput()}
        help_texts = {
            "days_tried": _(
                "Several calls on one day are one day. Then the office may close without having heard it."
            ),
            "retry_days": _("Where the caller names no time. 0: the same day again."),
            "link_days": _("Counted from the sending of the link. A new answer ends it at once."),
            "source": _("The rule or decision that these numbers come from."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.has_changed() and "source" not in self.changed_data:
            self.add_error("source", gettext("Another number has another source: name it."))
        return cleaned
