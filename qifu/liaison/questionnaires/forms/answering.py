"""A version's questions as a form, for the company, for an officer on its behalf, and for the preview."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import TextField
from qifu.liaison.forms.fields import OneFileField
from qifu.liaison.questionnaires.answering import PLACES
from qifu.liaison.questionnaires.models import Answer, Question
from qifu.liaison.questionnaires.words import NUMBERS, ON_BEHALF, Kind, Op, Way
from qifu.lib.questions import judged


@dataclass(frozen=True)
class Line:
    """A question of the page, with its bound fields: one, or a table's."""

    number: int
    question: Question
    fields: Sequence[forms.BoundField]
    condition: str
    when: str  # the condition for the script that shows and hides
    file: Answer | None

    @property
    def field(self) -> forms.BoundField:
        return self.fields[0]

    @property
    def rows(self) -> list[tuple[str, Sequence[forms.BoundField]]]:
        width = len(self.question.columns)
        return [
            (line, self.fields[row * width : (row + 1) * width])
            for row, line in enumerate(self.question.lines)
        ]

    @property
    def errors(self) -> list[str]:
        return [str(error) for field in self.fields for error in field.errors]


class AnswerForm(forms.Form):
    """What is hidden is neither asked for nor judged: the rule is `lib/questions.judged`."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    person = forms.CharField(label=_("Name of who answers"), max_length=40, required=False)

    def __init__(
        self, *args: Any, questions: Sequence[Question], version: int, answers: Sequence[Answer] = (), person: str = "", **kwargs: Any
    ) -> None:  # fmt: skip
        self.questions = questions
        self.files_there = {each.key: each for each in answers if each.file_id}
        initial = {**_initial(questions, answers), "version": version, "person": person}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.label_suffix = ""
        for number, question in enumerate(questions, start=1):
            for place, name in _names(question):
                self.fields[name] = _field(question, place, f"{number}. {question.text}")
        self.order_fields(["version", *(name for question in questions for _place, name in _names(question))])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        values = {question.key: self._value(question) for question in self.questions}
        found = judged([question.asked for question in self.questions], values)
        for question in self.questions:
            names = [name for _place, name in _names(question)]
            if question.key not in found.shown:
                for name in names:
                    self.errors.pop(name, None)
            elif question.key in found.missing and not any(name in self.errors for name in names):
                self.add_error(names[0], gettext("Please answer this question."))
        self.values = {key: value for key, value in found.kept.items() if not isinstance(value, Answer)}
        return said

    def _value(self, question: Question) -> Any:
        said = {place: self.cleaned_data.get(name) for place, name in _names(question)}
        if question.kind == Kind.TABLE:
            return tuple((place, cell) for place, cell in said.items() if cell not in (None, ""))
        value = said[0]
        if question.kind == Kind.SEVERAL:
            return tuple(value or ())
        if question.kind == Kind.SCALE:
            return Decimal(value) if value else None
        if question.kind == Kind.FILE:
            return value or self.files_there.get(question.key)
        return value

    @property
    def lines(self) -> Iterator[Line]:
        places = {question.key: (n, question) for n, question in enumerate(self.questions, start=1)}
        for number, question in enumerate(self.questions, start=1):
            names = [name for _place, name in _names(question)]
            for name in names:
                self.fields[
                    name
                ].required = question.required  # for the mark; what must be answered is judged in `clean`
            yield Line(
                number,
                question,
                [self[name] for name in names],
                condition_in_words(question, places) if question.condition else "",
                json.dumps(asdict(question.condition)) if question.condition else "",
                self.files_there.get(question.key),
            )


class OnBehalfForm(AnswerForm):
    way = forms.ChoiceField(
        label=pgettext_lazy("reply", "How it came"), choices=[(way.value, way.label) for way in ON_BEHALF], widget=forms.RadioSelect
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].label = gettext("Who of the company answered")

    @property
    def said(self) -> dict[str, Any]:
        return {"way": Way(self.cleaned_data["way"]), "person": self.cleaned_data["person"]}


def condition_in_words(question: Question, places: Mapping[str, tuple[int, Question]]) -> str:
    """Empty for a condition on a question that is not there."""
    number, _on = places.get(question.when_key, (0, None))
    if not number:
        return ""
    values = gettext("” or “").join(question.when_values)
    if question.when_op == Op.IS:
        return gettext("Only if question %(number)s is answered with “%(values)s”") % {
            "number": number,
            "values": values,
        }
    if question.when_op == Op.AT_LEAST:
        return gettext("Only if the answer to question %(number)s is at least %(values)s") % {
            "number": number,
            "values": values,
        }
    return gettext("Only if the answer to question %(number)s is at most %(values)s") % {
        "number": number,
        "values": values,
    }


def _names(question: Question) -> list[tuple[int, str]]:
    if question.kind != Kind.TABLE:
        return [(0, f"q-{question.key}")]
    places = [
        row * PLACES + column for row in range(len(question.lines)) for column in range(len(question.columns))
    ]
    return [(place, f"q-{question.key}-{place}") for place in places]


def _field(question: Question, place: int, label: str) -> forms.Field:
    common: dict[str, Any] = {"label": label, "help_text": question.help}
    match question.kind:
        case Kind.TEXT:
            return forms.CharField(max_length=300, required=False, **common)
        case Kind.LONG | Kind.PROBLEM:
            return TextField(rows=4, most=5000, required=False, **common)
        case Kind.NUMBER:
            return _number(min_value=question.low, max_value=question.high, **common)
        case Kind.ONE:
            return forms.ChoiceField(
                choices=_same(question.options), widget=forms.RadioSelect, required=False, **common
            )
        case Kind.SEVERAL:
            return forms.MultipleChoiceField(
                choices=_same(question.options), widget=forms.CheckboxSelectMultiple, required=False, **common
            )
        case Kind.SCALE:
            return forms.ChoiceField(
                choices=_levels(question), widget=forms.RadioSelect, required=False, **common
            )
        case Kind.FILE:
            return OneFileField(**common)
        case _:
            row, column = divmod(place, PLACES)
            words, takes_numbers = question.columns[column]
            label = f"{question.lines[row]} · {words}"
            attrs = {"aria-label": label}
            if takes_numbers:
                return _number(
                    label=label,
                    widget=forms.NumberInput(attrs={**attrs, "inputmode": "decimal", "step": "any"}),
                )
            return forms.CharField(
                label=label, max_length=200, required=False, widget=forms.TextInput(attrs=attrs)
            )


def _number(**kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(required=False, max_digits=18, decimal_places=4, **kwargs)


def _same(options: Sequence[str]) -> list[tuple[str, str]]:
    return [(option, option) for option in options]


def _levels(question: Question) -> list[tuple[str, str]]:
    levels = [str(n) for n in range(int(question.low or 1), int(question.high or 5) + 1)]
    words = dict.fromkeys(levels, "")
    words[levels[0]], words[levels[-1]] = question.low_words, question.high_words
    return [(level, f"{level} {words[level]}".strip()) for level in levels]


def _initial(questions: Sequence[Question], answers: Sequence[Answer]) -> dict[str, Any]:
    kinds = {question.key: question.kind for question in questions}
    initial: dict[str, Any] = {}
    for each in answers:
        kind, name = kinds.get(each.key), f"q-{each.key}"
        number = None if each.number is None else f"{each.number.normalize():f}"
        if kind == Kind.SEVERAL:
            initial.setdefault(name, []).append(each.choice)
        elif kind == Kind.TABLE:
            initial[f"{name}-{each.place}"] = number if number is not None else each.text
        elif kind in NUMBERS:
            initial[name] = number
        elif kind != Kind.FILE:
            initial[name] = each.choice or each.text
    return initial
