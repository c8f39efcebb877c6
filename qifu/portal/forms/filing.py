"""An appeal as a company writes it: one page, with an account or without one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.files import FilesField, limits
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.models import Category
from qifu.appeals.titles import LONGEST, title_of
from qifu.enterprises.models import Contact, Enterprise
from qifu.lib.credit_code import CreditCodeError, check
from qifu.lib.names import phone_key
from qifu.organisations.models import District
from qifu.portal.forms.words import say_plainly
from qifu.portal.matching import enterprise_of

WRONG_CODE = {
    "length": _("A unified social credit code has 18 characters; this one has %(length)s."),
    "characters": _(
        "A unified social credit code contains no “%(wrong)s”. Please look at the licence again."
    ),
    "check_digit": _(
        "This code cannot be right: at least one character is mistyped. Please compare it with the licence."
    ),
}


def telephone(text: str) -> str:
    if not 7 <= len(phone_key(text)) <= 15:
        raise ValidationError(
            gettext("Please give a mobile number, or a landline number with its area code.")
        )
    return text.strip()


class FilingForm(forms.Form):
    """What both kinds of visitors say; who they are is said by the two below."""

    draft: str
    field_order = ("key", "company", "credit_code")

    key = KeyField(drafted=True)
    name = forms.CharField(label=_("Your name"), max_length=40, help_text=_("Whom we may ask for."))
    phone = forms.CharField(
        label=_("Your telephone"),
        max_length=30,
        help_text=_("We answer at this number, and with it you can follow your appeal."),
    )
    text = forms.CharField(
        label=_("What happened"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Since when, where, whom you have asked already, what it costs you. Ordinary words will do."
        ),
    )
    wish = forms.CharField(
        label=_("What you wish for"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    title = forms.CharField(
        label=pgettext_lazy("portal", "Title"),
        max_length=LONGEST,
        required=False,
        help_text=_("May stay empty: then the first sentence of your text is the title."),
    )
    category = forms.ChoiceField(
        label=_("Field"), required=False, help_text=_("If you are not sure, leave it to us.")
    )
    files = FilesField(label=pgettext_lazy("portal", "Files"))  # type: ignore[assignment] # a form's own `files` are elsewhere
    consent = forms.BooleanField(
        label=_(
            "I agree that what I write here is passed to the units that handle it, and used for nothing else."
        ),
        error_messages={"required": _("Without your consent we may not pass it on. Please tick the box.")},
    )
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": -1})
    )

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.district = district
        say_plainly(self)
        self.fields["files"].help_text = limits()
        self.fields["category"].choices = self._category_choices  # type: ignore[attr-defined,unused-ignore]
        for field, hint in (("name", "name"), ("phone", "tel")):
            self.fields[field].widget.attrs["autocomplete"] = hint
        self.fields["phone"].widget.input_type = "tel"

    @cached_property
    def categories(self) -> dict[str, Category]:
        """The first level. Asked only when shown or chosen: a filing that names none costs no query for them."""
        rows = Category.objects.filter(district=self.district, parent=None, active=True)
        return {str(row.pk): row for row in rows}

    def _category_choices(self) -> list[tuple[str, str]]:
        return [("", gettext("Not sure")), *((pk, row.name) for pk, row in self.categories.items())]

    def clean_phone(self) -> str:
        return telephone(self.cleaned_data["phone"])

    def clean_website(self) -> None:
        if self.cleaned_data["website"]:
            raise ValidationError(
                gettext(
                    "The hidden field must stay empty: only programs fill it. Please empty it and send again."
                )
            )

    def clean_title(self) -> str:
        return self.cleaned_data["title"].strip() or title_of(self.cleaned_data.get("text", ""))

    def clean_category(self) -> Category | None:
        chosen = self.cleaned_data["category"]
        return self.categories[chosen] if chosen else None

    @property
    def enterprise(self) -> Enterprise | None:
        raise NotImplementedError


class StrangerFilingForm(FilingForm):
    draft = "file"

    company = forms.CharField(
        label=_("Company"),
        max_length=100,
        help_text=_("The full name on the licence; for a shop, the name on its sign."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    credit_code = forms.CharField(
        label=_("Unified social credit code"),
        max_length=30,
        required=False,
        help_text=_(
            "18 characters on the licence. May stay empty; with it we recognise your company for certain."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_credit_code(self) -> str:
        typed = self.cleaned_data["credit_code"]
        try:
            return check(typed) if typed else ""
        except CreditCodeError as error:
            raise ValidationError(str(WRONG_CODE[error.code]) % error.params) from error

    @property
    def enterprise(self) -> Enterprise | None:
        return enterprise_of(self.district, self.cleaned_data["company"], self.cleaned_data["credit_code"])


class ContactFilingForm(FilingForm):
    """Somebody who has signed in chooses among their own companies. A stranger's draft is not theirs to be given."""

    draft = "own"

    company = forms.ChoiceField(label=_("Company"))

    def __init__(self, *args: Any, contacts: Sequence[Contact], **kwargs: Any) -> None:
        first = contacts[0]
        kwargs["initial"] = {"name": first.name, "phone": first.phone, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.companies = {str(contact.enterprise_id): contact.enterprise for contact in contacts}
        self.fields["company"].choices = [(pk, row.name) for pk, row in self.companies.items()]  # type: ignore[attr-defined]

    @property
    def enterprise(self) -> Enterprise | None:
        return self.companies[self.cleaned_data["company"]]
