"""The shape of a meeting as it is planned, and of the words that a step needs."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import DayField, LeaderField, OfDistrict, TextField, UnitsField
from qifu.appeals.forms.keys import KeyField
from qifu.meetings.models import Meeting
from qifu.meetings.planning import Plan
from qifu.meetings.words import MeetingKind
from qifu.organisations.models import District, Front, Unit


class FrontField(OfDistrict, forms.ModelChoiceField[Front]):
    def choose_from(self, district: District) -> None:
        self.queryset = Front.objects.filter(district=district)


class InvitedField(UnitsField):
    def clean(self, value: Any) -> Any:
        if value and len(set(value)) < len(value):
            raise ValidationError(_("A unit is named twice: name each unit once."))
        return super().clean(value)


class HourField(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **kwargs)


class PlanForm(forms.Form):
    kind = forms.ChoiceField(label=pgettext_lazy("meeting", "Kind"), choices=MeetingKind)
    front = FrontField(
        queryset=Front.objects.none(),
        label=pgettext_lazy("column", "Front"),
        required=False,
        empty_label="—",
        help_text=_("Only for a special report meeting, which is of one front."),
    )
    title = forms.CharField(
        label=pgettext_lazy("meeting", "Title"),
        max_length=80,
        help_text=_("As it stands on the invitation and the minutes."),
    )
    day = DayField(label=pgettext_lazy("meeting", "Day"))
    begins = HourField(label=pgettext_lazy("meeting", "Starts"))
    ends = HourField(label=pgettext_lazy("meeting", "Ends"))
    place = forms.CharField(label=pgettext_lazy("meeting", "Place"), max_length=80)
    chair = LeaderField(label=_("In the chair"))
    units = InvitedField(label=_("Units asked to come"), required=False)
    everyone = forms.BooleanField(
        label=_("Ask all units: every one of the district, or every one of the front"), required=False
    )
    remark = TextField(label=_("What to bring and prepare"), rows=3, required=False)
    key = KeyField()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, district: District, meeting: Meeting | None = None) -> None:
        super().__init__(data, initial=said_of(meeting) if meeting else None)
        self.label_suffix = ""
        self.district, self.meeting = district, meeting
        if meeting:
            del self.fields["kind"], self.fields["front"]
        for field in self.fields.values():
            if isinstance(field, OfDistrict):
                field.choose_from(district)

    @property
    def plan(self) -> Plan:
        said, meeting = self.cleaned_data, self.meeting
        front = meeting.front if meeting else said["front"]
        return Plan(
            kind=MeetingKind(meeting.kind if meeting else said["kind"]),
            front=front,
            title=said["title"],
            starts_at=timezone.make_aware(datetime.combine(said["day"], said["begins"])),
            ends_at=timezone.make_aware(datetime.combine(said["day"], said["ends"])),
            place=said["place"],
            chair=said["chair"],
            remark=said["remark"],
            units=self._units(front),
        )

    def _units(self, front: Front | None) -> list[Unit]:
        chosen = list(self.cleaned_data["units"])
        if not self.cleaned_data["everyone"]:
            return chosen
        every = Unit.objects.filter(district=self.district, active=True)
        return [*{*chosen, *(every.filter(front=front) if front else every)}]


def said_of(meeting: Meeting) -> dict[str, Any]:
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {
        "title": meeting.title,
        "day": starts.date(),
        "begins": starts.time(),
        "ends": ends.time(),
        "place": meeting.place,
        "chair": meeting.chair_id,
        "units": [row.unit_id for row in meeting.attendances.all()],
        "remark": meeting.remark,
        "version": meeting.version,
    }


class NoteForm(forms.Form):
    """`needed`: the step is not taken without words."""

    note = TextField(label=_("Remark"), most=500)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, needed: bool, label: Any = "", version: int | None = None
    ) -> None:
        super().__init__(data, initial={"version": version})
        self.label_suffix = ""
        self.fields["note"].required = needed
        if label or needed:
            self.fields["note"].label = label or _("Reason")
