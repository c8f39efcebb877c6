"""Planning, publishing, holding: what the host unit and the office do."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from qifu.appeals.forms.keys import request_key
from qifu.liaison.activities import planning
from qifu.liaison.activities.forms.activity import (
    PicturesForm,
    PlanForm,
    RaisedForm,
    ReasonForm,
    ResultsForm,
    said_of,
)
from qifu.liaison.activities.models import Activity
from qifu.liaison.activities.views.activities import activity_or_404, show
from qifu.liaison.activities.words import KEEPERS
from qifu.liaison.forms.target import TargetForm
from qifu.organisations.http import Request, district_of, safe_way_on, signed_in
from qifu.organisations.refusals import Refused


@signed_in(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_activity(request: Request, pk: int | None = None) -> HttpResponse:
    activity = _kept(request, pk) if pk else None
    data = request.POST or None
    form = PlanForm(data, by=request.actor, initial=said_of(activity) if activity else None)
    target = TargetForm(data, district=district_of(request), target=activity.for_whom if activity else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid() & target.is_valid():
        try:
            return redirect("activity", _store(request, activity, form, target))
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    context = {
        "activity": activity,
        "form": form,
        "target": target,
        "back": f"/activities/{pk}/" if pk else "/activities/",
    }
    return render(request, "activities/plan.html", context, status=status)


def _store(request: Request, activity: Activity | None, form: PlanForm, target: TargetForm) -> int:
    said = form.plan(target.target)
    if activity is None:
        return planning.plan(said, district=district_of(request), by=request.actor, key=request_key(form)).pk
    planning.change(activity, said, by=request.actor, version=form.cleaned_data["version"])
    messages.success(request, _("Stored."))
    return activity.pk


def _kept(request: Request, pk: int) -> Activity:
    found = activity_or_404(request, pk)
    if not planning.may_keep(request.actor, found.host):
        raise PermissionDenied
    return found


SIMPLE: dict[str, tuple[Any, Callable[..., None], Any]] = {
    "publish": (gettext_lazy("Publish it"), planning.publish, None),
    "hold": (gettext_lazy("It was held"), planning.hold, None),
    "cancel": (gettext_lazy("Cancel the activity"), planning.cancel, ReasonForm),
}
WRITTEN = ("raise", "results", "pictures")


@signed_in(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def activity_step(request: Request, pk: int, verb: str) -> HttpResponse:
    found = _kept(request, pk)
    if verb in WRITTEN and request.method == "POST":
        return _written(request, found, verb)
    if verb not in SIMPLE:
        raise Http404
    title, take, form_class = SIMPLE[verb]
    form = form_class(request.POST if request.method == "POST" else None) if form_class else None
    if request.method == "POST" and (form is None or form.is_valid()):
        take(found, by=request.actor, **(form.cleaned_data if form else {}))
        return redirect("activity", pk)
    context = {"title": title, "subject": found.title, "form": form, "back": f"/activities/{pk}/"}
    return render(request, "liaison/step.html", context, status=422 if request.method == "POST" else 200)


def _written(request: Request, found: Activity, verb: str) -> HttpResponse:
    form = _form(request, found, verb)
    name = {"raise": "raised", "pictures": "files"}.get(verb, verb)
    if not form.is_valid():
        return show(request, found, {name: form}, status=422)
    try:
        _take(request, found, verb, form)
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, found, {name: form}, status=409)
    messages.success(request, _("Stored."))
    return redirect("activity", found.pk)


def _form(request: Request, found: Activity, verb: str) -> Any:
    if verb == "raise":
        return RaisedForm(request.POST, district=found.district)
    return ResultsForm(request.POST) if verb == "results" else PicturesForm(request.POST, request.FILES)


def _take(request: Request, found: Activity, verb: str, form: Any) -> None:
    said, by = form.cleaned_data, request.actor
    if verb == "raise":
        planning.write_down(
            found,
            said["text"],
            by=by,
            enterprise=said["company"],
            raised_by=said["raised_by"],
            key=request_key(form, found.pk),
        )
    elif verb == "results":
        planning.write_results(found, said["results"], by=by, version=said["version"])
    else:
        planning.add_pictures(found, said["pictures"], by=by)


@signed_in(*KEEPERS)
@require_POST
def attendance(request: Request, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    came: dict[int, int] = {}
    for name in request.POST:
        key, value = name.removeprefix("came-"), request.POST[name].strip()
        if name.startswith("came-") and key.isdigit() and value:
            if not value.isdigit() or int(value) > 500:
                raise Refused(_("How many came is a number up to 500: “%(said)s” is none.") % {"said": value})
            came[int(key)] = int(value)
    planning.take_attendance(found, came, by=request.actor)
    messages.success(request, _("Attendance is stored."))
    return redirect(safe_way_on(request, request.POST.get("back"), f"/activities/{pk}/sign-ups/"))
