"""A scheme's next version as one page: what holds for all, a row an indicator, a row a group; and the simulation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import UnitsField
from qifu.appeals.words import Population
from qifu.assessment import indicators
from qifu.assessment.models import SchemeIndicator, SchemeVersion
from qifu.assessment.schemes import Judged, Plan
from qifu.assessment.scoring import FULL
from qifu.assessment.words import ModeChoice, Span
from qifu.organisations.models import District

EMPTY_ROWS, EMPTY_GROUPS = 3, 2
MOST = 20


def _number(name: str, help_text: Any = "", **kwargs: Any) -> forms.DecimalField:
    label = SchemeIndicator._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=5,
        decimal_places=2,
        help_text=help_text,
        **kwargs,
    )


class IndicatorForm(forms.Form):
    name = forms.ChoiceField(label=_("Indicator"), required=False)
    label = forms.CharField(label=_("What is judged by hand"), max_length=40, required=False)
    weight = _number("weight", max_value=FULL)
    points = _number("points", max_value=FULL)
    cap = _number("cap", max_value=FULL)
    floor = _number("floor", max_value=FULL)
    target = _number("target", max_value=FULL)
    minimum = forms.IntegerField(label=_("Least denominator"), required=False, min_value=1, max_value=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        choices = [("", "—"), *((each.name, each.label) for each in indicators.every())]
        self.fields["name"].choices = choices  # type: ignore[attr-defined]
        self.fields["weight"].widget.attrs |= {"data-adds-to": "weights"}
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    def clean(self) -> None:
        said = self.cleaned_data
        if said.get("name") == indicators.HAND and not said.get("label"):
            self.add_error("label", _("Say what is judged by hand."))

    def judged(self, number: int) -> Judged:
        said = self.cleaned_data
        by_hand = said["name"] == indicators.HAND
        return Judged(
            name=f"{indicators.HAND}-{number}" if by_hand else said["name"],
            label=said["label"] if by_hand else "",
            weight=said["weight"] or Decimal(0),
            points=said["points"] or Decimal(0),
            cap=said["cap"],
            floor=said["floor"],
            target=Decimal(FULL) if said["target"] is None else said["target"],
            minimum=said["minimum"] or 1,
        )


class GroupForm(forms.Form):
    group = forms.CharField(label=_("Group"), max_length=30, required=False)
    units = UnitsField(label=_("Units"), required=False)

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["units"].choose_from(district)  # type: ignore[attr-defined]

    def clean(self) -> None:
        said = self.cleaned_data
        if bool(said.get("group")) != bool(said.get("units")):
            self.add_error("group", _("A group has a name and units: give both or neither."))


IndicatorRows = forms.formset_factory(IndicatorForm, extra=EMPTY_ROWS, max_num=MOST)
GroupRows = forms.formset_factory(GroupForm, extra=EMPTY_GROUPS, max_num=MOST)


class SchemeForm(forms.Form):
    """`after` is the version that the page was made from."""

    name = forms.CharField(label=pgettext_lazy("assessment", "Name of the scheme"), max_length=40)
    mode = forms.ChoiceField(label=_("Way of scoring"), choices=ModeChoice.choices)
    span = forms.ChoiceField(label=_("Appeals assessed"), choices=Span.choices)
    population = forms.ChoiceField(label=_("Population"), choices=Population.choices)
    cut_off_days = forms.IntegerField(
        label=_("Counted so many working days after the month's end"),
        help_text=_("0: as it stands at 24:00 of the month's last day."),
        min_value=0,
        max_value=20,
    )
    contest_days = forms.IntegerField(label=_("Working days to contest"), min_value=0, max_value=20)
    source = forms.CharField(
        label=pgettext_lazy("rule", "Source"),
        max_length=200,
        help_text=_("The rule or decision that these numbers come from."),
    )
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, district: District, plan: Plan | None = None, after: int | None = None
    ) -> None:
        plan = plan or Plan(ModeChoice.WEIGHTS, (), "")
        said = {
            name: getattr(plan, name)
            for name in ("mode", "span", "population", "cut_off_days", "contest_days", "source")
        }
        super().__init__(data, initial={**said, "after": after})
        self.label_suffix = ""
        if after is not None or (data and data.get("after")):
            del self.fields["name"]
        groups = [{"group": name, "units": [unit.pk for unit in units]} for name, units in plan.groups]
        self.rows = IndicatorRows(data, prefix="i", initial=[_row(each) for each in plan.indicators])
        self.groups = GroupRows(data, prefix="g", initial=groups, form_kwargs={"district": district})

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.rows.is_valid(), self.groups.is_valid()])

    @property
    def plan(self) -> Plan:
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("name", "after")}
        chosen = [row for row in self.rows if row.cleaned_data.get("name")]
        groups = [
            (row.cleaned_data["group"], list(row.cleaned_data["units"]))
            for row in self.groups
            if row.cleaned_data.get("group")
        ]
        return Plan(indicators=[row.judged(n) for n, row in enumerate(chosen, 1)], groups=groups, **said)


def _row(judged: Judged) -> dict[str, Any]:
    name = indicators.HAND if judged.name.startswith(f"{indicators.HAND}-") else judged.name
    numbers = {each: getattr(judged, each) or None for each in ("weight", "points", "cap", "floor", "target")}
    return {**numbers, "name": name, "label": judged.label, "minimum": judged.minimum}


class SimulationForm(forms.Form):
    """Other weights (or points) for the indicators of a version; one that is left empty does not count."""

    mode = forms.ChoiceField(label=_("Way of scoring"), choices=ModeChoice.choices)
    minimum = forms.IntegerField(label=_("Least denominator"), min_value=1, max_value=1000)

    def __init__(self, query: Mapping[str, Any], *, version: SchemeVersion) -> None:
        self.judged: Sequence[SchemeIndicator] = list(version.indicators.all())
        initial: dict[str, Any] = {
            "mode": version.mode,
            "minimum": max((row.minimum for row in self.judged), default=1),
        }
        for row in self.judged:
            initial[f"w-{row.name}"], initial[f"p-{row.name}"] = row.weight, row.points
        super().__init__(query if "mode" in query else initial)
        self.label_suffix = ""
        for row in self.judged:
            label = indicators.label_of(row.name, row.label)
            for prefix, words in (("w", _("Weight")), ("p", _("Points"))):
                field = forms.DecimalField(
                    label=words, min_value=0, max_value=FULL, max_digits=5, decimal_places=2, required=False
                )
                field.widget.attrs["aria-label"] = f"{label} {words}"
                if prefix == "w":
                    field.widget.attrs["data-adds-to"] = "weights"
                self.fields[f"{prefix}-{row.name}"] = field

    @property
    def lines(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        return [
            (indicators.label_of(row.name, row.label), self[f"w-{row.name}"], self[f"p-{row.name}"])
            for row in self.judged
        ]

    def changed(self, plan: Plan) -> Plan:
        """The version's plan with what was typed."""
        said = self.cleaned_data
        weighs = said["mode"] == ModeChoice.WEIGHTS
        kept = []
        for each in plan.indicators:
            weight, points = (
                said.get(f"w-{each.name}") or Decimal(0),
                said.get(f"p-{each.name}") or Decimal(0),
            )
            if weight if weighs else points:
                kept.append(replace(each, weight=weight, points=points, minimum=said["minimum"]))
        return replace(plan, mode=said["mode"], indicators=kept)
