"""The forms of the record: who came, what was said on an item, what was resolved."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.forms.fields import DayField, TextField, UnitField
from qifu.appeals.forms.keys import KeyField
from qifu.meetings.models import Attendance, Item, Meeting, Resolution
from qifu.meetings.recording import Came
from qifu.meetings.words import Presence
from qifu.organisations.models import District


class CameForm(forms.Form):
    """One unit's line."""

    presence = forms.ChoiceField(
        label=_("Attendance"), choices=Presence, required=False, widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Who came"), max_length=40, required=False)
    note = forms.CharField(label=_("Remark"), max_length=100, required=False)

    def __init__(self, data: Any, *, row: Attendance) -> None:
        said = {"presence": row.presence, "name": row.name, "note": row.note}
        super().__init__(data, prefix=f"u{row.unit_id}", initial=said)
        self.label_suffix = ""
        self.unit = row.unit
        for name in ("name", "note"):
            self.fields[name].widget.attrs["aria-label"] = f"{row.unit.short_name} {self.fields[name].label}"
            self.fields[name].widget.attrs["placeholder"] = self.fields[name].label

    def clean(self) -> None:
        if self.cleaned_data.get("presence") == Presence.PRESENT and not self.cleaned_data.get("name"):
            self.add_error("name", _("Write the name of the person who was present."))

    @property
    def came(self) -> Came:
        return Came(self.unit.pk, **self.cleaned_data)


class AttendanceForm(forms.Form):
    others = forms.CharField(
        label=_("Others present"),
        max_length=300,
        required=False,
        help_text=_("Leaders, experts, people of companies, separated by commas."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, meeting: Meeting) -> None:
        super().__init__(data, initial={"others": meeting.others, "version": meeting.version})
        self.label_suffix = ""
        self.rows: Sequence[CameForm] = [CameForm(data, row=row) for row in meeting.attendances.all()]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    @property
    def came(self) -> list[Came]:
        return [row.came for row in self.rows]


class MinutesForm(forms.Form):
    text = TextField(label=_("Minutes"), rows=4, most=4000, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, item: Item) -> None:
        super().__init__(
            data, initial={"text": item.minutes, "version": item.version}, auto_id=f"m{item.pk}_%s"
        )
        self.label_suffix = ""


class ResolutionForm(forms.Form):
    text = TextField(label=_("Resolution"), rows=2, most=500)
    unit = UnitField(
        label=_("Owner unit"),
        error_messages={
            "required": _("A resolution without an owner is nobody's: choose the unit that carries it out.")
        },
    )
    due_on = DayField(label=_("To be done by"))
    key = KeyField()

    def __init__(
        self, data: Any = None, *, district: District, item: Item | None = None, now: Resolution | None = None
    ) -> None:
        initial: dict[str, object] = {"unit": item.unit_id} if item else {}
        if now:
            initial = {"text": now.text, "unit": now.unit_id, "due_on": now.due_on}
        super().__init__(data, initial=initial, auto_id=f"r{item.pk}_%s" if item else "id_%s")
        self.label_suffix = ""
        self.fields["unit"].choose_from(district)  # type: ignore[attr-defined]


class ReportForm(forms.Form):
    note = TextField(
        label=_("What has been done"), rows=4, most=2000, help_text=_("What was done, and what came of it.")
    )


class PostponeForm(forms.Form):
    due_on = DayField(label=_("New date"))
    note = TextField(label=_("Reason"), most=500)


class ReasonForm(forms.Form):
    note = TextField(label=_("Reason"), most=500)


class RemarkForm(forms.Form):
    note = TextField(label=pgettext_lazy("meeting", "Remark"), most=500, required=False)


RESOLUTION_FORMS: dict[str, type[forms.Form]] = {
    "report": ReportForm,
    "confirm": RemarkForm,
    "send_back": ReasonForm,
    "postpone": PostponeForm,
    "drop": ReasonForm,
}
