"""What a company can do with its appeal, and what each step asks of it. Which are open is the workflow's to say."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.files import FilesField, limits
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.words import Satisfaction
from qifu.portal.forms.words import say_plainly

YES_NO = [("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))]


class StepForm(forms.Form):
    key = KeyField(drafted=True)
    note = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class MaterialForm(StepForm):
    files = FilesField(label=pgettext_lazy("portal", "Files"))  # type: ignore[assignment] # a form's own `files` are elsewhere

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["files"].help_text = limits()


class RateForm(StepForm):
    reply_satisfaction = forms.TypedChoiceField(
        label=_("Are you satisfied with the reply?"),
        choices=Satisfaction.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    solution_satisfaction = forms.TypedChoiceField(
        label=_("Are you satisfied with how the matter was solved?"),
        choices=Satisfaction.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    solved = forms.TypedChoiceField(
        label=_("Is your problem solved?"),
        choices=YES_NO,
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("key", "reply_satisfaction", "solution_satisfaction", "solved", "note")


@dataclass(frozen=True)
class Ask:
    """One step as it is put to the company: what it is for, what to write, what the button says."""

    form: type[StepForm]
    title: Promise
    note: Promise
    help: Promise
    done: Promise
    button: Promise
    tone: str = "primary"
    first: bool = False  # shown open, above what can wait


ASKS: dict[str, Ask] = {
    "resume": Ask(
        MaterialForm,
        _("Send what was asked for"),
        _("What you send or have to say"),
        _("With it the handling goes on and the unit's time runs again."),
        _("Sent. The unit is handling it again."),
        _("Send"),
        first=True,
    ),
    "follow_up": Ask(
        RateForm,
        _("Did it help?"),
        _("Anything to add (may stay empty)"),
        _("The reply and the solution are judged apart. The unit cannot change what you say here."),
        _("Thank you. Your judgement is on record."),
        _("Send my judgement"),
        first=True,
    ),
    "ask_review": Ask(
        StepForm,
        _("Ask for a review"),
        _("Why it should be accepted"),
        _("The office looks at it once more. This can be asked for once."),
        _("The office will look at it once more."),
        _("Ask for a review"),
        first=True,
    ),
    "supplement": Ask(
        MaterialForm,
        _("Add something"),
        _("What you want to add"),
        _("It goes to the unit that handles your appeal."),
        _("Added."),
        pgettext_lazy("portal", "Add"),
    ),
    "reopen": Ask(
        StepForm,
        _("Have it reopened"),
        _("What is still not right"),
        _("The unit that handled it gets it back, with a new time to answer."),
        _("Reopened. The unit has it again."),
        _("Reopen"),
    ),
    "withdraw": Ask(
        StepForm,
        _("Withdraw the appeal"),
        _("Why you withdraw it"),
        _("Nobody works on it any more then. It cannot be undone; you can file anew at any time."),
        _("Withdrawn."),
        _("Withdraw"),
        "danger",
    ),
}


def blank(verb: str) -> StepForm:
    return _named(verb, ASKS[verb].form(auto_id=f"{verb}_%s"))


def filled(verb: str, data: Mapping[str, str], files: Mapping[str, object]) -> StepForm:
    return _named(verb, ASKS[verb].form(data, files, auto_id=f"{verb}_%s"))  # type: ignore[arg-type]


def _named(verb: str, form: StepForm) -> StepForm:
    form.fields["note"].label = str(ASKS[verb].note)
    say_plainly(form)
    return form
