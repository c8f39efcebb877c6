"""One line a unit: whether it takes part, who is responsible, who is the contact officer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qifu.liaison.models import Programme
from qifu.liaison.verbs.member_units import Named
from qifu.organisations.models import Post, Unit


class MemberUnitForm(forms.Form):
    takes_part = forms.BooleanField(required=False)
    responsible_name = forms.CharField(
        label=gettext_lazy("Responsible leader"), max_length=40, required=False
    )
    contact_name = forms.CharField(label=gettext_lazy("Contact officer"), max_length=40, required=False)
    contact_phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=30, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, unit: Unit, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=f"u{unit.pk}", initial=initial)
        self.unit = unit
        self.fields["takes_part"].widget.attrs["aria-label"] = _("%(unit)s takes part") % {"unit": unit}
        for name in ("responsible_name", "contact_name", "contact_phone"):
            field = self.fields[name]
            field.widget.attrs |= {"aria-label": f"{unit.short_name} {field.label}"}
            if name != "contact_phone":
                field.widget.attrs["list"] = f"people-{unit.pk}"

    @property
    def named(self) -> Named:
        said = self.cleaned_data
        return Named(self.unit, said["responsible_name"], said["contact_name"], said["contact_phone"])


@dataclass(frozen=True)
class MemberUnitsForm:
    rows: Sequence[MemberUnitForm]
    people: Mapping[int, Sequence[str]]

    def is_valid(self) -> bool:
        return all([row.is_valid() for row in self.rows])  # noqa: C419 - each row says what is wrong with it

    @property
    def named(self) -> list[Named]:
        return [row.named for row in self.rows if row.cleaned_data["takes_part"]]


def member_units_form(programme: Programme, data: Mapping[str, Any] | None) -> MemberUnitsForm:
    members = {row.unit_id: row for row in programme.member_units.all()}
    units = Unit.objects.filter(Q(active=True) | Q(pk__in=members), district=programme.district)
    rows = []
    for unit in units:
        row = members.get(unit.pk)
        initial = {
            "takes_part": row is not None,
            "responsible_name": row.responsible_name if row else "",
            "contact_name": row.contact_name if row else "",
            "contact_phone": row.contact_phone if row else "",
        }
        rows.append(MemberUnitForm(data, unit=unit, initial=initial))
    return MemberUnitsForm(rows, people_by_unit(units))


def people_by_unit(units: Any) -> dict[int, list[str]]:
    found = defaultdict(list)
    posts = Post.objects.filter(unit__in=units, active=True, user__is_active=True)
    for unit, name in posts.order_by("user__name").values_list("unit", "user__name").distinct():
        found[unit].append(name)
    return dict(found)
