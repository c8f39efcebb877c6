"""A questionnaire, and one of its questions by its kind."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import DayField, TextField
from qifu.appeals.forms.keys import KeyField
from qifu.liaison.questionnaires.checking import Said
from qifu.liaison.questionnaires.models import Question, Questionnaire
from qifu.liaison.questionnaires.words import Kind, Op
from qifu.lib.questions import IS

TEXT, CELLS, LEVELS = 100, 20, 10
OF_KIND = {
    Kind.NUMBER: ("low", "high"),
    Kind.ONE: ("options",),
    Kind.SEVERAL: ("options",),
    Kind.SCALE: ("levels", "low_words", "high_words"),
    Kind.TABLE: ("lines", "columns", "number_columns"),
}
EVERY = ("text", "help", "required")


class QuestionnaireForm(forms.Form):
    key = KeyField()
    title = forms.CharField(label=pgettext_lazy("questionnaire", "Title"), max_length=80)
    intro = TextField(
        label=_("What the company reads first"),
        rows=4,
        most=2000,
        required=False,
        help_text=_("Who asks, what for, and what becomes of the answers."),
    )
    closes_on = DayField(
        label=_("Closing day"), required=False, help_text=_("The last day on which it can be answered.")
    )
    remind_days = forms.IntegerField(
        label=_("Remind by itself, days before the close"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=_("Once, and only those who have not answered. Empty: never."),
    )

    def __init__(self, *args: Any, questionnaire: Questionnaire | None = None, **kwargs: Any) -> None:
        names = ("title", "intro", "closes_on", "remind_days")
        initial = (
            {name: getattr(questionnaire, name) for name in names} if questionnaire else {"remind_days": 3}
        )
        super().__init__(*args, **{**kwargs, "initial": initial})

    @property
    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class LinesField(forms.CharField):
    """One a line; empty lines and repetitions do not count."""

    def __init__(self, most: int = 40, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), max_length=5000, **kwargs)
        self.most = most

    def clean(self, value: Any) -> list[str]:
        lines = list(
            dict.fromkeys(line.strip() for line in super().clean(value).splitlines() if line.strip())
        )
        if len(lines) > self.most:
            raise forms.ValidationError(gettext("At most %(most)s lines.") % {"most": self.most})
        if long := next((line for line in lines if len(line) > TEXT), None):
            raise forms.ValidationError(
                gettext("“%(line)s…” is longer than %(most)s characters.") % {"line": long[:20], "most": TEXT}
            )
        return lines


class QuestionForm(forms.Form):
    """Shows what its kind needs; a condition only where an earlier question can carry one."""

    key = KeyField()
    text = forms.CharField(label=_("Question"), max_length=300)
    help = forms.CharField(
        label=_("Help"), max_length=300, required=False, help_text=_("Stands below the question.")
    )
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    options = LinesField(label=_("Options"), help_text=_("One a line."))
    low = forms.DecimalField(label=_("Least"), required=False, max_digits=18, decimal_places=4)
    high = forms.DecimalField(label=_("Most"), required=False, max_digits=18, decimal_places=4)
    levels = forms.IntegerField(label=_("From 1 to"), min_value=2, max_value=LEVELS, initial=5)
    low_words = forms.CharField(label=_("What 1 means"), max_length=30, required=False)
    high_words = forms.CharField(label=_("What the highest means"), max_length=30, required=False)
    lines = LinesField(most=CELLS, label=pgettext_lazy("table", "Rows"), help_text=_("One a line."))
    columns = LinesField(most=CELLS, label=_("Columns of texts"), required=False, help_text=_("One a line."))
    number_columns = LinesField(
        most=CELLS, label=_("Columns of numbers"), required=False, help_text=_("One a line.")
    )
    when = forms.MultipleChoiceField(
        label=_("Shown only with these answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("To one earlier question; any of them will do. None: always shown."),
    )
    when_number = forms.ChoiceField(label=_("Shown only by this number"), required=False)
    when_op = forms.ChoiceField(label=pgettext_lazy("condition", "which"), choices=Op, required=False)
    when_value = forms.DecimalField(label=pgettext_lazy("condition", "this value"), required=False)

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        earlier: Sequence[Question],
        question: Question | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{**kwargs, "initial": _initial(question, earlier)})
        self.kind, self.earlier = kind, earlier
        choices = [(place, each) for place, each in enumerate(earlier, start=1) if each.has_choices]
        numbers = [(place, each) for place, each in enumerate(earlier, start=1) if each.has_numbers]
        kept = ["key", *EVERY, *OF_KIND.get(kind, ())]
        kept += ["when"] * bool(choices) + ["when_number", "when_op", "when_value"] * bool(numbers)
        for name in set(self.fields) - set(kept):
            del self.fields[name]
        if choices:
            _choices(self, "when").choices = [
                (f"{each.key}:{n}", f"{place}. {option}")
                for place, each in choices
                for n, option in enumerate(each.options)
            ]
        if numbers:
            always = ("", gettext("Always shown"))
            _choices(self, "when_number").choices = [
                always,
                *((each.key, f"{place}. {each}") for place, each in numbers),
            ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        keys = {each.partition(":")[0] for each in said.get("when", ())}
        if len(keys) > 1:
            self.add_error(
                "when", gettext("These answers belong to several questions: a condition hangs on one.")
            )
        if keys and said.get("when_number"):
            self.add_error("when_number", gettext("A question has one condition: take one of the two away."))
        if said.get("when_number") and said.get("when_value") is None and "when_value" not in self.errors:
            self.add_error("when_value", gettext("Give the number that it is compared with."))
        return said

    @property
    def said(self) -> Said:
        data = self.cleaned_data
        own = {
            name: data[name]
            for name in ("options", "low", "high", "low_words", "high_words", "lines")
            if name in data
        }
        if self.kind == Kind.SCALE:
            own |= {"low": 1, "high": data["levels"]}
        texts, numbers = data.get("columns", []), data.get("number_columns", [])
        columns = [*((each, False) for each in texts), *((each, True) for each in numbers)]
        key, op, values = self._condition()
        return Said(
            self.kind, data["text"], data["help"], data["required"], columns=columns, when_key=key, when_op=op, when_values=values, **own
        )  # fmt: skip

    def _condition(self) -> tuple[str, str, list[str]]:
        data = self.cleaned_data
        if chosen := data.get("when"):
            key = chosen[0].partition(":")[0]
            on = next(each for each in self.earlier if each.key == key)
            return key, IS, [on.options[int(each.partition(":")[2])] for each in chosen]
        if key := data.get("when_number"):
            return key, data["when_op"], [f"{data['when_value'].normalize():f}"]
        return "", "", []


def _initial(question: Question | None, earlier: Sequence[Question]) -> dict[str, Any]:
    if question is None:
        return {}
    initial: dict[str, Any] = {
        name: getattr(question, name)
        for name in ("text", "help", "required", "low", "high", "low_words", "high_words")
    }
    initial["options"], initial["lines"] = "\n".join(question.options), "\n".join(question.lines)
    initial["columns"] = "\n".join(words for words, numbers in question.columns if not numbers)
    initial["number_columns"] = "\n".join(words for words, numbers in question.columns if numbers)
    initial["levels"] = int(question.high or 5)
    on = next((each for each in earlier if each.key == question.when_key), None)
    if on and on.has_choices:
        initial["when"] = [
            f"{on.key}:{on.options.index(each)}" for each in question.when_values if each in on.options
        ]
    elif on:
        initial |= {"when_number": on.key, "when_op": question.when_op, "when_value": question.when_values[0]}
    return initial


def _choices(form: forms.Form, name: str) -> Any:
    """A field that has choices; a form's mapping of fields does not say so."""
    return form.fields[name]
