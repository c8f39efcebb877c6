from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import YesNoField
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.lists.filters import FilterForm
from qifu.liaison.hotline.words import CallBackState


class CallBackFilter(FilterForm):
    conditions = {"state": lambda state, moment: Q(state=state)}
    state = forms.ChoiceField(
        label=pgettext_lazy("call-back", "State"), required=False, choices=CallBackState.choices
    )


class TryForm(forms.Form):
    key = KeyField()
    reached = YesNoField(
        pgettext_lazy("call-back", "Reached"),
        pgettext_lazy("call-back", "Nobody answered"),
        label=_("What the try came to"),
    )
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False)
