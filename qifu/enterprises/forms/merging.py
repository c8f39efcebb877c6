"""Which of two records is kept, and for each fact which of them says it better."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qifu.enterprises.merging import FACTS, codes_differ
from qifu.enterprises.models import Enterprise

KEPT, GIVEN_UP = "kept", "given_up"


class MergeForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("How it is known that both are one.")
    )
    codes_confirmed = forms.BooleanField(
        label=_("The credit codes differ; I have checked that both records are the same enterprise"),
        required=False,
    )

    def __init__(self, *args: Any, kept: Enterprise, given_up: Enterprise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.kept, self.given_up = kept, given_up
        for fact in self.differing:
            self.fields[fact] = forms.ChoiceField(
                label=Enterprise._meta.get_field(fact).verbose_name,  # type: ignore[union-attr]
                choices=[(KEPT, said(kept, fact)), (GIVEN_UP, said(given_up, fact))],
                initial=KEPT if getattr(kept, fact) not in (None, "") else GIVEN_UP,
                widget=forms.RadioSelect,
            )
        if not codes_differ(kept, given_up):
            del self.fields["codes_confirmed"]

    @property
    def differing(self) -> list[str]:
        return [fact for fact in FACTS if getattr(self.kept, fact) != getattr(self.given_up, fact)]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """A line of the table for each fact: the two radio buttons, or the value on which both agree."""
        return [
            {
                "label": Enterprise._meta.get_field(fact).verbose_name,  # type: ignore[union-attr]
                "options": list(self[fact]) if fact in self.fields else [],
                "value": said(self.kept, fact),
            }
            for fact in FACTS
        ]

    @property
    def taken(self) -> dict[str, bool]:
        return {fact: self.cleaned_data[fact] == GIVEN_UP for fact in self.differing}


def said(record: Enterprise, fact: str) -> str:
    value = getattr(record, fact)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "—" if value in (None, "") else str(value)
