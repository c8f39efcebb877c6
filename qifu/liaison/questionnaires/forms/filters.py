"""The filters of questionnaires, recipients and problems."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import DayField
from qifu.appeals.lists.filters import ANY, WITH_COMPANIES, FilterForm
from qifu.liaison.questionnaires.models import Questionnaire
from qifu.liaison.questionnaires.words import Stage, Told, Way
from qifu.liaison.words import Outcome
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit


def _stage(stage: str, moment: Any) -> Q:
    if stage == Stage.DRAFT:
        return Q(published_at=None)
    bound = Q(closes_at__gt=moment.now) if stage == Stage.OPEN else Q(closes_at__lte=moment.now)
    return Q(published_at__isnull=False) & bound


STATES = [
    ("answered", pgettext_lazy("recipient", "Answered")),
    ("waiting", pgettext_lazy("recipient", "Not answered yet")),
    ("opened", pgettext_lazy("recipient", "Opened, not answered")),
    ("reminded", pgettext_lazy("recipient", "Reminded, not answered")),
]
STATE = {
    "answered": Q(answered_at__isnull=False),
    "waiting": Q(answered_at=None),
    "opened": Q(answered_at=None, opened_at__isnull=False),
    "reminded": Q(answered_at=None, reminders__gt=0),
}


class QuestionnaireFilter(FilterForm):
    conditions = {
        "stage": _stage,
        "unit": lambda unit, moment: Q(unit=unit),
        "since": lambda day, moment: Q(published_at__gte=start_of_day(day)),
        "until": lambda day, moment: Q(published_at__lt=end_of_day(day)),
    }
    stage = forms.ChoiceField(
        label=pgettext_lazy("questionnaire", "Stage"), choices=[ANY, *Stage.choices], required=False
    )
    unit = forms.ChoiceField(
        label=pgettext_lazy("column", "Unit"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )
    since = DayField(label=pgettext_lazy("period", "From"), required=False)
    until = DayField(label=pgettext_lazy("period", "Until"), required=False)

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        units = Unit.objects.filter(district=by.district, active=True)
        _choices(self, "unit").choices = [ANY, *((unit.pk, unit.short_name) for unit in units)]


class RecipientFilter(FilterForm):
    conditions = {
        "state": lambda state, moment: STATE[state],
        "street": lambda street, moment: Q(street=street),
        "told": lambda told, moment: Q(told=told),
        "way": lambda way, moment: Q(way=way),
        "company": lambda text, moment: Q(enterprise__name__contains=text),
    }
    company = forms.CharField(
        label=_("Company"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search", "data-page-search": ""})
    )  # fmt: skip
    state = forms.ChoiceField(
        label=pgettext_lazy("recipient", "State"), choices=[ANY, *STATES], required=False
    )
    street = forms.ChoiceField(label=pgettext_lazy("column", "Street"), required=False)
    told = forms.ChoiceField(
        label=pgettext_lazy("recipient", "Link by"), choices=[ANY, *Told.choices], required=False
    )
    way = forms.ChoiceField(label=pgettext_lazy("reply", "How"), choices=[ANY, *Way.choices], required=False)

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        streets = Unit.objects.filter(district=by.district, kind__in=WITH_COMPANIES)
        _choices(self, "street").choices = [ANY, *((unit.pk, unit.short_name) for unit in streets)]


class ProblemFilter(FilterForm):
    conditions = {
        "seen": lambda seen, moment: Q(seen_at__isnull=seen == "no"),
        "outcome": lambda outcome, moment: Q(finding__outcome=outcome),
        "questionnaire": lambda pk, moment: Q(questionnaire=pk),
    }
    seen = forms.ChoiceField(
        label=pgettext_lazy("problem", "Looked at"),
        choices=[ANY, ("no", pgettext_lazy("problem", "Unread")), ("yes", pgettext_lazy("problem", "Read"))],
        required=False,
    )
    outcome = forms.ChoiceField(label=_("What it became"), choices=[ANY, *Outcome.choices], required=False)
    questionnaire = forms.ChoiceField(
        label=_("Questionnaire"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        seen = Questionnaire.objects.visible_to(by).exclude(published_at=None)
        _choices(self, "questionnaire").choices = [
            ANY,
            *((row.pk, row.title) for row in seen.order_by("-id")[:200]),
        ]


def _choices(form: forms.Form, name: str) -> Any:
    """A field that has choices; a form's mapping of fields does not say so."""
    return form.fields[name]
