"""contact, plan, progress, give_opinion, wait, submit_answer, send_back, answer, and the extension's three."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.base import ConfirmForm, Facts, StepForm
from qifu.appeals.forms.fields import DayField, TextField
from qifu.appeals.forms.files import FilesField, limits
from qifu.appeals.page.verdicts import draft_of
from qifu.appeals.verbs.extending import latest_extension
from qifu.appeals.words import Claim, Way
from qifu.lib.workdays import due_date


class ContactForm(StepForm):
    way = forms.ChoiceField(
        label=pgettext_lazy("column", "Way"), choices=Way, widget=forms.RadioSelect, initial=Way.PHONE
    )
    whom = forms.CharField(label=_("Person spoken to"), max_length=40)
    note = TextField(label=_("What was said"), rows=4)


class PlanForm(StepForm):
    note = TextField(label=_("Measures"), rows=5, most=2000)
    promised_on = DayField(label=_("Promised date"), help_text=_("The enterprise sees this date."))


class ProgressForm(StepForm):
    note = TextField(label=_("Progress"), rows=4, most=2000)


class OpinionForm(StepForm):
    note = TextField(label=_("Opinion for the lead unit"), rows=5, most=2000)


class WaitForm(StepForm):
    note = TextField(
        label=_("What is missing"), help_text=_("The enterprise reads this: name each paper that is needed.")
    )


class SubmitAnswerForm(StepForm):
    claim = forms.ChoiceField(label=_("Unit's claim"), choices=Claim, widget=forms.RadioSelect)
    reply = TextField(
        label=_("Reply to the enterprise"),
        rows=8,
        most=5000,
        help_text=_("It goes to the enterprise word for word when the head has signed."),
    )
    files = FilesField(label=_("Evidence"))  # type: ignore[assignment] # a field, not the request\'s files
    note = TextField(label=_("Remark for the head"), rows=2)

    def prepare(self) -> None:
        self.fields["files"].help_text = gettext("Seen by officials only.") + " " + limits()
        if drafts := list(self.appeal.answers.all()):
            last = drafts[-1]
            if last.sent_at is None:  # sent back: the officer mends it instead of typing it anew
                self.initial = {**self.initial, "claim": last.claim, "reply": last.reply}


class SignForm(ConfirmForm):
    """answer and send_back: the draft is read before it is signed or sent back."""

    @property
    def facts(self) -> Facts:
        draft = draft_of(self.appeal)
        if draft is None:
            return []
        return [
            (_("Unit's claim"), draft.get_claim_display()),
            (_("Reply to the enterprise"), draft.reply),
            (_("Drafted by"), draft.drafted_by),
        ]


class AskExtensionForm(StepForm):
    until = DayField(label=_("New date"))
    note = TextField(label=pgettext_lazy("step", "Reason"))

    def prepare(self) -> None:
        if self.appeal.answer_due_at is None:
            return
        due, latest = due_date(self.appeal.answer_due_at), latest_extension(self.appeal)
        self.fields["until"].help_text = gettext(
            "The answer is due on %(due)s; at the latest %(latest)s."
        ) % {
            "due": due,
            "latest": latest,
        }
        self.fields["until"].widget.attrs |= {"min": due.isoformat(), "max": latest.isoformat()}


class RuleExtensionForm(ConfirmForm):
    """approve_extension and refuse_extension."""

    @property
    def facts(self) -> Facts:
        lead = self.appeal.lead
        if lead is None or self.appeal.answer_due_at is None:
            return []
        return [
            (_("Lead unit"), lead.unit),
            (_("Answer due"), due_date(self.appeal.answer_due_at)),
            (_("New date asked for"), lead.extension_until),
            (pgettext_lazy("step", "Reason"), lead.extension_reason),
        ]
