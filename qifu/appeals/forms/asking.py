"""ask_listing, refuse_listing, and the exclusion's four."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.base import ConfirmForm, Facts, StepForm
from qifu.appeals.forms.fields import CHOOSE, DayField, TextField
from qifu.appeals.forms.files import FilesField, limits
from qifu.appeals.models import Exclusion
from qifu.appeals.words import ExclusionGround


class AskListingForm(StepForm):
    plan = TextField(
        label=pgettext_lazy("column", "Plan"),
        rows=5,
        most=2000,
        help_text=_("Step by step, with dates: what will be done until it is solved."),
    )
    review_on = DayField(label=_("Review date"))
    note = TextField(label=_("Why it cannot be solved within its time"))


class RefuseListingForm(StepForm):
    note = TextField(label=pgettext_lazy("step", "Reason"))

    @property
    def facts(self) -> Facts:
        return asked_listing(self)


def asked_listing(form: StepForm) -> Facts:
    """What the unit asked for, to be read before one decides."""
    lead = form.appeal.lead
    if lead is None or not form.appeal.listing_asked:
        return []
    return [
        (_("Asked for by"), lead.unit),
        (pgettext_lazy("step", "Reason"), lead.listing_reason),
    ]


class AskExclusionForm(StepForm):
    ground = forms.ChoiceField(
        label=_("Ground"), choices=[("", CHOOSE), *ExclusionGround.choices], widget=forms.Select
    )
    note = TextField(
        label=_("What the evidence shows"),
        rows=5,
        most=2000,
        help_text=_(
            "The appeal is handled all the same; only the rates leave it out. The enterprise is not told."
        ),
    )
    files = FilesField(label=_("Evidence"))  # type: ignore[assignment] # a field, not the request's files

    def prepare(self) -> None:
        self.fields["files"].help_text = gettext("Seen by officials only.") + " " + limits()


def asked_exclusion(form: StepForm) -> Facts:
    asked = Exclusion.objects.filter(appeal=form.appeal).select_related("unit").first()
    if asked is None:
        return []
    return [
        (_("Asked for by"), asked.unit),
        (pgettext_lazy("column", "Asked"), timezone.localtime(asked.asked_at).strftime("%Y-%m-%d %H:%M")),
        (_("Ground"), asked.get_ground_display()),
        (_("What the evidence shows"), asked.reason),
    ]


class ApproveExclusionForm(ConfirmForm):
    @property
    def facts(self) -> Facts:
        return asked_exclusion(self)


class RuleExclusionForm(StepForm):
    """refuse_exclusion and revoke_exclusion."""

    note = TextField(label=pgettext_lazy("step", "Reason"))

    @property
    def facts(self) -> Facts:
        return asked_exclusion(self)
