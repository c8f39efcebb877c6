"""The desk: who calls, what they say, what they are answered. Which parts are needed depends on the button that was pressed."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.enterprise import NamesEnterprise
from qifu.appeals.forms.fields import CategoryField, TextField
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.models import Appeal
from qifu.appeals.titles import title_of
from qifu.liaison.hotline.models import Call, KnowledgeEntry
from qifu.liaison.hotline.taking import Said
from qifu.liaison.hotline.words import CallOutcome
from qifu.lib.names import phone_key
from qifu.organisations.actors import Actor

RAISING = (CallOutcome.REGISTERED, CallOutcome.TOLD)


class DeskForm(NamesEnterprise):
    """`outcome` None checks the shape of what is there and asks for nothing more."""

    key = KeyField(drafted=True)
    call = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    begun = forms.CharField(required=False, widget=forms.HiddenInput)
    enterprise = forms.CharField(
        label=_("Enterprise"),
        max_length=100,
        required=False,
        help_text=_(
            "Part of the name, code, telephone or contact; the whole name if the register does not know it."
        ),
    )
    caller_name = forms.CharField(label=_("Caller"), max_length=40, required=False)
    caller_phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    text = TextField(label=pgettext_lazy("call", "What was said"), rows=4, most=5000, required=False)
    title = forms.CharField(
        label=pgettext_lazy("column", "Title"),
        max_length=100,
        required=False,
        help_text=_("May stay empty: then the first sentence is the title."),
    )
    wish = forms.CharField(label=_("What you wish for"), max_length=1000, required=False)
    category = CategoryField(
        required=False,
        help_text=_("With a category it is accepted at once; without one it waits for review."),
    )
    entry = forms.IntegerField(label=_("Knowledge entry no."), required=False, min_value=1)
    reply = TextField(label=_("Reply to the enterprise"), rows=3, most=5000, required=False)
    about = forms.CharField(label=_("Asks after the appeal"), max_length=12, required=False)
    call_back_at = forms.DateTimeField(
        label=_("Call back at"),
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )

    def __init__(self, *args: Any, by: Actor, outcome: CallOutcome | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.outcome = by, outcome
        self.offer_enterprises()
        self.fields["enterprise"].widget.attrs["data-key"] = "F2"
        self.fields["text"].widget.attrs |= {
            "data-key": "F4",
            "data-suggest": reverse("knowledge-found"),
            "data-into": "knowledge",
        }
        self.fields["category"].widget.attrs["data-key"] = "F7"
        for name in ("entry", "begun", "call"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        if not self["call"].value():
            self.fields["begun"].widget.attrs["data-begun"] = ""
        if by.district:
            self.fields["category"].choose_from(by.district)  # type: ignore[attr-defined]

    def clean_caller_phone(self) -> str:
        phone: str = self.cleaned_data["caller_phone"].strip()
        if not phone and (
            external := self.cleaned_data.get("call")
        ):  # masked on the page, known to the register of calls
            known = Call.objects.filter(district=self.by.district, external_id=external).first()
            return known.phone if known else ""
        if phone and not 3 <= len(phone_key(phone)) <= 15:
            raise ValidationError(gettext("This is no telephone number."))
        return phone

    def clean_begun(self) -> datetime | None:
        """When the first key was pressed; the browser says it, so that it is only believed within limits."""
        try:
            begun = datetime.fromisoformat(self.cleaned_data["begun"].replace("Z", "+00:00"))
        except ValueError:
            return None
        return begun if begun.tzinfo else timezone.make_aware(begun)

    def clean_entry(self) -> KnowledgeEntry | None:
        number = self.cleaned_data["entry"]
        if number is None:
            return None
        found = (
            KnowledgeEntry.objects.visible_to(self.by).filter(pk=number).first() if number < 2**31 else None
        )
        if found is None:
            raise ValidationError(gettext("There is no knowledge entry with this number."))
        return found

    def clean_about(self) -> Appeal | None:
        number = self.cleaned_data["about"].strip()
        if not number:
            return None
        found: Appeal | None = Appeal.objects.visible_to(self.by).filter(number=number).first()
        if found is None:
            raise ValidationError(gettext("There is no appeal with this number."))
        return found

    def clean(self) -> None:
        said = self.cleaned_data
        said["title"] = said.get("title", "").strip() or title_of(said.get("text", ""))
        if self.outcome in RAISING:
            known = said.get("enterprise") or (said.get("caller_name") and said.get("caller_phone"))
            if not known and not {"enterprise", "caller_phone"} & set(self.errors):
                self.add_error(
                    "enterprise", gettext("Name the enterprise, or a contact with a telephone number.")
                )
            self._needs(gettext("Write down what was said."), "text")
        if self.outcome == CallOutcome.TOLD:
            self._needs(gettext("Needed when it is answered on the spot."), "category", "reply")
        if self.outcome == CallOutcome.QUESTION and not said.get("about") and "about" not in self.errors:
            self._needs(
                gettext("Write down what was asked, or name the appeal that was asked after."), "text"
            )

    def _needs(self, sentence: str, *names: str) -> None:
        for name in names:
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, sentence)

    @property
    def said(self) -> Said:
        given = self.cleaned_data
        same = ("caller_name", "text", "title", "wish", "category", "reply", "entry", "about", "call_back_at")
        return Said(
            phone=given["caller_phone"],
            enterprise=self.found_enterprise,
            enterprise_name="" if self.found_enterprise else given["enterprise"],
            **{name: given[name] for name in same},
        )
