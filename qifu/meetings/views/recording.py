"""The record of a meeting, made to be filled in on a telephone: attendance, minutes and resolutions item by item."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from qifu.appeals.forms.fields import CHOOSE
from qifu.appeals.forms.keys import request_key
from qifu.meetings import recording
from qifu.meetings.forms.agenda import TopicForm
from qifu.meetings.forms.recording import AttendanceForm, MinutesForm, ResolutionForm
from qifu.meetings.models import Meeting
from qifu.meetings.views.scope import drafted_or_404, form_page, item_or_404, meeting_or_404, posted
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.models import District, Unit
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


@signed_in(Role.OFFICE)
@require_safe
def record(request: Request, pk: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    if found.is_finalised:
        return redirect("meeting-minutes", pk)
    if not found.is_held:
        return redirect("meeting", pk)
    return show(request, found)


@signed_in(Role.OFFICE)
@require_POST
def attendance(request: Request, pk: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    form = AttendanceForm(request.POST, meeting=found)
    if not form.is_valid():
        return show(request, found, attendance=form, status=422)
    try:
        said = form.cleaned_data
        recording.attend(found, form.came, others=said["others"], version=said["version"], by=request.actor)
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, found, attendance=form, status=409)
    messages.success(request, _("The attendance is stored."))
    return redirect(f"{reverse('meeting-record', args=[pk])}#attendance")


@signed_in(Role.OFFICE)
@require_POST
def minute(request: Request, pk: int, item: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    row = item_or_404(found, item)
    form = MinutesForm(request.POST, item=row)
    if not form.is_valid():
        return show(request, found, minutes={item: form}, status=422)
    try:
        said = form.cleaned_data
        recording.minute(row, said["text"], version=said["version"], by=request.actor)
    except Refused as refused:
        form = newer(form, refused, version=item_or_404(found, item).version)
        return show(request, found, minutes={item: form}, status=409)
    messages.success(request, _("The minutes of this item are stored."))
    return redirect(f"{reverse('meeting-record', args=[pk])}#item-{item}")


def newer(form: MinutesForm, refused: Refused, *, version: int) -> MinutesForm:
    """What was typed stays; stored again it is stored over what has been read now."""
    form.add_error(None, str(refused))
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["version"] = version  # type: ignore[index]
    return form


@signed_in(Role.OFFICE)
@require_POST
def resolve(request: Request, pk: int, item: int) -> HttpResponse:
    found = meeting_or_404(request, pk)
    row = item_or_404(found, item)
    form = ResolutionForm(request.POST, district=district_of(request), item=row)
    if not form.is_valid():
        return show(request, found, resolutions={item: form}, status=422)
    try:
        key = request_key(form, pk, item)
        recording.resolve(row, **without_key(form), key=key, by=request.actor)
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, found, resolutions={item: form}, status=409)
    messages.success(request, _("Resolved."))
    return redirect(f"{reverse('meeting-record', args=[pk])}#item-{item}")


def without_key(form: forms.Form) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "key"}


@signed_in(Role.OFFICE)
@form_page
def revise(request: Request, pk: int) -> HttpResponse:
    found = drafted_or_404(request, pk)
    form = ResolutionForm(request.POST if posted(request) else None, district=district_of(request), now=found)
    back = f"{reverse('meeting-record', args=[found.meeting_id])}#item-{found.item_id}"
    if form.is_bound and form.is_valid():
        try:
            recording.revise(found, **without_key(form), by=request.actor)
            return redirect(back)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "resolution": found, "back": back}
    return render(request, "meetings/resolution_form.html", context, status=422 if form.is_bound else 200)


@signed_in(Role.OFFICE)
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    found = drafted_or_404(request, pk)
    recording.take_back(found, by=request.actor)
    messages.success(request, _("The resolution is taken back."))
    return redirect(f"{reverse('meeting-record', args=[found.meeting_id])}#item-{found.item_id}")


def show(
    request: Request,
    found: Meeting,
    *,
    attendance: AttendanceForm | None = None,
    minutes: dict[int, MinutesForm] | None = None,
    resolutions: dict[int, ResolutionForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The forms given are as they were filled; all others as the record stands."""
    district, units = district_of(request), unit_choices(district_of(request))
    items = found.items.select_related("appeal", "former__meeting", "former__unit", "unit")
    cards = [
        {
            "item": item,
            "minutes": (minutes or {}).get(item.pk) or MinutesForm(item=item),
            "resolutions": item.resolutions.all(),
            "resolve": offering(
                (resolutions or {}).get(item.pk) or ResolutionForm(district=district, item=item), units
            ),
        }
        for item in items.prefetch_related("resolutions__unit")
    ]
    context = {
        "meeting": found,
        "attendance": attendance or AttendanceForm(None, meeting=found),
        "cards": cards,
        "topic_form": TopicForm(district=district),
    }
    return render(request, "meetings/record.html", context, status=status)


def unit_choices(district: District) -> list[tuple[int | str, str]]:
    units = Unit.objects.filter(district=district, active=True).values_list("pk", "name")
    return [("", str(CHOOSE)), *units]


def offering(form: ResolutionForm, units: list[tuple[int | str, str]]) -> ResolutionForm:
    """The same units to every form of the page, which would otherwise ask for them one by one."""
    form.fields["unit"].widget.choices = units
    return form
