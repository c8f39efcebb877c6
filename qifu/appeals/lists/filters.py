"""The filters of the lists: what the URL says, checked. What each word stands for: conditions.py."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.figures.breakdown import NONE, districts_of
from qifu.appeals.figures.days import Days, days_in
from qifu.appeals.figures.disagreement import Verdicts, verdicts_in
from qifu.appeals.figures.disputes import Dispute, dispute_in
from qifu.appeals.figures.funnel import FUNNEL
from qifu.appeals.figures.keeping import Then, stood_or_refused, then_in
from qifu.appeals.figures.measures import MEASURES
from qifu.appeals.lists.conditions import CONDITIONS, Conditions
from qifu.appeals.lists.keys import within
from qifu.appeals.lists.then import condition_then
from qifu.appeals.models import Category
from qifu.appeals.querysets import within_days
from qifu.appeals.words import Channel, Claim, Mark, Part, Population, Stage
from qifu.enterprises.models.enterprise import SIZES
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit, UnitKind
from qifu.organisations.moment import Moment

ANY = ("", "—")
LIGHTS = [
    ("red", pgettext_lazy("light", "Overdue")),
    ("yellow", pgettext_lazy("light", "Due soon")),
    ("green", pgettext_lazy("light", "On time")),
    ("none", pgettext_lazy("light", "No clock")),
]
WITH_COMPANIES = (UnitKind.STREET, UnitKind.ZONE)
PAGING = ("after", "before")


class FilterForm(forms.Form):
    """A word of the URL that cannot be read is told beside its field and narrows nothing."""

    conditions: Conditions = CONDITIONS

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query)
        self.by = by
        self.label_suffix = ""

    @property
    def given(self) -> dict[str, Any]:
        """The words that are said and can be read."""
        self.is_valid()
        return {
            name: value for name, value in self.cleaned_data.items() if value not in (None, "", [], False)
        }

    def condition(self, moment: Moment) -> Q:
        return self.condition_of(self.given, moment)

    def condition_of(self, given: Mapping[str, Any], moment: Moment) -> Q:
        found = Q()
        for name, value in given.items():
            if name in self.conditions:
                found &= self.conditions[name](value, moment)
        return found


def branches(by: Actor) -> list[tuple[str, str]]:
    """Every branch of the categories, by code; two districts may share one."""
    rows = Category.objects.filter(district__in=districts_of(by)).order_by("code").values_list("code", "path")
    return list(dict(rows).items())


def _choice(label: Any, choices: Any = (), **kwargs: Any) -> forms.ChoiceField:
    attrs = {"data-search": ""} if kwargs.pop("search", False) else {}
    return forms.ChoiceField(
        label=label, choices=[ANY, *choices], required=False, widget=forms.Select(attrs=attrs), **kwargs
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


def _text() -> forms.CharField:
    return forms.CharField(
        label=_("Number, title or company"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"data-page-search": "", "type": "search"}),
    )


class AppealFilter(FilterForm):
    folded = "population channel unit front street size category mark claim on_time excluded since until enterprise"
    figures = ("measure", "verdicts", "reached", "days", "dispute", "stood")  # a figure's own list
    hidden = ("exact", "at", "district", *figures)
    unordered = ("claim", "on_time", "size")  # no index has these with the time; the figures' index has them

    text = _text()
    stage = forms.MultipleChoiceField(
        label=pgettext_lazy("column", "Stage"),
        choices=Stage,
        required=False,
        widget=forms.SelectMultiple(attrs={"data-search": ""}),
    )
    light = _choice(pgettext_lazy("column", "Light"), LIGHTS)
    unit = _choice(_("Lead unit"), search=True)
    category = _choice(_("Category"), search=True)
    population = _choice(_("Population"), Population.choices)
    channel = _choice(_("Channel"), Channel.choices)
    front = _choice(pgettext_lazy("column", "Front"))
    street = _choice(pgettext_lazy("column", "Street"))
    size = _choice(_("Size class"), [*SIZES, (NONE, pgettext_lazy("filter", "None"))])
    mark = _choice(_("Mark"), Mark.choices)
    claim = _choice(_("Unit's claim"), Claim.choices)
    on_time = _choice(
        pgettext_lazy("column", "On time"),
        [("yes", pgettext_lazy("on time", "Yes")), ("no", pgettext_lazy("on time", "No"))],
    )
    excluded = _choice(
        pgettext_lazy("column", "Rates"),
        [
            ("yes", pgettext_lazy("rates", "Excluded")),
            ("no", pgettext_lazy("rates", "Counted")),
            ("asked", pgettext_lazy("rates", "Exclusion asked for")),
        ],
    )
    since = _day(_("Registered from"))
    until = _day(_("Registered to"))
    enterprise = forms.CharField(label=_("Enterprise's number"), required=False, max_length=12)
    exact = forms.BooleanField(label=_("The branch itself"), required=False, widget=forms.HiddenInput)
    measure = forms.ChoiceField(
        label=_("Figure"),
        choices=[(name, m.label) for name, m in MEASURES.items()],
        required=False,
        widget=forms.HiddenInput,
    )
    at = forms.CharField(label=_("Counted at"), required=False, widget=forms.HiddenInput)
    verdicts = forms.CharField(label=_("Three verdicts"), required=False, widget=forms.HiddenInput)
    reached = forms.ChoiceField(
        label=_("Has come as far as"),
        choices=[(name, step.label) for name, step in FUNNEL.items()],
        required=False,
        widget=forms.HiddenInput,
    )
    days = forms.CharField(label=_("Working days"), required=False, widget=forms.HiddenInput)
    dispute = forms.CharField(label=_("Disputed"), required=False, widget=forms.HiddenInput)
    stood = forms.CharField(label=_("As it stood at"), required=False, widget=forms.HiddenInput)
    district = forms.ChoiceField(
        label=pgettext_lazy("column", "District"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        districts = districts_of(by)
        units = list(Unit.objects.filter(district__in=districts).select_related("front"))
        fronts = {unit.front.pk: unit.front for unit in units if unit.front}
        nobody, unsaid = (NONE, _("None yet")), (NONE, pgettext_lazy("filter", "None"))
        choices: dict[str, list[tuple[Any, Any]]] = {
            "unit": [*((u.pk, u.short_name) for u in units), nobody],
            "street": [*((u.pk, u.short_name) for u in units if u.kind in WITH_COMPANIES), unsaid],
            "front": [
                *((f.pk, f.name) for f in sorted(fronts.values(), key=lambda f: (f.order, f.pk))),
                unsaid,
            ],
            "category": [*branches(by), nobody],
            "district": [(d.pk, d.name) for d in districts],
        }
        for name, found in choices.items():
            self.fields[name].choices = [ANY, *found]  # type: ignore[attr-defined]

    def clean_at(self) -> datetime | None:
        """The cut-off of a figure whose list is looked at later."""
        try:
            at = datetime.fromisoformat(self.cleaned_data["at"])
        except ValueError:
            return None
        return at if at.tzinfo else timezone.make_aware(at)

    def clean_verdicts(self) -> Verdicts | None:
        return verdicts_in(self.cleaned_data["verdicts"])

    def clean_days(self) -> Days | None:
        return days_in(self.cleaned_data["days"])

    def clean_dispute(self) -> Dispute | None:
        return dispute_in(self.cleaned_data["dispute"])

    def clean_stood(self) -> Then | None:
        return then_in(self.cleaned_data["stood"])

    @property
    def of_a_figure(self) -> bool:
        return any(name in self.given for name in self.figures)

    @property
    def may_be_rare(self) -> bool:
        return any(name in self.given for name in (*self.figures, *self.unordered))

    def narrow(self, appeals: QuerySet[Any], moment: Moment) -> QuerySet[Any]:
        given = self.given
        if then := given.pop("stood", None):
            told, given = condition_then(given, moment, self.by)
            return self._now(appeals, given, moment).filter(
                within(stood_or_refused(then, self.by).keys(told))
            )
        return self._now(appeals, given, moment)

    def _now(self, appeals: QuerySet[Any], given: dict[str, Any], moment: Moment) -> QuerySet[Any]:
        found = appeals.filter(self.condition_of(given, moment))
        if measure := given.get("measure"):
            found = found.filter(MEASURES[measure].condition(given.get("at") or moment.now))
        return found.filter(category__code=given["category"]) if given.get("exact") else found

    def condition_of(self, given: Mapping[str, Any], moment: Moment) -> Q:
        if "since" in given and "until" in given and given["since"] <= given["until"]:
            others = {name: value for name, value in given.items() if name not in ("since", "until")}
            return super().condition_of(others, moment) & within_days(given["since"], given["until"])
        return super().condition_of(given, moment)

    def in_time(self, appeals: QuerySet[Any]) -> QuerySet[Any]:
        """The same rows, for a list in the order of time: the instants of the two days bound the walk along the index.

        Without it for counting, which goes by the day: an index that lacks the instant would be left for the rows.
        """
        given = self.given
        if first := given.get("since"):
            appeals = appeals.filter(registered_at__gte=start_of_day(first))
        if last := given.get("until"):
            appeals = appeals.filter(registered_at__lt=end_of_day(last))
        return appeals


def _on_appeal(name: str) -> Callable[[Any, Moment], Q]:
    """The same condition, asked of an assignment's appeal."""
    return lambda value, moment: _moved(CONDITIONS[name](value, moment))


