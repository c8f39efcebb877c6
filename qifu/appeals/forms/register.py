"""An appeal that an official takes down: at the hotline, on a visit, from a letter, from a unit's own research."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.enterprise import NamesEnterprise
from qifu.appeals.forms.fields import CategoryField, TextField
from qifu.appeals.forms.files import FilesField, limits
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.titles import title_of
from qifu.appeals.words import Channel
from qifu.appeals.workflow import TRANSITIONS
from qifu.lib.names import phone_key
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role

USUAL_CHANNEL = {
    Role.OPERATOR: Channel.HOTLINE,
    Role.OFFICE: Channel.LETTER,
    Role.OFFICER: Channel.VISIT,
    Role.HEAD: Channel.VISIT,
    Role.LEADER: Channel.LEADER,
}


class RegisterForm(NamesEnterprise):
    key = KeyField(drafted=True)
    enterprise = forms.CharField(
        label=_("Enterprise"),
        max_length=100,
        required=False,
        help_text=_(
            "Name, code, telephone or contact. Type the name in full if the register does not know it."
        ),
    )
    caller_name = forms.CharField(label=pgettext_lazy("column", "Contact"), max_length=40, required=False)
    caller_phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=[choice for choice in Channel.choices if choice[0] not in (Channel.PORTAL, Channel.IMPORT)],
    )
    text = TextField(label=_("What happened"), rows=7, most=5000)
    title = forms.CharField(
        label=pgettext_lazy("column", "Title"),
        max_length=100,
        required=False,
        help_text=_("May stay empty: then the first sentence is the title."),
    )
    wish = TextField(label=_("What you wish for"), rows=2, required=False)
    files = FilesField(label=_("Files"))  # type: ignore[assignment] # a field, not the request\'s files
    self_found = forms.BooleanField(
        label=_("Found by our own research"),
        required=False,
        help_text=_(
            "Your unit handles it itself, and it is counted among those that units found and solved."
        ),
    )
    category = CategoryField(
        required=False,
        help_text=_("With a category it is accepted at once; without one it waits for review."),
    )
    tell = forms.BooleanField(
        label=_("Answered on the spot"),
        required=False,
        help_text=_("It is closed at once and counted among those answered by telling."),
    )
    reply = TextField(label=_("Reply to the enterprise"), rows=4, most=5000, required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["files"].help_text = limits()
        self.offer_enterprises()
        if by.role in USUAL_CHANNEL:
            self.initial.setdefault("channel", USUAL_CHANNEL[Role(by.role)])
        for name in self._closed_to(by.role):
            del self.fields[name]
        if by.district and "category" in self.fields:
            self.fields["category"].choose_from(by.district)  # type: ignore[attr-defined]

    @staticmethod
    def _closed_to(role: Role | None) -> set[str]:
        """Who may accept, tell and take up stands in the workflow's table."""
        closed = {"category"} if role not in TRANSITIONS["accept"].by else set()
        if role not in TRANSITIONS["tell"].by:
            closed |= {"tell", "reply"}
        return closed | ({"self_found"} if role not in TRANSITIONS["take_up"].by else set())

    def clean_caller_phone(self) -> str:
        phone: str = self.cleaned_data["caller_phone"].strip()
        if phone and not 7 <= len(phone_key(phone)) <= 15:
            raise ValidationError(gettext("Give a mobile number, or a landline number with its area code."))
        return phone

    def clean(self) -> None:
        said = self.cleaned_data
        known = said.get("enterprise") or (said.get("caller_name") and said.get("caller_phone"))
        if not known and not {"enterprise", "caller_phone"} & set(self.errors):
            self.add_error(
                "enterprise", gettext("Name the enterprise, or a contact with a telephone number.")
            )
        said["title"] = said.get("title", "").strip() or title_of(said.get("text", ""))
        if said.get("tell"):
            for name in ("category", "reply"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, gettext("Needed when it is answered on the spot."))
