"""Planning, recording, raising an issue; people are written one a line, as one has them in a list."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from qifu.appeals.forms.fields import DayField, TextField, UnitField
from qifu.appeals.forms.files import FilesField
from qifu.appeals.forms.keys import KeyField
from qifu.appeals.lists.filters import ANY, FilterForm
from qifu.enterprises.models import Enterprise
from qifu.liaison.symposia.gathering import Came, Guest, Plan
from qifu.liaison.symposia.models import Gathering, Participant
from qifu.liaison.symposia.words import GatheringKind, GatheringStage
from qifu.liaison.targets import named_in
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit
from qifu.organisations.roles import Role

BETWEEN = re.compile(r"\s*[,，;；|\t]\s*")
MOST_GUESTS = 300


def lines_of(text: str) -> list[tuple[str, str, str]]:
    """Company or unit, name, title."""
    found = []
    for line in text.splitlines():
        parts = [part.strip() for part in BETWEEN.split(line.strip())]
        if parts[0]:
            found.append((parts[0], *[*parts[1:3], "", ""][:2]))
    return found  # type: ignore[return-value]


def companies_in(text: str, district: District) -> tuple[list[Guest], list[str]]:
    """The guests, and the lines that name nobody or several."""
    lines = lines_of(text)
    guests, wrong = [], []
    known = {line: named_in(line, district) for line in {line[0] for line in lines}}
    numbers = {number for named in known.values() for number in named.numbers}
    rows = {row.number: row for row in Enterprise.objects.filter(district=district, number__in=numbers)}
    for company, name, title in lines:
        named = known[company].numbers
        if named:
            guests.append(Guest(enterprise=rows[named[0]], name=name[:40], title=title[:60]))
        else:
            wrong.append(company)
    return guests, wrong


def officials_in(text: str, district: District) -> tuple[list[Guest], list[str]]:
    units: dict[str, Unit] = {}
    for unit in Unit.objects.filter(district=district, active=True):
        units |= {unit.name: unit, unit.short_name: unit}
    guests, wrong = [], []
    for place, name, title in lines_of(text):
        if place in units:
            guests.append(Guest(unit=units[place], name=name[:40], title=title[:60]))
        else:
            wrong.append(place)
    return guests, wrong


class GuestsForm(forms.Form):
    def guests_of(self, name: str, read: Any, district: District) -> list[Guest]:
        guests, wrong = read(self.cleaned_data[name], district)
        if wrong:
            self.add_error(
                name, gettext("Not known, or several go by it: %(lines)s.") % {"lines": "、".join(wrong[:5])}
            )
        if len(guests) > MOST_GUESTS:
            self.add_error(name, gettext("At most %(most)s people.") % {"most": MOST_GUESTS})
        return list(guests)


class PlanForm(GuestsForm):
    key = KeyField()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=GatheringKind, widget=forms.RadioSelect, initial=GatheringKind.SYMPOSIUM
    )
    topic = forms.CharField(label=pgettext_lazy("gathering", "Topic"), max_length=120)
    starts_at = forms.DateTimeField(
        label=pgettext_lazy("gathering", "Time"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )
    place = forms.CharField(label=pgettext_lazy("gathering", "Place"), max_length=120)
    chair = forms.CharField(label=pgettext_lazy("gathering", "Chair"), max_length=60)
    host = UnitField(label=_("Hosting unit"))
    remark = TextField(label=_("What it is about"), rows=3, most=2000, required=False)
    companies = TextField(
        label=_("Companies asked to come"),
        rows=6,
        most=50_000,
        help_text=_(
            "One a line: name, number or credit code; after a comma the person's name and title, if known."
        ),
    )
    officials = TextField(
        label=_("Officials asked to come"),
        rows=4,
        most=20_000,
        required=False,
        help_text=_(
            "One a line: the unit's short name; after a comma the person's name and title, if known."
        ),
    )

    def __init__(self, *args: Any, by: Actor, row: Gathering | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.row = by, row
        assert by.district  # noqa: S101 - behind signed_in
        self.district: District = by.district
        self.fields["host"].choose_from(by.district)  # type: ignore[attr-defined]
        if by.role != Role.OFFICE:
            own = Unit.objects.filter(pk=by.unit.pk if by.unit else 0)
            self.fields["host"].queryset = own  # type: ignore[attr-defined]
            self.fields["host"].initial = by.unit
        if row:
            del self.fields["kind"]

    def clean(self) -> None:
        self.guests: list[Guest] = []
        for name, read in (("companies", companies_in), ("officials", officials_in)):
            if name in self.cleaned_data:
                self.guests += self.guests_of(name, read, self.district)

    @property
    def plan(self) -> Plan:
        said = self.cleaned_data
        kind = GatheringKind(self.row.kind if self.row else said["kind"])
        names = ("topic", "starts_at", "place", "chair", "host", "remark")
        return Plan(kind=kind, guests=self.guests, **{name: said[name] for name in names})


def written(people: list[Participant], *, of_companies: bool) -> str:
    lines = []
    for person in people:
        if bool(person.enterprise_id) == of_companies:
            side = person.enterprise.number if person.enterprise else person.side
            lines.append("，".join(filter(None, (side, person.name, person.title))))
    return "\n".join(lines)


class RecordForm(GuestsForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    more = TextField(
        label=_("Also there, of companies"),
        rows=2,
        most=20_000,
        required=False,
        help_text=_("Who was not asked, one a line: company, name, title."),
    )
    record = TextField(label=pgettext_lazy("gathering", "Record"), rows=8, most=20_000, required=False)
    conclusion = TextField(label=_("Conclusion"), rows=5, most=20_000, required=False)
    files = FilesField(label=_("Files"))  # type: ignore[assignment] # a field, not the request's files

    def __init__(self, *args: Any, row: Gathering, people: list[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.people = row, people
        for person in people:
            self.fields[f"came-{person.pk}"] = forms.BooleanField(
                required=False, initial=person.came is not False
            )
            self.fields[f"name-{person.pk}"] = forms.CharField(
                required=False, max_length=40, initial=person.name
            )
            self.fields[f"title-{person.pk}"] = forms.CharField(
                required=False, max_length=60, initial=person.title
            )
            for name, label in (
                ("came", pgettext_lazy("attendance", "Came")),
                ("name", pgettext_lazy("person", "Name")),
                ("title", pgettext_lazy("person", "Title")),
            ):
                self.fields[f"{name}-{person.pk}"].widget.attrs["aria-label"] = f"{person.side} {label}"

    @property
    def lines(self) -> list[tuple[Participant, Any, Any, Any]]:
        return [
            (person, self[f"came-{person.pk}"], self[f"name-{person.pk}"], self[f"title-{person.pk}"])
            for person in self.people
        ]

    def clean(self) -> None:
        self.guests: list[Guest] = []
        if "more" in self.cleaned_data:
            self.guests = self.guests_of("more", companies_in, self.row.district)

    @property
    def came(self) -> list[Came]:
        said = self.cleaned_data
        return [
            Came(p.pk, said[f"came-{p.pk}"], said[f"name-{p.pk}"], said[f"title-{p.pk}"]) for p in self.people
        ]


class IssueForm(forms.Form):
    key = KeyField()
    text = TextField(label=_("What was raised"), rows=3, most=5000)
    participant = forms.ModelChoiceField(
        Participant.objects.none(),
        label=_("By whom"),
        required=False,
        widget=forms.Select(attrs={"data-search": ""}),
    )
    raised_by = forms.CharField(label=_("Or somebody else"), max_length=60, required=False)

    def __init__(self, *args: Any, row: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = row.participants.filter(came=True).select_related("enterprise", "unit")
        self.fields["participant"].queryset = there  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class GatheringFilter(FilterForm):
    conditions = {
        "kind": lambda kind, moment: Q(kind=kind),
        "stage": lambda stage, moment: (
            Q(stage__in=("held", "written_up")) if stage == "took_place" else Q(stage=stage)
        ),
        "host": lambda unit, moment: Q(host=unit),
        "since": lambda day, moment: Q(starts_at__gte=start_of_day(day)),
        "until": lambda day, moment: Q(starts_at__lt=end_of_day(day)),
    }
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *GatheringKind.choices])
    stage = forms.ChoiceField(
        label=pgettext_lazy("gathering", "State"),
        required=False,
        choices=[ANY, *GatheringStage.choices, ("took_place", pgettext_lazy("gathering", "Took place"))],
    )
    host = forms.ChoiceField(
        label=_("Hosting unit"), required=False, widget=forms.Select(attrs={"data-search": ""})
    )
    since = DayField(label=pgettext_lazy("period", "From"), required=False)
    until = DayField(label=pgettext_lazy("period", "Until"), required=False)

    def __init__(self, query: Mapping[str, Any], by: Actor) -> None:
        super().__init__(query, by)
        units = Unit.objects.filter(district=by.district, active=True)
        self.fields["host"].choices = [ANY, *((unit.pk, unit.short_name) for unit in units)]  # type: ignore[attr-defined]
