from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from qifu.notices import kinds, mail, sms
from qifu.notices.models import Preference


class PreferenceForm(forms.ModelForm[Preference]):
    """Asks only for what this installation can send."""

    kinds_off = forms.MultipleChoiceField(
        label=_("Kinds of which nothing is sent to me"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They are shown under Notices all the same."),
    )

    class Meta:
        model = Preference
        fields = ("mailing", "sms", "quiet_from", "quiet_to", "kinds_off")
        widgets = {
            "mailing": forms.RadioSelect,
            "quiet_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "quiet_to": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = {
            "quiet_from": _("What falls into the quiet hours is sent at their end."),
            "quiet_to": _("It may be on the next day."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kinds_off"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = kinds.choices()
        if not mail.is_set_up():
            del self.fields["mailing"]
        if not sms.is_set_up():
            del self.fields["sms"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begin, end = cleaned.get("quiet_from"), cleaned.get("quiet_to")
        if (begin is None) != (end is None) and not self.errors:
            raise ValidationError(_("Quiet hours need both: from when and until when. Or leave both empty."))
        if begin is not None and begin == end:
            raise ValidationError(_("Quiet hours that end when they begin would be none, or all day."))
        return cleaned
