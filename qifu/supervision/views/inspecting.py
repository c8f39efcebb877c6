"""The drawn cases: their list, giving them to inspectors, one case with its form, and what an appeal's page shows."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.appeals.models import Appeal
from qifu.appeals.page.verdicts import judged_answers
from qifu.appeals.panels import READERS as APPEAL_READERS
from qifu.appeals.views.scope import appeal_or_404
from qifu.organisations.http import Request, district_of, safe_way_on, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role
from qifu.supervision.forms.inspecting import JudgeForm
from qifu.supervision.forms.sampling import CaseFilter, GiveForm
from qifu.supervision.models import Draw, Inspection
from qifu.supervision.sampling import judging, sharing
from qifu.supervision.sampling.rows import CaseRow, verdicts_of
from qifu.supervision.views.sampling import READERS


@signed_in(*READERS)
@require_safe
def inspections(request: Request) -> HttpResponse:
    moment, filters = Moment(), CaseFilter(request.GET, request.actor)
    found = Inspection.objects.visible_to(request.actor).filter(filters.condition(moment))
    page = keyset(found.for_list(), ("-id",), request.GET)
    gives = request.actor.role == Role.INSPECTOR
    context = {
        "filters": filters,
        "page": page,
        "rows": [CaseRow(inspection, moment) for inspection in page],
        "count": count_up_to(found) if page.previous or page.next else len(page),
        "give_form": GiveForm(district=district_of(request)) if gives else None,
        "me": request.actor.user,
    }
    return render(request, "supervision/sampling/inspections.html", context)


@signed_in(Role.INSPECTOR)
@require_POST
def give(request: Request) -> HttpResponse:
    form = GiveForm(request.POST, district=district_of(request))
    pks = [pk for pk in request.POST.getlist("chosen") if pk.isdecimal()]
    chosen = Inspection.objects.visible_to(request.actor).filter(pk__in=pks)
    back = redirect(safe_way_on(request, request.POST.get("next"), "/inspections/cases/"))
    if not form.is_valid() or not chosen:
        messages.error(request, _("Choose cases and the inspector who gets them."))
        return back
    people = {user.pk: user for user in sharing.inspectors_of(district_of(request))}
    inspector = people[form.cleaned_data["inspector"]]
    count = sharing.share(chosen, inspector, by=request.actor)
    said = {"who": inspector.name, "count": count}
    messages.success(request, _("%(count)s cases are with %(who)s now.") % said)
    return back


def case_or_404(request: Request, pk: int) -> Inspection:
    rows = Inspection.objects.visible_to(request.actor).for_list()
    found: Inspection = get_object_or_404(rows.select_related("draw__checklist", "draw__cancellation"), pk=pk)
    return found


@signed_in(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def inspection(request: Request, pk: int) -> HttpResponse:
    """Posting inspects it, or corrects what was found."""
    found = case_or_404(request, pk)
    form = form_of(request, found)
    if request.method != "POST":
        return show(request, found, form)
    if form is None:
        raise Refused(
            _(
                "This case is not open to your verdict: somebody else inspects it, or it was decided meanwhile."
            )
        )
    if not form.is_valid():
        return show(request, found, form, status=422)
    try:
        judge(found, form, request)
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, found, form, status=409)
    messages.success(request, _("The verdict on %(number)s is on record.") % {"number": found.appeal.number})
    return redirect("inspection", pk)


def judge(found: Inspection, form: JudgeForm, request: Request) -> None:
    by, key = request.actor, request_key(form, "judge", found.pk)
    if "why" in form.fields:
        why, seen = form.cleaned_data["why"], form.cleaned_data["seen"]
        judging.correct(found, form.said, why=why, seen=seen, by=by, key=key)
    else:
        judging.inspect(found, form.said, by=by, key=key)


def form_of(request: Request, found: Inspection) -> JudgeForm | None:
    """What was posted says itself whether it corrects; a page repeated by a double click must reach its verb."""
    said = request.POST if request.method == "POST" else None
    if request.actor.role != Role.INSPECTOR:
        return None
    correcting = "seen" in said if said is not None else "correct" in request.GET
    last = found.verdicts.order_by("-version").first() if correcting else None
    if last or said is not None:
        return JudgeForm(said, inspection=found, last=last)
    mine = found.inspector_id in (None, request.actor.user.pk if request.actor.user else None)
    return JudgeForm(inspection=found) if found.is_open and mine else None


def show(request: Request, found: Inspection, form: JudgeForm | None, *, status: int = 200) -> HttpResponse:
    seen = Appeal.objects.visible_to(request.actor).filter(pk=found.appeal_id)
    appeal = (
        seen.select_related("enterprise", "category", "lead_unit")
        .prefetch_related("answers", "follow_ups", "timeline")
        .first()
    )
    inspects = request.actor.role == Role.INSPECTOR
    context: dict[str, Any] = {
        "inspection": found,
        "row": CaseRow(found, Moment()),
        "appeal": appeal,
        "answers": judged_answers(appeal)[:1] if appeal else [],
        "verdicts": verdicts_of(found, found.draw.checklist),
        "form": form,
        "stands": judging.stands(found),
        "may_take": inspects and found.is_open and found.inspector != request.actor.user,
        "may_correct": inspects and found.is_done and form is None,
        "sharings": found.sharings.select_related("inspector"),
    }
    return render(request, "supervision/sampling/inspection.html", context, status=status)


@signed_in(Role.INSPECTOR)
@require_POST
def take_over(request: Request, pk: int) -> HttpResponse:
    """The page says who had it when it was shown."""
    found = case_or_404(request, pk)
    had = request.POST.get("had", "")
    found.inspector_id = int(had) if had.isdecimal() else None
    sharing.take_over(found, by=request.actor)
    messages.success(request, _("The case is yours."))
    return redirect("inspection", pk)


@signed_in(*APPEAL_READERS)
@require_safe
def of_appeal(request: Request, number: str) -> HttpResponse:
    found = appeal_or_404(request, number)
    cases = Inspection.objects.filter(appeal=found).for_list().prefetch_related("verdicts").order_by("-id")
    opens = set(
        Draw.objects.visible_to(request.actor).filter(inspections__appeal=found).values_list("pk", flat=True)
    )
    opens = opens if request.actor.role in READERS else set()
    moment = Moment()
    rows = [{"row": CaseRow(case, moment), "opens": case.draw_id in opens} for case in cases]
    return render(request, "supervision/sampling/of_appeal.html", {"appeal": found, "rows": rows})
