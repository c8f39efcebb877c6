"""The editions of a month's result: read, compared, corrected, taken away as a workbook."""

from io import BytesIO

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qifu.appeals.forms.keys import request_key
from qifu.assessment import indicators, rounds
from qifu.assessment.computing import latest
from qifu.assessment.exporting import write_workbook
from qifu.assessment.forms.contests import CorrectionForm
from qifu.assessment.league import cell_of, columns_of, differences, league_of
from qifu.assessment.models import Result
from qifu.assessment.views.scope import (
    edition_or_404,
    editions_of,
    form_page,
    part_or_404,
    posted,
    round_or_404,
)
from qifu.assessment.words import READERS, ChangeKind
from qifu.organisations import log
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.models import LogKind, Unit
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import RIGHTS, Right, Role

EXPORTERS = tuple(role for role in READERS if role in RIGHTS[Right.EXPORT])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in(*READERS)
@require_safe
def edition(request: Request, pk: int, number: int) -> HttpResponse:
    round_ = round_or_404(request, pk)
    result = edition_or_404(round_, number, request.actor)
    editions = editions_of(round_, request.actor)
    before = next((each for each in editions if each.number == number - 1), None)
    changes = differences(before, result, request.actor) if before else []
    context = {
        "round": round_,
        "result": result,
        "before": before,
        "changes": [
            {"line": new, "old": old, "cells": [cell_of(p, opens=False) for p in new.parts.all()],
             "old_cells": [cell_of(p, opens=False) for p in old.parts.all()]}
            for old, new in changes
        ],
        "change": change_in_words(result) if result.explains_to(request.actor) else [],
        "columns": columns_of(result),
        "groups": league_of(result, request.actor),
        "untouched": result.is_untouched(),
        "in_force": result.number == round_.edition,
    }  # fmt: skip
    return render(request, "assessment/edition.html", context)


def change_in_words(result: Result) -> list[tuple[object, object]]:
    """What a contest or a correction changed, why, and who approved."""
    said = result.change
    if not said:
        return []
    unit = Unit.objects.filter(pk=said["unit"]).values_list("short_name", flat=True).first()
    labels = {row.name: row.label for row in result.scheme_version.indicators.all()}
    cases = "、".join(case if isinstance(case, str) else case[0] for case in said["cases"])
    facts: list[tuple[object, object]] = [
        (_("Unit"), unit),
        (_("Indicator"), indicators.label_of(said["indicator"], labels.get(said["indicator"], ""))),
        (_("What changes"), f"{ChangeKind(said['kind']).label}: {said['value'] or cases}"),
        (_("Reason"), result.why),
    ]
    return [*facts, (_("Approved by"), result.approved_by)] if result.approved_by else facts


@signed_in(Role.OFFICE)
@form_page
def correct(request: Request, pk: int) -> HttpResponse:
    part = part_or_404(request, pk)
    round_, district = part.line.result.round, district_of(request)
    if not round_.is_frozen:
        raise Refused(_("Only a frozen month is corrected; before that it is contested."))
    form = CorrectionForm(request.POST if posted(request) else None, part=part, district=district)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = rounds.correct(
                round_, form.change, why=said["reason"], approved_by=form.approved_by, by=request.actor,
                key=request_key(form, pk), version=said["version"],
            )  # fmt: skip
            messages.success(request, _("Corrected in a new edition; the heads of the units have been told."))
            return redirect("assessment-edition", round_.pk, made.number)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "form": form,
        "part": part,
        "cell": cell_of(part, opens=True),
        "back": reverse("assessment-part", args=[pk]),
    }
    return render(request, "assessment/correct.html", context, status=422 if form.is_bound else 200)


@signed_in(*EXPORTERS)
@require_safe
def export(request: Request, pk: int) -> HttpResponse:
    round_ = round_or_404(request, pk)
    result = latest(round_)
    if result is None:
        raise Refused(_("This month has not been computed yet."))
    file = BytesIO()
    count = write_workbook(file, result, request.actor)
    log.write(LogKind.EXPORT, by=request.actor, what=str(round_), subject=round_, after={"count": count})
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    name = f"{round_.scheme}-{round_.month:%Y-%m}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
