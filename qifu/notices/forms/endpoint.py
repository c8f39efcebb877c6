from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.notices import kinds, posting
from qifu.notices.models import Endpoint, EndpointMedium
from qifu.notices.unsent import Unsent
from qifu.organisations.forms.settings import SettingsForm


class EndpointForm(SettingsForm):
    """The secret is never shown again: an empty box leaves it as it is."""

    url = forms.URLField(
        label=pgettext_lazy("endpoint", "Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_("As the robot's settings show it, with its key."),
    )
    secret = forms.CharField(
        label=_("Secret"),
        required=False,
        max_length=200,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "With which messages are signed: the “secret” of a DingTalk or Feishu robot, for signed JSON one of your own. "
            "It is not shown again; leave this empty to keep it."
        ),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of notices"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all of them."),
    )

    class Meta:
        model = Endpoint
        fields = ("name", "medium", "url", "secret", "unit", "language", "kinds", "active")
        help_texts = {"unit": _("Then only what people of this unit are told.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_secret = self.instance.secret
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = kinds.choices()

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise ValidationError(_("An address begins with https:// and carries no name and password."))
        try:
            with suppress(
                OSError, UnicodeError
            ):  # not known here and now; it is judged again at each sending
                posting.public_address(parts.hostname, parts.port or 443)
        except Unsent as refused:
            raise ValidationError(str(refused)) from refused
        return url

    def clean_secret(self) -> str:
        return str(self.cleaned_data["secret"] or self.kept_secret)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("medium") == EndpointMedium.JSON and not cleaned.get("secret"):
            self.add_error("secret", _("Signed JSON needs a secret: both sides use it to sign and to check."))
        return cleaned
