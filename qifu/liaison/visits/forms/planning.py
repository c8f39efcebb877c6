"""The shape of a trip as it is planned."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import CHOOSE, DayField, LeaderField, TextField
from qifu.appeals.forms.keys import KeyField
from qifu.liaison.visits.models import Visit
from qifu.liaison.visits.places import NoSuchPlace, code_of, place_of, words_of
from qifu.liaison.visits.planning import Place, Plan
from qifu.liaison.visits.words import GOERS, VisitKind
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Post

STOPS, SHOWN = 8, 4


def posts_of(district: District) -> Any:
    """Those who can go: everybody with a post in a unit."""
    active = Post.objects.filter(district=district, role__in=GOERS, active=True, user__is_active=True)
    return active.exclude(unit=None).select_related("user", "unit").order_by("unit__order", "unit_id", "pk")


class PostField(forms.ModelChoiceField[Post]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.unit.short_name} {obj.user.name}（{obj.get_role_display()}）"


class PostsField(forms.ModelMultipleChoiceField[Post]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.unit.short_name} {obj.user.name}（{obj.get_role_display()}）"


class PlanForm(forms.Form):
    kind = forms.ChoiceField(
        label=pgettext_lazy("trip", "Kind"),
        choices=VisitKind,
        widget=forms.RadioSelect,
        initial=VisitKind.VISIT,
    )
    purpose = forms.CharField(label=pgettext_lazy("trip", "Purpose"), max_length=200)
    day = DayField(label=pgettext_lazy("trip", "Day"))
    hour = forms.TimeField(
        label=pgettext_lazy("trip", "Starts at"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        initial="09:00",
    )
    lead = PostField(
        Post.objects.none(),
        label=_("Lead official"),
        empty_label=CHOOSE,
        widget=forms.Select(attrs={"data-search": ""}),
    )
    others = PostsField(
        Post.objects.none(),
        label=_("Others who go along"),
        required=False,
        widget=forms.SelectMultiple(attrs={"data-search": ""}),
    )
    leader = LeaderField(
        label=_("Leader who goes along"),
        required=False,
        help_text=_("At a company that is linked to them, the visit counts as their contact."),
    )
    key = KeyField()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, by: Actor, district: District, visit: Visit | None = None) -> None:
        super().__init__(data, initial=said_of(visit, district) if visit else first_of(by, district))
        self.label_suffix, self.district, self.by = "", district, by
        if visit:
            self.fields["kind"].disabled = True
            self.fields["kind"].initial = visit.kind
        for name in ("lead", "others"):
            self.fields[name].queryset = posts_of(district)  # type: ignore[attr-defined]
        self.fields["leader"].choose_from(district)  # type: ignore[attr-defined]
        self.fields["leader"].empty_label = "—"  # type: ignore[attr-defined]
        for number in range(1, STOPS + 1):
            self.fields[f"stop{number}"] = self._stop(number)

    def _stop(self, number: int) -> forms.CharField:
        said = self.data.get(f"stop{number}") if self.is_bound else self.initial.get(f"stop{number}")
        attrs = {"data-lookup": reverse("visit-places"), "data-text": words_of(said or "", self.district)}
        field = forms.CharField(
            label=_("Stop %(number)s") % {"number": number},
            required=False,
            max_length=20,
            widget=forms.TextInput(attrs=attrs),
        )
        if number == 1:
            field.help_text = _("A company or a key project: type its name, number or credit code.")
        return field

    @property
    def first_stops(self) -> list[forms.BoundField]:
        return [self[f"stop{number}"] for number in range(1, SHOWN + 1)]

    @property
    def more_stops(self) -> list[forms.BoundField]:
        return [self[f"stop{number}"] for number in range(SHOWN + 1, STOPS + 1)]

    @property
    def more_given(self) -> bool:
        return any(field.value() for field in self.more_stops)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        places: list[Place] = []
        for number in range(1, STOPS + 1):
            if said := cleaned.get(f"stop{number}"):
                try:
                    places.append(place_of(said, self.district))
                except NoSuchPlace:
                    sentence = gettext(
                        "“%(said)s” is no company or project of the register: choose one from the list."
                    )
                    self.add_error(f"stop{number}", ValidationError(sentence % {"said": said}))
        cleaned["places"] = places
        return cleaned

    @property
    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(
            kind=VisitKind(said["kind"]),
            purpose=said["purpose"],
            starts_at=timezone.make_aware(datetime.combine(said["day"], said["hour"])),
            lead=said["lead"],
            others=list(said["others"]),
            leader=said["leader"],
            places=said["places"],
        )


def first_of(by: Actor, district: District) -> dict[str, Any]:
    own = posts_of(district).filter(user=by.user, unit=by.unit).first() if by.unit else None
    return {"lead": own.pk if own else None, "leader": by.leader.pk if by.leader else None}


def said_of(visit: Visit, district: District) -> dict[str, Any]:
    starts = timezone.localtime(visit.starts_at)
    going = {(goer.user_id, goer.unit_id) for goer in visit.goers.all()}
    posts = {(post.user_id, post.unit_id): post.pk for post in posts_of(district)}
    chosen = {pair: pk for pair, pk in posts.items() if pair in going}
    lead = (visit.lead_id, visit.unit_id)
    stops = visit.stops.select_related("enterprise", "project")
    return {
        "kind": visit.kind,
        "purpose": visit.purpose,
        "day": starts.date(),
        "hour": starts.time(),
        "lead": chosen.get(lead),
        "others": [pk for pair, pk in chosen.items() if pair != lead],
        "leader": visit.leader_id,
        "version": visit.version,
        **{f"stop{n}": code_of(stop.enterprise, stop.project) for n, stop in enumerate(stops, start=1)},
    }


class CancelForm(forms.Form):
    reason = TextField(label=pgettext_lazy("trip", "Why it is cancelled"), most=300)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, version: int) -> None:
        super().__init__(data, initial={"version": version})
        self.label_suffix = ""
