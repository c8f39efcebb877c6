"""accept, take_up, tell, decline."""

from django import forms
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.base import StepForm
from qifu.appeals.forms.fields import CHOOSE, CategoryField, TextField
from qifu.appeals.words import DeclineGround


class CategoryForm(StepForm):
    """accept and take_up."""

    category = CategoryField()
    note = TextField(label=_("Remark"), rows=2)

    def prepare(self) -> None:
        self.initial.setdefault("category", self.appeal.category_id)


class TellForm(StepForm):
    category = CategoryField()
    reply = TextField(label=_("Reply to the enterprise"), rows=5, most=5000)

    def prepare(self) -> None:
        self.initial.setdefault("category", self.appeal.category_id)


class DeclineForm(StepForm):
    ground = forms.ChoiceField(
        label=_("Ground"), choices=[("", CHOOSE), *DeclineGround.choices], widget=forms.Select
    )
    note = TextField(
        label=_("Explanation to the enterprise"),
        rows=4,
        help_text=_("The enterprise reads this sentence: say why, and where it can turn to."),
    )
