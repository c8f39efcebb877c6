"""Urging, ordering, instructing: what a person fills."""

from django import forms
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import TextField
from qifu.appeals.forms.keys import KeyField


class UrgeForm(forms.Form):
    reason = TextField(
        label=_("Reason"), rows=3, most=500, help_text=_("Officer and head of the lead unit read it.")
    )


class OrderForm(forms.Form):
    key = KeyField()
    reason = TextField(label=_("Reason"), rows=3, most=1000)
    requirement = TextField(label=_("Requirement"), rows=3)
    answer_days = forms.IntegerField(
        label=_("Working days to answer"),
        min_value=1,
        max_value=30,
        required=False,
        help_text=_("Empty: as the rules say."),
    )


class InstructForm(forms.Form):
    key = KeyField()
    text = TextField(label=_("Instruction"), rows=2, most=500)
    with_order = forms.BooleanField(label=_("Issue a supervision order as well"), required=False)
