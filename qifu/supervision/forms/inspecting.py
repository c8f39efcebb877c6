"""The inspection form as a page: an item a row, then the verdict; and the editor of its next version."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import TextField, YesNoField
from qifu.appeals.forms.keys import KeyField
from qifu.supervision.models import Checklist, Inspection, Verdict
from qifu.supervision.sampling.checklists import ItemText, items_of
from qifu.supervision.sampling.judging import Said
from qifu.supervision.words import Consequence

MOST_ITEMS, SPARE = 20, 3
YES, NO = pgettext_lazy("on time", "Yes"), pgettext_lazy("on time", "No")


class JudgeForm(forms.Form):
    key = KeyField()
    solved = YesNoField(YES, NO, label=_("Solved, in your own judgement"))
    note = TextField(label=_("What was found"), rows=3)
    defect = YesNoField(YES, NO, label=pgettext_lazy("column", "Defect"))
    grounds = TextField(
        label=_("Grounds of the defect"),
        rows=2,
        required=False,
        help_text=_("The head of the unit reads them."),
    )
    consequence = forms.ChoiceField(
        label=_("What follows from the defect"),
        choices=[
            (Consequence.REOPENED, _("The appeal is handled again")),
            (Consequence.NOTED, _("It is noted")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(
        self, *args: Any, inspection: Inspection, last: Verdict | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.items = list(inspection.draw.checklist.items.all())
        for item in self.items:
            self.fields[f"points_{item.pk}"] = forms.IntegerField(
                label=f"{item.text}（0–{item.points}）",
                min_value=0,
                max_value=item.points,
                help_text=item.guide,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
            self.fields[f"remark_{item.pk}"] = forms.CharField(
                label=_("Remark"), max_length=200, required=False
            )
        if last:
            self._correct(last)

    def _correct(self, last: Verdict) -> None:
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=last.version)
        self.fields["why"] = TextField(
            label=_("Why it is corrected"),
            rows=2,
            most=300,
            help_text=_("The earlier version stays beside it."),
        )
        yes_no = {True: "yes", False: "no"}
        self.initial.update(
            solved=yes_no[last.solved],
            note=last.note,
            defect=yes_no[last.defect],
            grounds=last.grounds,
            consequence=last.consequence,
        )
        for pk, (points, remark) in last.points.items():
            self.initial.update({f"points_{pk}": points, f"remark_{pk}": remark})

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [
            {"item": item, "points": self[f"points_{item.pk}"], "remark": self[f"remark_{item.pk}"]}
            for item in self.items
        ]

    @property
    def verdict(self) -> list[forms.BoundField]:
        names = ("solved", "note", "defect", "grounds", "consequence", "why")
        return [self[name] for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("defect"):
            for name in ("grounds", "consequence"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("A defect needs this."))
        elif said.get("defect") is False:
            said["grounds"], said["consequence"] = "", ""
        return said

    @property
    def said(self) -> Said:
        given = self.cleaned_data
        return Said(
            points={item.pk: given[f"points_{item.pk}"] for item in self.items},
            remarks={item.pk: given[f"remark_{item.pk}"] for item in self.items},
            solved=given["solved"],
            note=given["note"],
            defect=given["defect"],
            grounds=given["grounds"],
            consequence=given["consequence"],
        )


class ChecklistForm(forms.Form):
    """A row an item, some rows to spare; an emptied row falls away."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    source = forms.CharField(
        label=pgettext_lazy("rule", "Source"),
        max_length=200,
        help_text=_("The rule or decision that this form comes from."),
    )

    def __init__(self, *args: Any, checklist: Checklist | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        items = items_of(checklist)
        self.initial.setdefault("seen", checklist.version if checklist else 0)
        self.initial.setdefault("source", checklist.source if checklist else "")
        rows = len(items) + SPARE
        if self.is_bound:
            rows = max(rows, sum(f"text_{n}" in self.data for n in range(MOST_ITEMS)))
        self.rows = min(rows, MOST_ITEMS)
        for n in range(self.rows):
            self._add(n, items[n] if n < len(items) else None)

    def _add(self, n: int, item: ItemText | None) -> None:
        self.fields[f"text_{n}"] = forms.CharField(label=_("Item"), max_length=100, required=False)
        self.fields[f"points_{n}"] = forms.IntegerField(
            label=_("Points"), min_value=1, max_value=100, required=False
        )
        self.fields[f"guide_{n}"] = forms.CharField(
            label=_("What to look at"), max_length=300, required=False
        )
        if item:
            self.initial.update({f"{name}_{n}": value for name, value in vars(item).items()})

    @property
    def lines(self) -> list[dict[str, forms.BoundField]]:
        return [{name: self[f"{name}_{n}"] for name in ("text", "points", "guide")} for n in range(self.rows)]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for n in range(self.rows):
            if said.get(f"text_{n}") and said.get(f"points_{n}") is None and f"points_{n}" not in self.errors:
                self.add_error(f"points_{n}", _("An item needs its points."))
        return said

    @property
    def given(self) -> list[ItemText]:
        said = self.cleaned_data
        return [
            ItemText(said[f"text_{n}"], said[f"points_{n}"], said[f"guide_{n}"])
            for n in range(self.rows)
            if said[f"text_{n}"]
        ]
