"""Drawing, cancelling, sharing out, and the filters of what was drawn. They check shape and never write."""

import secrets
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import DayField, TextField
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.lists.conditions import in_branch
from qifu.appeals.lists.filters import ANY, WITH_COMPANIES, FilterForm, branches
from qifu.appeals.models import Category
from qifu.appeals.words import Channel, Population
from qifu.lib.months import first_of
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.forms.settings import SettingsForm
from qifu.organisations.models import District, Unit, User
from qifu.organisations.moment import Moment
from qifu.supervision.models import Draw, SamplingRule
from qifu.supervision.sampling.framing import MOST_DRAWN, Plan
from qifu.supervision.sampling.results import states
from qifu.supervision.sampling.sharing import inspectors_of

POPULATIONS = [(p.value, p.label) for p in (Population.ASSIGNED, Population.SELF_FOUND)]
NOBODY = "none"
STATES = [
    ("open", pgettext_lazy("inspection", "To be inspected")),
    ("overdue", pgettext_lazy("inspection", "Overdue")),
    ("done", pgettext_lazy("inspection", "Inspected")),
    ("clean", pgettext_lazy("inspection", "Without a defect")),
    ("defect", pgettext_lazy("inspection", "With a defect")),
    ("reopened", pgettext_lazy("inspection", "Handled again")),
    ("noted", pgettext_lazy("inspection", "Noted")),
    ("unsolved", pgettext_lazy("inspection", "Not solved, says the inspector")),
    ("counted", pgettext_lazy("inspection", "Drawn, not cancelled")),
    ("cancelled", pgettext_lazy("inspection", "Draw cancelled")),
]
PLAN = (
    "since",
    "until",
    "population",
    "category",
    "street",
    "channel",
    "with_answered",
    "with_excluded",
    "with_drawn",
    "share",
    "size",
    "least",
)


class DrawForm(forms.Form):
    key = KeyField()
    seen = forms.IntegerField(widget=forms.HiddenInput)
    since = DayField(label=_("Closed from"))
    until = DayField(label=_("Closed to"))
    population = forms.ChoiceField(
        label=_("Population"), choices=POPULATIONS, help_text=_("One draw is of one population.")
    )
    category = forms.ModelChoiceField(
        Category.objects.none(),
        label=_("Category"),
        required=False,
        widget=forms.Select(attrs={"data-search": ""}),
        help_text=_("With everything below it."),
    )
    street = forms.ModelChoiceField(
        Unit.objects.none(), label=pgettext_lazy("column", "Street"), required=False
    )
    channel = forms.ChoiceField(label=_("Channel"), choices=[ANY, *Channel.choices], required=False)
    with_answered = forms.BooleanField(label=_("Also what is answered and not closed yet"), required=False)
    with_excluded = forms.BooleanField(
        label=_("Also what is excluded from the rates"), required=False, initial=True
    )
    with_drawn = forms.BooleanField(label=_("Also what an earlier draw has drawn"), required=False)
    share = forms.IntegerField(label=_("Share, in per cent"), min_value=1, max_value=100, required=False)
    size = forms.IntegerField(
        label=_("Or a number of cases"), min_value=1, max_value=MOST_DRAWN, required=False
    )
    least = forms.IntegerField(
        label=_("At least from each unit"),
        min_value=0,
        max_value=100,
        help_text=_("Kept before the size: the sample may become larger."),
    )
    seed = forms.CharField(
        label=_("Seed"),
        max_length=80,
        help_text=_("It alone decides what is drawn. Take a number that anyone can look up and nobody can choose, such as the day's lottery draw."),
    )  # fmt: skip
    seed_source = forms.CharField(label=_("Where the seed comes from"), max_length=200, required=False)
    purpose = forms.CharField(label=_("Occasion"), max_length=100, required=False)

    whence = ("since", "until", "population", "category", "street", "channel")
    options = ("with_answered", "with_excluded", "with_drawn")
    how = ("share", "size", "least", "seed", "seed_source", "purpose")

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        fields: Any = self.fields
        fields["category"].queryset = Category.objects.filter(district=district, active=True).order_by("code")
        fields["street"].queryset = Unit.objects.filter(district=district, kind__in=WITH_COMPANIES)

    @staticmethod
    def proposal(rule: SamplingRule | None, newest: Draw | None) -> dict[str, Any]:
        """The month that has ended, as the rules in force want it, with a seed that nobody has chosen."""
        last = first_of(timezone.localdate()) - timedelta(days=1)
        return {
            "seen": newest.pk if newest else 0,
            "since": first_of(last),
            "until": last,
            "share": rule.share if rule else None,
            "least": rule.least if rule else 0,
            "seed": secrets.token_hex(8),
            "seed_source": gettext("Random number generator of the server"),
        }

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if "share" in said and "size" in said and (said["share"] is None) == (said["size"] is None):
            self.add_error("size", _("Give either the share or the number of cases."))
        if said.get("since") and said.get("until") and said["since"] > said["until"]:
            self.add_error("until", _("The period ends before it begins."))
        return said

    @property
    def plan(self) -> Plan:
        return Plan(**{name: self.cleaned_data[name] for name in PLAN})


