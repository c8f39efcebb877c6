"""The filters of the long-term list, of the exclusions and of the catalogue of duties."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.lists.filters import ANY, FilterForm
from qifu.appeals.models.assignment import Ruling
from qifu.appeals.monthly import missing_progress
from qifu.organisations.actors import Actor
from qifu.organisations.models import Leader, Unit
from qifu.organisations.moment import Moment


def _searched(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, widget=forms.Select(attrs={"data-search": ""}))


def _choose(form: forms.Form, name: str, rows: Any, label: str) -> None:
    form.fields[name].choices = [ANY, *((row.pk, getattr(row, label)) for row in rows)]  # type: ignore[attr-defined]


class OfUnitFilter(FilterForm):
    unit = _searched(_("Lead unit"))

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        _choose(self, "unit", Unit.objects.filter(district=by.district), "short_name")


class LongTermFilter(OfUnitFilter):
    conditions = {
        "unit": lambda unit, moment: Q(lead_unit=unit),
        "leader": lambda leader, moment: Q(listed_leader=leader),
    }
    leader = _searched(_("Leader responsible"))
    state = forms.ChoiceField(
        label=pgettext_lazy("long-term", "State"),
        required=False,
        choices=[ANY, ("review", _("Review due")), ("missing", _("Monthly progress missing"))],
    )

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        _choose(self, "leader", Leader.objects.filter(district=by.district), "name")

    def narrow(self, appeals: QuerySet[Any], moment: Moment) -> QuerySet[Any]:
        found = appeals.filter(self.condition(moment))
        state = self.given.get("state")
        if state == "review":
            found = found.filter(review_on__lte=moment.today)
        if state == "missing" and self.by.district:
            found = found.filter(missing_progress(self.by.district.pk, moment.now))
        return found


STATES = {
    "asked": Q(ruling=None),
    "in_force": Q(ruling=Ruling.APPROVED, revoked_at=None),
    "refused": Q(ruling=Ruling.REFUSED),
    "revoked": Q(revoked_at__isnull=False),
}


class ExclusionFilter(OfUnitFilter):
    conditions = {
        "unit": lambda unit, moment: Q(unit=unit),
        "state": lambda state, moment: STATES[state],
    }
    state = forms.ChoiceField(
        label=pgettext_lazy("long-term", "State"),
        required=False,
        choices=[
            ANY,
            ("asked", _("Awaiting the office")),
            ("in_force", pgettext_lazy("rates", "Excluded")),
            ("refused", pgettext_lazy("ruling", "Refused")),
            ("revoked", _("Revoked")),
        ],
    )


class CatalogueFilter(OfUnitFilter):
    conditions = {
        "unit": lambda unit, moment: Q(unit=unit),
        "text": lambda text, moment: Q(category__path__icontains=text.strip()),
        "origin": lambda origin, moment: Q(ruling__isnull=origin == "hand"),
    }
    text = forms.CharField(
        label=_("Category"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "search", "data-page-search": ""}),
    )
    origin = forms.ChoiceField(
        label=_("Grown from"),
        required=False,
        choices=[ANY, ("ruling", _("A ruling")), ("hand", _("The office's hand"))],
    )
    field_order = ("text", "unit", "origin")
