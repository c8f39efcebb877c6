"""What is written down at a stop. The same shapes for a page without JavaScript and for what a telephone sends later."""

from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.files import Incoming
from qifu.appeals.forms.fields import CategoryField, TextField
from qifu.appeals.forms.files import FilesField, FilesInput
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.words import Way
from qifu.liaison.forms.fields import OneFileField
from qifu.liaison.words import Outcome
from qifu.lib.png import NotDrawn, is_even
from qifu.organisations.actors import Actor
from qifu.organisations.models import District
from qifu.organisations.roles import Role

LONGEST_OFFLINE = timedelta(days=14)
EARLY = timedelta(minutes=10)  # a telephone's clock may be fast
PICTURES = frozenset({"png", "jpeg", "gif", "webp", "heic"})


class WhenField(forms.CharField):
    """When it was written on the telephone. Nobody types it, so what cannot be true is passed over: it is now, then."""

    def __init__(self) -> None:
        super().__init__(required=False, label="", widget=forms.HiddenInput)

    def clean(self, value: object) -> datetime:
        now = timezone.now()
        try:
            said = parse_datetime(str(value))
        except ValueError:
            return now
        if said is None or said.tzinfo is None or not now - LONGEST_OFFLINE <= said <= now + EARLY:
            return now
        return min(said, now)


class StopForm(forms.Form):
    """`person` is whose telephone it was: what one wrote is never taken under another one's name."""

    key = KeyField()
    when = WhenField()
    person = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, by: Actor, district: District) -> None:
        person = by.user.pk if by.user else None
        super().__init__(data, files, initial={"person": person}, auto_id=f"id_{self.verb}_%s")
        self.label_suffix, self.by, self.district = "", by, district

    verb = ""


class DegreesField(forms.CharField):
    def __init__(self, most: int) -> None:
        super().__init__(required=False, label="", widget=forms.HiddenInput)
        self.most = most

    def clean(self, value: object) -> Decimal | None:
        try:
            degrees = Decimal(str(value))
        except InvalidOperation:
            return None
        return degrees if degrees.is_finite() and abs(degrees) <= self.most else None


class CheckInForm(StopForm):
    verb = "check-in"
    latitude, longitude = DegreesField(90), DegreesField(180)


class NoteForm(StopForm):
    verb = "note"
    text = TextField(label=pgettext_lazy("visit", "Note"), rows=3, most=2000)


class PicturesField(FilesField):
    def clean(self, data: Any, initial: object = None) -> list[Incoming]:
        found = super().clean(data, initial)
        for file in found:
            if file.upload.kind not in PICTURES:
                raise ValidationError(gettext("“%(name)s” is no picture.") % {"name": file.name})
        return found


class PicturesForm(StopForm):
    verb = "pictures"
    pictures = PicturesField(
        label=pgettext_lazy("visit", "Pictures"),
        widget=FilesInput(attrs={"multiple": True, "accept": "image/*"}),
        required=True,
    )


class SignatureForm(StopForm):
    verb = "sign"
    name = forms.CharField(label=_("Visited person"), max_length=40)
    signature = OneFileField(label=_("Signature"), widget=forms.FileInput(attrs={"accept": "image/png"}))

    def clean_signature(self) -> Incoming:
        signature: Incoming | None = self.cleaned_data["signature"]
        empty = gettext("Nothing is drawn: the visited person signs in the box, then store it.")
        if signature is None:
            raise ValidationError(empty)
        signature.content.seek(0)
        try:
            if is_even(signature.content.read()):
                raise ValidationError(empty)
        except NotDrawn as error:
            raise ValidationError(
                gettext("This is no signature drawn on the screen: let it be drawn again.")
            ) from error
        return signature


class FindingForm(StopForm):
    verb = "finding"
    text = TextField(label=pgettext_lazy("visit", "What was found"), rows=3, most=5000)
    outcome = forms.ChoiceField(
        label=_("What becomes of it"), widget=forms.RadioSelect, initial=Outcome.APPEAL, choices=()
    )
    category = CategoryField(required=False)
    how = TextField(label=_("How it was settled, or why nothing follows"), rows=2, most=5000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choose_from(self.district)  # type: ignore[attr-defined]
        self.fields["category"].required = False
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (Outcome.APPEAL, _("Make it an appeal")),
            *(
                [(Outcome.SETTLED, _("Settled on the spot"))]
                if self.by.role in (Role.OFFICER, Role.HEAD)
                else []
            ),
            (Outcome.NOTED, pgettext_lazy("finding", "Just note it")),
            (Outcome.OPEN, _("Decide later")),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("outcome") == Outcome.SETTLED:
            if not said.get("how"):
                self.add_error("how", gettext("Write down how it was settled."))
            if not said.get("category"):
                self.add_error("category", gettext("Choose the category of what was settled on the spot."))
        return said


class FinishForm(StopForm):
    verb = "finish"


class SkipForm(StopForm):
    verb = "skip"
    reason = forms.CharField(label=pgettext_lazy("stop", "Why it is left out"), max_length=200)


class FeedbackForm(forms.Form):
    key = KeyField()
    way = forms.ChoiceField(
        label=pgettext_lazy("feedback", "How"), choices=Way, widget=forms.RadioSelect, initial=Way.PHONE
    )
    to = forms.CharField(label=pgettext_lazy("feedback", "To whom"), max_length=40)
    said = TextField(label=pgettext_lazy("feedback", "What was told"), rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


FORMS: dict[str, type[StopForm]] = {
    form.verb: form
    for form in (CheckInForm, NoteForm, PicturesForm, SignatureForm, FindingForm, FinishForm, SkipForm)
}
