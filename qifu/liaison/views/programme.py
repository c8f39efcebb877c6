"""The year's programme: read by every official, written by the office."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from qifu.liaison.forms.member_units import member_units_form
from qifu.liaison.forms.programme import ProgrammeForm
from qifu.liaison.institutions import BY_NUMBER
from qifu.liaison.models import Programme
from qifu.liaison.verbs import programme as verbs
from qifu.liaison.verbs.member_units import save_member_units
from qifu.liaison.views.scope import day_of, posted, present_programme, programme_or_404
from qifu.liaison.words import DutyStage, ProgrammeStage
from qifu.organisations import navigation
from qifu.organisations.history import history_of
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import OFFICIALS, Role

STEPS = {
    "start": (verbs.start, gettext_lazy("Start the programme"), ProgrammeStage.DRAFT),
    "end": (verbs.end, gettext_lazy("End the programme"), ProgrammeStage.RUNNING),
}
form_page = require_http_methods(["GET", "HEAD", "POST"])


@signed_in(*OFFICIALS)
@require_safe
def programme(request: Request, pk: int | None = None) -> HttpResponse:
    """The present one; who has none of their own (a city) chooses among those that they may see."""
    present = pk or getattr(present_programme(request.actor), "pk", None)
    if present is None:
        return shown_list(request)
    found = programme_or_404(request, present)
    context = {
        "programme": found,
        "facts": facts_of(found),
        "aspects": aspects_of(found),
        "institutions": institutions_of(found, request),
        "member_units": found.member_units.select_related("unit"),
        "steps": steps_open(found, request),
        "events": history_of(found) if request.actor.role == Role.OFFICE else [],
        "duties_url": f"{reverse('duties')}?programme={found.pk}",
    }
    return render(request, "liaison/programme.html", context)


def facts_of(found: Programme) -> list[tuple[str, object]]:
    seat = found.office.parent
    office = (
        _("%(office)s, seated in %(seat)s") % {"office": found.office, "seat": seat} if seat else found.office
    )
    return [
        (_("Document number"), found.document_number),
        (pgettext("programme", "Period"), f"{found.begins_on:%Y-%m-%d} — {found.ends_on:%Y-%m-%d}"),
        (_("Programme office"), office),
        (
            _("Monthly reports"),
            _("due on day %(day)s of the following month, or the next working day")
            % {"day": found.report_day},
        ),
    ]


def aspects_of(found: Programme) -> list[dict[str, Any]]:
    """Each aspect with its duties counted, for the breakdown at a glance."""
    standing = found.duties.filter(stage__in=(DutyStage.OPEN, DutyStage.FINISHED)).order_by()
    counted = standing.values_list("aspect").annotate(
        every=Count("pk"), finished=Count("pk", filter=Q(stage=DutyStage.FINISHED))
    )
    counts = {aspect: (every, finished) for aspect, every, finished in counted}
    return [
        {"aspect": aspect, "every": every, "finished": finished}
        for aspect in found.aspects.all()
        for every, finished in [counts.get(aspect.pk, (0, 0))]
    ]


def institutions_of(found: Programme, request: Request) -> list[dict[str, Any]]:
    """Each with its page, where that stands in one's own menu."""
    groups = navigation.menu(request.actor, request.path)
    open_to_me = {item.url for group in groups for item in group.items}
    switched_on = [BY_NUMBER[row.number] for row in found.institutions.all()]
    return [{"institution": one, "url": one.url if one.url in open_to_me else ""} for one in switched_on]


def steps_open(found: Programme, request: Request) -> list[dict[str, Any]]:
    if request.actor.role != Role.OFFICE:
        return []
    return [
        {
            "label": label,
            "url": reverse("programme-step", args=[found.pk, verb]),
            "tone": "primary" if verb == "start" else "plain",
        }
        for verb, (_run, label, source) in STEPS.items()
        if found.stage == source
    ]


@signed_in(*OFFICIALS)
@require_safe
def programmes(request: Request) -> HttpResponse:
    return shown_list(request)


def shown_list(request: Request) -> HttpResponse:
    """Few even after many years: no paging. `since` and `until` are those of a figure that led here."""
    found = Programme.objects.visible_to(request.actor).select_related("district", "head")
    since, until = (day_of(request, name) for name in ("since", "until"))
    if since and until:
        found = found.filter(begins_on__lte=until, ends_on__gte=since).exclude(stage=ProgrammeStage.DRAFT)
    return render(request, "liaison/programmes.html", {"programmes": found})


@signed_in(Role.OFFICE)
@form_page
def edit_programme(request: Request, pk: int | None = None) -> HttpResponse:
    blank = Programme(district=district_of(request), year=timezone.localdate().year)
    found = programme_or_404(request, pk) if pk else blank
    form = ProgrammeForm(request.POST if posted(request) else None, instance=found, actor=request.actor)
    if form.is_bound and form.is_valid():
        try:
            verbs.save_programme(form.save(commit=False), by=request.actor, **form.lists)
            messages.success(request, _("Stored."))
            return redirect("programme-of" if pk else "programme-units", found.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "programme": found if pk else None, "back": back_of(pk)}
    return render(request, "liaison/programme_form.html", context, status=422 if form.is_bound else 200)


def back_of(pk: int | None) -> str:
    return reverse("programme-of", args=[pk]) if pk else reverse("programme")


@signed_in(Role.OFFICE)
@form_page
def edit_member_units(request: Request, pk: int) -> HttpResponse:
    found, refusal = programme_or_404(request, pk), ""
    form = member_units_form(found, request.POST if posted(request) else None)
    if posted(request) and form.is_valid():
        try:
            save_member_units(found, form.named, by=request.actor)
            messages.success(request, _("Stored."))
            return redirect(f"{back_of(pk)}#units")
        except Refused as refused:
            refusal = str(refused)
    context = {"form": form, "programme": found, "refusal": refusal, "back": back_of(pk)}
    return render(request, "liaison/member_units.html", context, status=422 if posted(request) else 200)


@signed_in(Role.OFFICE)
@form_page
def programme_step(request: Request, pk: int, verb: str) -> HttpResponse:
    found = programme_or_404(request, pk)
    if verb not in STEPS:
        raise Http404
    run, label, _source = STEPS[verb]
    refusal = ""
    if posted(request):
        try:
            run(found, by=request.actor)
            return redirect("programme-of", pk)
        except Refused as refused:
            refusal = str(refused)
    context = {"title": label, "subject": found, "refusal": refusal, "back": back_of(pk)}
    return render(request, "liaison/step.html", context, status=409 if refusal else 200)
