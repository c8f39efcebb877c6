"""A letter as it is written, and the forms at a company's door."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import CHOOSE, DayField, TextField
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.lists.filters import ANY, FilterForm
from qifu.enterprises.forms.register import PLACES
from qifu.liaison.letters.coverage import NOBODY
from qifu.liaison.letters.merging import check_text
from qifu.liaison.letters.models import Letter
from qifu.liaison.letters.sharing import carriers
from qifu.liaison.letters.words import DeliveryState
from qifu.organisations.actors import Actor
from qifu.organisations.models import Post, Unit, User
from qifu.organisations.refusals import Refused

LEFT = "left"


class LetterForm(forms.Form):
    key = KeyField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Heading of the letter"), max_length=80)
    text = TextField(
        label=_("Text of the letter"),
        rows=16,
        most=8000,
        help_text=_("Each line is a paragraph. The fields beside may stand in it, in braces."),
    )
    dated_on = DayField(label=_("Date of the letter"))
    due_on = DayField(label=_("To be delivered by"))

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        try:
            check_text(self.cleaned_data.get("title", ""), text)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("dated_on"), cleaned.get("due_on")
        if first and last and last < first:
            self.add_error("due_on", gettext("The day lies before the letter's own date."))
        return cleaned


class DoorForm(forms.Form):
    """What was said at the door; both may stay empty."""

    key = KeyField(drafted=True)
    said = TextField(label=_("What they said"), rows=2, most=2000, required=False)
    need = TextField(
        label=_("What they need"),
        rows=3,
        most=5000,
        required=False,
        help_text=_(
            "It goes on record with its origin; you decide at once or later whether it becomes an appeal."
        ),
    )


class MovedForm(forms.Form):
    address = forms.CharField(label=_("New address"), max_length=150, required=False)
    note = forms.CharField(label=_("What you found there"), max_length=300, required=False)


class DropForm(forms.Form):
    note = forms.CharField(label=_("Why it cannot be delivered"), max_length=300)


class GiveForm(forms.Form):
    officer = forms.ModelChoiceField(
        Post.objects.none(),
        label=_("Give the chosen ones to"),
        required=False,
        empty_label=CHOOSE,
        widget=forms.Select(attrs={"data-search": ""}),
    )

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["officer"]
        field.queryset = carriers(letter)
        field.label_from_instance = lambda post: f"{post.unit.short_name} {post.user.name}"


def _of(name: str) -> Any:
    return lambda value, moment: Q(**{f"{name}__isnull": True}) if value == NOBODY else Q(**{name: value})


class DeliveryFilter(FilterForm):
    conditions = {
        "state": lambda state, moment: ~Q(state=DeliveryState.DELIVERED) if state == LEFT else Q(state=state),
        "street": _of("street"),
        "officer": _of("officer"),
        "said": lambda yes, moment: ~Q(said=""),
    }
    state = forms.ChoiceField(
        label=pgettext_lazy("column", "State"),
        required=False,
        choices=[ANY, (LEFT, _("Not delivered")), *DeliveryState.choices],
    )
    street = forms.ChoiceField(label=pgettext_lazy("column", "Street"), required=False)
    officer = forms.ChoiceField(
        label=_("Delivered by"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )
    said = forms.BooleanField(label=_("They said something"), required=False)

    def __init__(self, query: Mapping[str, Any], by: Actor, letter: Letter) -> None:
        super().__init__(query, by)
        streets = Unit.objects.filter(district=letter.district_id, kind__in=PLACES)
        officers = User.objects.filter(pk__in=letter.deliveries.order_by().values("officer"))
        fields: Any = self.fields
        fields["street"].choices = [
            ANY,
            *((row.pk, row.short_name) for row in streets),
            (NOBODY, _("No street")),
        ]
        fields["officer"].choices = [
            ANY,
            *((row.pk, row.name) for row in officers),
            (NOBODY, _("Nobody yet")),
        ]