class CancelDrawForm(forms.Form):
    reason = TextField(label=_("Reason"), rows=2, most=300, help_text=_("It stays visible with the draw."))


def _inspector_choices(district: District) -> list[tuple[Any, str]]:
    return [(user.pk, user.name) for user in inspectors_of(district)]


class ShareForm(forms.Form):
    """Among whom."""

    inspectors = forms.TypedMultipleChoiceField(
        label=_("Inspectors"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inspectors"].choices = _inspector_choices(district)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[User]:
        return list(User.objects.filter(pk__in=self.cleaned_data["inspectors"]).order_by("pk"))


class GiveForm(forms.Form):
    """To whom."""

    inspector = forms.TypedChoiceField(label=_("Give to"), coerce=int)

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["inspector"].choices = [("", _("Please choose")), *_inspector_choices(district)]  # type: ignore[attr-defined]


class CaseFilter(FilterForm):
    conditions = {
        "draw": lambda draw, moment: Q(draw=draw),
        "unit": lambda unit, moment: Q(unit=unit),
        "inspector": lambda user, moment: Q(inspector=None if user == NOBODY else user),
        "state": lambda state, moment: states(moment.now)[state],
        "population": lambda population, moment: Q(draw__population=population),
        "category": lambda code, moment: in_appeals_branch(code),
        "appeal": lambda number, moment: Q(appeal__number=number),
        "since": lambda day, moment: Q(draw__at__gte=start_of_day(day)),
        "until": lambda day, moment: Q(draw__at__lt=end_of_day(day)),
    }

    state = forms.ChoiceField(label=pgettext_lazy("column", "State"), choices=[ANY, *STATES], required=False)
    draw = forms.ChoiceField(label=pgettext_lazy("column", "Draw"), required=False)
    unit = forms.ChoiceField(
        label=pgettext_lazy("column", "Unit"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )
    inspector = forms.ChoiceField(label=_("Inspector"), required=False)
    population = forms.ChoiceField(label=_("Population"), choices=[ANY, *POPULATIONS], required=False)
    category = forms.ChoiceField(
        label=_("Category"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )
    appeal = forms.CharField(label=_("Appeal's number"), max_length=12, required=False)
    since = DayField(label=_("Drawn from"), required=False)
    until = DayField(label=_("Drawn to"), required=False)

    def __init__(self, query: Any, by: Actor) -> None:
        super().__init__(query, by)
        assert by.district  # noqa: S101 - for people with a post
        draws = Draw.objects.visible_to(by).order_by("-id")
        choices: dict[str, list[tuple[Any, Any]]] = {
            "draw": [(draw.pk, draw.number) for draw in draws.only("year", "serial")],
            "unit": list(Unit.objects.filter(district=by.district).values_list("pk", "short_name")),
            "inspector": [(NOBODY, _("Nobody yet")), *_inspector_choices(by.district)],
            "category": branches(by),
        }
        for name, found in choices.items():
            self.fields[name].choices = [ANY, *found]  # type: ignore[attr-defined]


def in_appeals_branch(code: str) -> Q:
    return Q(**{f"appeal__{name}": value for name, value in in_branch(code).children})  # type: ignore[misc]


class ResultFilter(FilterForm):
    """Of which draws. Without another wish those of this year, of the assigned."""

    conditions = {name: CaseFilter.conditions[name] for name in ("population", "draw", "since", "until")}

    population = forms.ChoiceField(label=_("Population"), choices=POPULATIONS)
    draw = forms.ChoiceField(label=pgettext_lazy("column", "Draw"), required=False)
    since = DayField(label=_("Drawn from"), required=False)
    until = DayField(label=_("Drawn to"), required=False)

    def __init__(self, query: Any, by: Actor, moment: Moment) -> None:
        asked = query.copy()
        asked.setdefault("population", POPULATIONS[0][0])
        if not asked.get("draw"):
            asked.setdefault("since", moment.today.replace(month=1, day=1).isoformat())
        super().__init__(asked, by)
        draws = Draw.objects.visible_to(by).order_by("-id").only("year", "serial")
        self.fields["draw"].choices = [ANY, *((draw.pk, draw.number) for draw in draws)]  # type: ignore[attr-defined]

    def until_then(self, moment: Moment) -> Q:
        """The same and all earlier draws."""
        found = Q()
        for name, value in self.given.items():
            if name in ("population", "until"):
                found &= self.conditions[name](value, moment)
        return found & Q(draw__lte=self.given["draw"]) if self.given.get("draw") else found

    @property
    def query(self) -> dict[str, str]:
        """The same draws, for the lists behind the numbers."""
        return {name: str(value) for name, value in self.given.items()}


class SamplingRuleForm(SettingsForm):
    class Meta:
        model = SamplingRule
        fields = ("share", "least", "due_days", "repeats", "source")
        widgets = {"source": forms.TextInput()}
        help_texts = {
            "share": _("What the drawing page proposes."),
            "repeats": _("So many draws in a row with defects make a unit a repeat offender."),
            "source": _("The rule or decision that these numbers come from."),
        }
