"""The list of activities, one activity, and who signed up."""

from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from qifu.liaison.activities.forms.activity import (
    ActivityFilter,
    OnBehalfForm,
    PicturesForm,
    RaisedForm,
    ResultsForm,
)
from qifu.liaison.activities.models import Activity, SignUp
from qifu.liaison.activities.planning import may_keep
from qifu.liaison.activities.signing_up import sign_up, take_back
from qifu.liaison.activities.words import KEEPERS, READERS, SOURCE, SignUpState
from qifu.liaison.models import Finding
from qifu.liaison.views.scope import file_of
from qifu.lib.names import mask_name, mask_phone
from qifu.organisations.http import Request, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused


def activity_or_404(request: Request, pk: int) -> Activity:
    rows = Activity.objects.visible_to(request.actor).select_related("district", "host")
    found: Activity = get_object_or_404(rows, pk=pk)
    return found


@signed_in(*READERS)
@require_safe
def activities(request: Request) -> HttpResponse:
    filters = ActivityFilter(request.GET, request.actor)
    found = Activity.objects.visible_to(request.actor).filter(filters.condition(Moment()))
    page = keyset(found.for_list(), ("-starts_at", "-id"), request.GET)
    context = {
        "filters": filters,
        "page": page,
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "plans": request.actor.role in KEEPERS,
    }
    return render(request, "activities/activities.html", context)


@signed_in(*READERS)
@require_safe
def activity(request: Request, pk: int) -> HttpResponse:
    return show(request, activity_or_404(request, pk))


def show(
    request: Request, found: Activity, wrong: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    came = found.sign_ups.filter(came__gt=0).aggregate(people=Sum("came"))["people"] or 0
    context = {
        "activity": found,
        "facts": facts_of(found),
        "coming": found.people(),
        "waiting": found.people(SignUpState.WAITING),
        "came": came,
        "companies": found.sign_ups.filter(came__gt=0).count(),
        "keeps": may_keep(request.actor, found.host),
        "begun": found.starts_at <= timezone.now(),
        "findings": Finding.objects.visible_to(request.actor)
        .from_(SOURCE, found.pk)
        .for_list()
        .order_by("id"),
        "pictures": found.pictures.all(),
        "raised": RaisedForm(district=found.district),
        "results": ResultsForm(initial={"version": found.version, "results": found.results}),
        "files": PicturesForm(),
        **(wrong or {}),
    }
    return render(request, "activities/activity.html", context, status=status)


def facts_of(found: Activity) -> list[tuple[str, object]]:
    starts, ends = timezone.localtime(found.starts_at), timezone.localtime(found.ends_at)
    return [
        (pgettext("activity", "Kind"), found.get_kind_display()),
        (pgettext("column", "Time"), f"{starts:%Y-%m-%d %H:%M}–{ends:%H:%M}"),
        (pgettext("activity", "Place"), found.place),
        (_("Host unit"), found.host.short_name),
        (_("For whom"), _("Open to every company") if found.open_to_all else found.for_whom.in_words()),
        (_("Seats"), found.seats or _("room for all")),
        (_("Shown on the public page"), _("Yes") if found.public else _("No")),
    ]


@signed_in(*READERS)
@require_safe
def sign_ups(request: Request, pk: int) -> HttpResponse:
    found = activity_or_404(request, pk)
    page = keyset(found.sign_ups.exclude(state=SignUpState.OFF).for_list(), ("id",), request.GET)
    keeps = may_keep(request.actor, found.host)
    context = {
        "activity": found,
        "page": page,
        "rows": [(row, *_who(row, keeps)) for row in page],
        "keeps": keeps,
        "open": found.takes_sign_ups(timezone.now()),
    }
    return render(request, "activities/sign_ups.html", context)


def _who(row: SignUp, keeps: bool) -> tuple[str, str]:
    """Whoever runs it may call those who come; others see them masked."""
    return (row.name, row.phone) if keeps else (mask_name(row.name), mask_phone(row.phone))


@signed_in(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_for(request: Request, pk: int) -> HttpResponse:
    """An official signs a company up, or takes it back (`off`)."""
    found = activity_or_404(request, pk)
    if request.method == "POST" and (off := request.POST.get("off", "")).isdigit():
        take_back(get_object_or_404(found.sign_ups, pk=off), by=request.actor)
        messages.success(request, _("Taken back; whoever waited has moved up."))
        return redirect("activity-sign-ups", pk)
    form = OnBehalfForm(request.POST or None, district=found.district)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            row = sign_up(found, said.pop("company"), by=request.actor, **said)
            messages.success(request, f"{row.enterprise}：{row.get_state_display()}")
            return redirect("activity-sign-ups", pk)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    context = {
        "title": _("Sign a company up"),
        "subject": found.title,
        "form": form,
        "back": f"/activities/{pk}/sign-ups/",
    }
    return render(request, "liaison/step.html", context, status=status)


@signed_in(*READERS)
@require_safe
def picture(request: Request, pk: int, picture: int) -> HttpResponse:
    found = get_object_or_404(activity_or_404(request, pk).pictures.select_related("file"), pk=picture)
    return file_of(found.file, found.name)
