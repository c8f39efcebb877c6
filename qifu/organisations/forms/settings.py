"""What all forms of the settings pages share, and the search above their lists."""

import hashlib
import json
from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations import log
from qifu.organisations.actors import Actor


def digest_of(row: Model) -> str:
    return hashlib.sha256(json.dumps(log.facts(row)).encode()).hexdigest()[:20]


def say_nothing_chosen(field: forms.ChoiceField) -> None:
    """In words instead of Django's row of dashes."""
    nothing = _("Please choose") if field.required else _("None")
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = str(nothing) if field.empty_label is not None else None
        return
    choices: Any = field.choices
    field.choices = [(value, label if value else nothing) for value, label in choices]


class SettingsForm(forms.ModelForm[Any]):
    """A row of the actor's district.

    `opened` remembers what the row was when the page was opened, so that nobody writes over a change unseen.
    """

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.now = digest_of(self.instance) if self.instance.pk else ""
        self.fields["opened"].initial = self.now
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                self.narrow(field)
            if isinstance(field, forms.ChoiceField):
                say_nothing_chosen(field)

    def narrow(self, field: "forms.ModelChoiceField[Any]") -> None:
        """Units, fronts and the like are chosen from one's own district; a long choice can be searched."""
        assert field.queryset is not None  # noqa: S101 - asked by the caller
        names = {column.name for column in field.queryset.model._meta.concrete_fields}
        if "district" in names:
            field.queryset = field.queryset.filter(district=self.actor.district)
        if isinstance(field.widget, forms.Select):
            field.widget.attrs["data-search"] = ""

    def _get_validation_exclusions(self) -> Collection[str]:
        """`district` stands in no form, but a name must be unique within it."""
        return set(super()._get_validation_exclusions()) - {"district"}  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opened = cleaned.pop("opened", "")
        if opened and opened != self.now:
            data = QueryDict(mutable=True)
            data.update(self.data)
            data[self.add_prefix("opened")] = self.now
            self.data = data
            raise ValidationError(
                _(
                    "Somebody else changed this while you had it open. See the history below; "
                    "if what you typed shall stand, save again."
                )
            )
        return cleaned


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "data-page-search": ""}),
    )
    state = forms.ChoiceField(
        label=pgettext_lazy("setting", "State"),
        required=False,
        choices=[("", _("All")), ("active", _("In use")), ("inactive", _("No longer in use"))],
    )

    def __init__(self, *args: Any, states: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not states:
            del self.fields["state"]

    def value(self, name: str) -> str:
        return str(self.cleaned_data.get(name, "")) if self.is_valid() else ""