def _moved(condition: Q) -> Q:
    children = [
        _moved(child) if isinstance(child, Q) else (f"appeal__{child[0]}", child[1])  # type: ignore[index]
        for child in condition.children
    ]
    return Q(*children, _connector=condition.connector, _negated=condition.negated)


class WorklistFilter(FilterForm):
    folded = "category mark"
    conditions: Conditions = {
        "text": _on_appeal("text"),
        "part": lambda part, moment: Q(part=part),
        "stage": lambda stage, moment: Q(appeal__stage=stage),
        "light": lambda light, moment: moment.shows(light),
        "category": _on_appeal("category"),
        "mark": _on_appeal("mark"),
    }

    text = _text()
    part = _choice(pgettext_lazy("column", "Part"), Part.choices)
    stage = _choice(
        pgettext_lazy("column", "Stage"),
        [
            (stage.value, stage.label)
            for stage in (
                Stage.ASSIGNED,
                Stage.DISPUTED,
                Stage.HANDLING,
                Stage.WAITING,
                Stage.SIGNING,
                Stage.ANSWERED,
                Stage.LISTED,
            )
        ],
    )
    light = _choice(pgettext_lazy("column", "Light"), LIGHTS[:3])
    category = _choice(_("Category"), search=True)
    mark = _choice(_("Mark"), Mark.choices)

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        self.fields["category"].choices = [ANY, *branches(by)]  # type: ignore[attr-defined]

    def narrow(self, assignments: QuerySet[Any], moment: Moment) -> QuerySet[Any]:
        return assignments.filter(self.condition(moment))
