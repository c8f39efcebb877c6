"""Contests: one is raised on a part, and the office rules on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qifu.appeals.forms.keys import request_key
from qifu.appeals.models import Attachment
from qifu.appeals.views.attachment import download
from qifu.assessment import contesting, indicators
from qifu.assessment.forms.contests import ContestForm, RulingForm
from qifu.assessment.league import cell_of
from qifu.assessment.models import Contest, Part
from qifu.assessment.views.parts import rows_of
from qifu.assessment.views.scope import contest_or_404, form_page, part_or_404, posted
from qifu.assessment.words import READERS, Ruling
from qifu.organisations.http import Request, signed_in
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


@signed_in(*READERS)
@require_safe
def contests(request: Request) -> HttpResponse:
    found = Contest.objects.visible_to(request.actor)
    page = keyset(found.select_related("unit", "round__scheme"), ("-id",), request.GET)
    context = {
        "page": page,
        "rows": [(each, indicators.label_of(each.indicator, each.label)) for each in page],
        "count": count_up_to(found) if page.previous or page.next else len(page),
    }
    return render(request, "assessment/contests.html", context)


@signed_in(Role.HEAD)
@form_page
def contest_part(request: Request, pk: int) -> HttpResponse:
    part = part_or_404(request, pk)
    round_ = part.line.result.round
    if not round_.may_be_contested(timezone.now()):
        raise Refused(_("The time to contest this month is over, or has not begun."))
    bound = (request.POST, request.FILES) if posted(request) else (None, None)
    form = ContestForm(*bound, part=part)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        key = request_key(form, pk, files=said["evidence"])
        try:
            made = contesting.contest(
                part,
                by=request.actor,
                reason=said["reason"],
                cases=said.get("cases", ()),
                evidence=said["evidence"],
                key=key,
            )
            messages.success(request, _("Contested; the programme office has been told."))
            return redirect("assessment-contest", made.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "part": part, "cell": cell_of(part, opens=True), "round": round_}
    return render(request, "assessment/contest_part.html", context, status=422 if form.is_bound else 200)


@signed_in(*READERS)
@form_page
def contest(request: Request, pk: int) -> HttpResponse:
    found = contest_or_404(request, pk)
    rules = request.actor.role == Role.OFFICE and found.ruling is None
    if posted(request) and request.actor.role != Role.OFFICE:
        raise Http404
    if posted(request) and found.ruling:
        raise Refused(_("Somebody has ruled on this contest already. Look at it as it is now."))
    part = part_now(found)
    given = request.POST if posted(request) else None
    form = RulingForm(given, part=part, contest=found) if rules and part else None
    if form and form.is_bound and form.is_valid():
        try:
            rule(found, form, request)
            return redirect("assessment-contest", pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "contest": found,
        "label": indicators.label_of(found.indicator, found.label),
        "part": part,
        "cell": cell_of(part, opens=True) if part else None,
        "rows": rows_of(found.cases, found.round.district_id, request),
        "form": form,
    }
    return render(request, "assessment/contest.html", context, status=422 if form and form.is_bound else 200)


def rule(found: Contest, form: RulingForm, request: Request) -> None:
    said = form.cleaned_data
    change = form.change if said["ruling"] == Ruling.UPHELD else None
    contesting.rule(found, by=request.actor, ruling=said["ruling"], reason=said["reason"], change=change)
    messages.success(request, _("Ruled on; the head of the unit has been told."))


def part_now(found: Contest) -> Part | None:
    """The contested part as it stands in the present edition."""
    rows: Any = Part.objects.filter(
        line__result__round=found.round_id,
        line__result__number=found.round.edition,
        line__unit=found.unit_id,
        name=found.indicator,
    )
    part: Part | None = rows.select_related("line__result__round").first()
    return part


@signed_in(*READERS)
@require_safe
def contest_file(request: Request, pk: int) -> HttpResponseBase:
    found = contest_or_404(request, pk)
    if found.file is None:
        raise Http404
    return download(Attachment(file=found.file, name=found.file_name))
