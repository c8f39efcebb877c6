"""The filters of the register."""

from collections.abc import Mapping

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qifu.enterprises.industries import SECTIONS
from qifu.enterprises.models.enterprise import SIZES
from qifu.enterprises.querysets import EnterpriseQuerySet
from qifu.enterprises.search import matching
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Leader, Unit, UnitKind

PLACES = (UnitKind.STREET, UnitKind.ZONE)
ANY = ("", _("All"))
NONE = "none"


def choices_of(*pairs: tuple[str, object]) -> list[tuple[str, object]]:
    return [ANY, *pairs]


class RegisterFilter(forms.Form):
    """A word of the URL that means nothing narrows nothing."""

    q = forms.CharField(
        label=_("Name, code, telephone or contact"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "data-page-search": ""}),
    )
    street = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Street"), required=False, empty_label=ANY[1]
    )
    section = forms.ChoiceField(
        label=_("Industry"),
        required=False,
        choices=choices_of(*((letter, name) for letter, name in SECTIONS.items())),
    )
    size = forms.ChoiceField(
        label=_("Size class"), required=False, choices=choices_of(*SIZES, (NONE, _("Not known")))
    )
    above_scale = forms.BooleanField(label=_("Above scale"), required=False)
    key = forms.BooleanField(label=_("Key enterprise"), required=False)
    restructured = forms.BooleanField(label=_("Restructured"), required=False)
    leader = forms.ModelChoiceField(
        Leader.objects.none(), label=_("Linked leader"), required=False, empty_label=ANY[1]
    )
    district = forms.ModelChoiceField(
        District.objects.none(), label=_("District"), required=False, empty_label=ANY[1]
    )

    def __init__(self, query: Mapping[str, str], by: Actor) -> None:
        super().__init__(query)
        self.label_suffix = ""
        below = District.objects.filter(Q(pk=by.district.pk) | Q(parent=by.district)) if by.district else ()
        streets = Unit.objects.filter(kind__in=PLACES, active=True, district__in=below)
        leaders = Leader.objects.filter(active=True, district__in=below)
        self.fields["street"].queryset = streets  # type: ignore[attr-defined]
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]
        self.fields["district"].queryset = below  # type: ignore[attr-defined]
        if by.role != "city":
            del self.fields["district"]

    def narrow(self, rows: EnterpriseQuerySet) -> EnterpriseQuerySet:
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        if typed := said.pop("q", "").strip():
            rows = matching(rows, typed)
        if said.get("size") == NONE:
            said["size"] = None
        return rows.filter(**said)

    @property
    def narrows(self) -> bool:
        self.is_valid()
        return any(self.cleaned_data.values())
