"""follow_up, inspect, redo, reopen, list, progress_listed, keep_listed, review_listed."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.asking import asked_listing
from qifu.appeals.forms.base import Facts, StepForm
from qifu.appeals.forms.fields import DayField, LeaderField, TextField, YesNoField
from qifu.appeals.forms.files import FilesField, limits
from qifu.appeals.monthly import oldest_owed
from qifu.appeals.words import Satisfaction, Way

VERDICT = ("reply_satisfaction", "solution_satisfaction", "solved")


def grade(label: object) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,  # type: ignore[arg-type]
        choices=Satisfaction,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )


class FollowUpForm(StepForm):
    """An attempt without an answer is on record too, but says nothing about satisfaction."""

    body = "appeals/parts/follow_up_fields.html"

    way = forms.ChoiceField(
        label=pgettext_lazy("column", "Way"), choices=Way, widget=forms.RadioSelect, initial=Way.PHONE
    )
    reached = YesNoField(_("Reached"), _("Nobody answered"), label=_("Result of the attempt"))
    reply_satisfaction = grade(_("Satisfaction with the reply"))
    solution_satisfaction = grade(_("Satisfaction with the solution"))
    solved = YesNoField(
        pgettext_lazy("verdict", "Solved"),
        pgettext_lazy("verdict", "Not solved"),
        label=_("Is the problem solved?"),
    )
    try_again_at = forms.DateTimeField(
        label=_("Try again at"),
        help_text=_("Empty: after as many working days as the rule of following up says."),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )
    note = TextField(label=_("Remark"))

    def clean(self) -> None:
        if self.cleaned_data.get("reached"):
            self.cleaned_data["try_again_at"] = None
            for name in VERDICT:
                if self.cleaned_data.get(name) is None and name not in self.errors:
                    self.add_error(name, gettext("The enterprise was reached: record what it said."))
        else:
            self.cleaned_data |= dict.fromkeys(VERDICT)


class CallForm(FollowUpForm):
    """At the desk: `seen` is how many calls were on record when the page was made, `then` the row to go to afterwards."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    then = forms.CharField(widget=forms.HiddenInput, max_length=12)

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in super().given().items() if name not in ("seen", "then")}


class InspectForm(StepForm):
    solved = YesNoField(
        pgettext_lazy("verdict", "Solved"),
        pgettext_lazy("verdict", "Not solved"),
        label=_("Is the problem solved, as you found it?"),
    )
    note = TextField(label=_("What you looked at and found"), rows=4)


class ReasonForm(StepForm):
    """redo, reopen and whatever else needs a reason alone."""

    note = TextField(label=pgettext_lazy("step", "Reason"), rows=4)


class ListForm(StepForm):
    plan = TextField(label=pgettext_lazy("column", "Plan"), rows=5, most=2000)
    leader = LeaderField(label=_("Leader responsible"))
    review_on = DayField(label=_("Review date"))

    def prepare(self) -> None:
        """What the unit has asked for is the draft of the decision."""
        lead = self.appeal.lead
        if lead and self.appeal.listing_asked:
            self.initial = {"plan": lead.listing_plan, "review_on": lead.listing_review_on, **self.initial}

    @property
    def facts(self) -> Facts:
        return asked_listing(self)


class ProgressListedForm(StepForm):
    note = TextField(label=_("Progress"), rows=4, most=2000)
    files = FilesField(label=_("Files"))  # type: ignore[assignment] # a field, not the request's files

    def prepare(self) -> None:
        self.fields["files"].help_text = limits()

    @property
    def facts(self) -> Facts:
        month = oldest_owed(self.appeal, timezone.now())
        return [(pgettext_lazy("column", "Month"), f"{month:%Y-%m}")] if month else []


class KeepListedForm(StepForm):
    """The plan is changed only where another one is written."""

    note = TextField(label=_("Result of the review"), rows=4)
    plan = TextField(label=_("New plan, if it changes"), rows=4, most=2000)
    review_on = DayField(label=_("Next review date"))


class ReviewListedForm(StepForm):
    note = TextField(label=_("Result of the review"), rows=4)
