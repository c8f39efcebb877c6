"""The draws: their list, drawing with a look beforehand, one draw with its results, cancelling, sharing out."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.organisations.http import Request, district_of, signed_in, with_right
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Right, Role
from qifu.supervision.forms.sampling import CancelDrawForm, DrawForm, ShareForm
from qifu.supervision.models import Draw, Inspection
from qifu.supervision.sampling import exporting
from qifu.supervision.sampling.checklists import rule_in_force
from qifu.supervision.sampling.drawing import MAY_DRAW, cancel, draw, latest
from qifu.supervision.sampling.framing import preview
from qifu.supervision.sampling.result_lines import draw_rows, facts_of, lines_of
from qifu.supervision.sampling.sharing import share_evenly

READERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.HEAD, Role.CITY)
form_page = require_http_methods(["GET", "HEAD", "POST"])


def draw_or_404(request: Request, pk: int) -> Draw:
    rows = Draw.objects.visible_to(request.actor).for_list()
    found: Draw = get_object_or_404(
        rows.select_related("category", "street", "checklist", "rule", "frame"), pk=pk
    )
    return found


@signed_in(*READERS)
@require_safe
def draws(request: Request) -> HttpResponse:
    found = Draw.objects.visible_to(request.actor)
    page = keyset(found.for_list(), ("-id",), request.GET)
    context = {
        "page": page,
        "rows": draw_rows(page.rows, request.actor, timezone.now()),
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "draws": request.actor.role in MAY_DRAW,
    }
    return render(request, "supervision/sampling/draws.html", context)


@signed_in(*MAY_DRAW)
@form_page
def new_draw(request: Request) -> HttpResponse:
    district = district_of(request)
    if request.method != "POST":
        proposal = DrawForm.proposal(rule_in_force(district.pk), latest(district))
        return ask(request, DrawForm(initial=proposal, district=district))
    form = DrawForm(request.POST, district=district)
    if not form.is_valid():
        return ask(request, form, status=422)
    try:
        if "preview" in request.POST:
            return ask(request, form, preview=preview(form.plan, district, timezone.now()))
        said = {name: form.cleaned_data[name] for name in ("seed", "seed_source", "purpose", "seen")}
        made = draw(form.plan, **said, district=district, by=request.actor, key=request_key(form, "draw"))
    except Refused as refused:
        form.add_error(None, str(refused))
        return ask(request, form, status=409)
    messages.success(
        request, _("Draw %(number)s is made: %(count)s cases.") % {"number": made.number, "count": made.drawn}
    )
    return redirect("draw", made.pk)


def ask(request: Request, form: DrawForm, *, preview: object = None, status: int = 200) -> HttpResponse:
    context = {"form": form, "preview": preview, "newest": latest(district_of(request))}
    return render(request, "supervision/sampling/new_draw.html", context, status=status)


@signed_in(*READERS)
@require_safe
def one_draw(request: Request, pk: int) -> HttpResponse:
    return show(request, draw_or_404(request, pk))


def show(request: Request, found: Draw, form: ShareForm | None = None, *, status: int = 200) -> HttpResponse:
    cases = Inspection.objects.visible_to(request.actor).filter(draw=found)
    role, now = request.actor.role, timezone.now()
    unshared = cases.filter(state="open", inspector=None).count() if role == Role.INSPECTOR else 0
    done = cases.filter(state="done").exists()
    context: dict[str, Any] = {
        "draw": found,
        "facts": facts_of(found),
        "lines": lines_of(cases, now, {"draw": str(found.pk)}),
        "unshared": unshared,
        "share_form": (form or ShareForm(district=district_of(request))) if unshared else None,
        "may_cancel": role in MAY_DRAW and not found.cancelled and not done,
        "may_export": request.actor.may(Right.EXPORT),
    }
    return render(request, "supervision/sampling/draw.html", context, status=status)


@signed_in(*MAY_DRAW)
@form_page
def cancel_draw(request: Request, pk: int) -> HttpResponse:
    found = draw_or_404(request, pk)
    form = CancelDrawForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            cancel(found, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Draw %(number)s is cancelled.") % {"number": found.number})
            return redirect("draw", pk)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    context = {"draw": found, "form": form}
    return render(request, "supervision/sampling/cancel.html", context, status=status)


@signed_in(Role.INSPECTOR)
@require_POST
def share_draw(request: Request, pk: int) -> HttpResponse:
    found = draw_or_404(request, pk)
    form = ShareForm(request.POST, district=district_of(request))
    if not form.is_valid():
        return show(request, found, form, status=422)
    count = share_evenly(found, form.chosen, by=request.actor)
    messages.success(
        request, _("%(count)s cases are shared out; the inspectors are told.") % {"count": count}
    )
    return redirect("draw", pk)


@with_right(Right.EXPORT)
@require_POST
def export_draw(request: Request, pk: int) -> HttpResponse:
    found = draw_or_404(request, pk)
    assert request.post  # noqa: S101 - who has the right has a post
    return redirect("job", exporting.ask(found, request.post, request.actor).pk)
