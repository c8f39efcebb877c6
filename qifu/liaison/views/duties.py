"""The breakdown of responsibility: the list of duties, one duty with its reports, and writing one down."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qifu.liaison.duty_steps import ON_REPORTS, SENTENCES, STEPS, may, open_to
from qifu.liaison.forms.duty import DutyFilter, DutyForm
from qifu.liaison.models import Duty, Programme
from qifu.liaison.models.duty import DutyQuerySet
from qifu.liaison.months import months_of
from qifu.liaison.pictures import listed
from qifu.liaison.reporting import states_of
from qifu.liaison.verbs import duty as verbs
from qifu.liaison.views.scope import day_of, duty_or_404, posted, present_programme, programme_or_404
from qifu.liaison.words import DutyStage, ProgrammeStage, ReportStage
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.models import Unit
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import OFFICIALS, Role

ORDER = ("due_at", "id")
KEPT = ("programme", "since", "until")  # words of the URL which the filter carries on
TONES = {"send_back": "warn", "drop": "bad", "finish": "good", "confirm": "good"}
form_page = require_http_methods(["GET", "HEAD", "POST"])


@signed_in(*OFFICIALS)
@require_safe
def duties(request: Request) -> HttpResponse:
    moment, programme = Moment(), chosen_programme(request)
    every = duties_of(request, programme)
    months = months_of(programme, timezone.localdate(moment.now)) if programme else []
    filters = filter_of(request, every, months)
    found = every.filter(filters.condition(moment))
    page = keyset(found.for_list(), ORDER, request.GET)
    counts = dict(every.order_by().values_list("stage").annotate(Count("pk")))
    context = {
        "programme": programme,
        "filters": filters,
        "keep": KEPT,
        "tabs": tabs_of(request, counts, filters.present),
        "filtered": filters.is_narrowed,
        "month": filters.given.get("month"),
        "page": page,
        "rows": rows_of(list(page), filters.given.get("month"), moment),
        "count": count_up_to(found),
        "drafts": drafts_of(programme, request, counts),
    }
    return render(request, "liaison/duties.html", context)


def chosen_programme(request: Request) -> Programme | None:
    asked = request.GET.get("programme", "")
    return programme_or_404(request, int(asked)) if asked.isdigit() else present_programme(request.actor)


def duties_of(request: Request, programme: Programme | None) -> DutyQuerySet:
    """Of one programme; or, where a figure led here, of all that its period touches."""
    found = Duty.objects.visible_to(request.actor)
    since, until = day_of(request, "since"), day_of(request, "until")
    if since and until:
        return found.filter(programme__begins_on__lte=until, programme__ends_on__gte=since)
    return found.filter(programme=programme) if programme else found


def filter_of(request: Request, every: DutyQuerySet, months: list[date]) -> DutyFilter:
    """Without another wish how the reports for last month stand: those are due in this one."""
    query = request.GET.copy()
    if months:
        query.setdefault("month", f"{months[-2:][0]:%Y-%m}")
    filters = DutyFilter(query, Unit.objects.filter(pk__in=every.values("unit")))
    filters.fields["month"].offer(months)  # type: ignore[attr-defined]
    return filters


def tabs_of(request: Request, counts: dict[str, int], present: str) -> list[dict[str, Any]]:
    """What is not handed down is the office's alone."""
    stages = [DutyStage.OPEN, DutyStage.DRAFT, DutyStage.FINISHED, DutyStage.DROPPED]
    if request.actor.role != Role.OFFICE:
        stages.remove(DutyStage.DRAFT)
    kept = {name: request.GET[name] for name in KEPT if name in request.GET}
    return [
        {
            "label": stage.label,
            "count": counts.get(stage, 0),
            "active": stage == present,
            "url": f"?{urlencode({**kept, 'stage': stage.value})}",
        }
        for stage in stages
    ]


def rows_of(found: list[Duty], month: date | None, moment: Moment) -> list[dict[str, Any]]:
    states = states_of(found, month, moment.now) if month else {}
    return [{"duty": duty, "state": states.get(duty.pk), **clock_of(duty, moment)} for duty in found]


def clock_of(duty: Duty, moment: Moment) -> dict[str, Any]:
    """A duty that has ended has no clock; the day it was due stands in the list all the same."""
    due = duty.due_at if duty.stage in (DutyStage.OPEN, DutyStage.DRAFT) else None
    return {"due_at": due, "light": moment.light(due), "left": moment.days_left(due)}


def drafts_of(programme: Programme | None, request: Request, counts: dict[str, int]) -> int:
    """How many can be handed down now, by whoever looks."""
    if request.actor.role != Role.OFFICE or not programme or programme.stage != ProgrammeStage.RUNNING:
        return 0
    return counts.get(DutyStage.DRAFT, 0)


@signed_in(*OFFICIALS)
@require_safe
def duty(request: Request, pk: int) -> HttpResponse:
    found = duty_or_404(request, pk)
    running = found.programme.stage == ProgrammeStage.RUNNING
    decides = running and found.stage == DutyStage.OPEN and may(found, STEPS["confirm"], request.actor)
    context = {
        "duty": found,
        "facts": facts_of(found),
        **clock_of(found, Moment()),
        "reports": found.reports.all(),
        "decides": decides,
        "filed": ReportStage.FILED,
        "steps": [step for step in open_to(found, request.actor) if step.verb not in ON_REPORTS],
        "events": events_of(found),
        "may_edit": request.actor.role == Role.OFFICE and found.stage in (DutyStage.DRAFT, DutyStage.OPEN),
    }
    return render(request, "liaison/duty.html", context)


def facts_of(found: Duty) -> list[tuple[str, object]]:
    return [
        (_("Programme"), found.programme),
        (_("Responsible unit"), found.unit),
        (_("Co-operating units"), listed(unit.short_name for unit in found.co_units.all())),
        (_("Aspect"), found.aspect),
        (_("Due"), f"{found.due_on:%Y-%m-%d}"),
    ]


def events_of(found: Duty) -> list[dict[str, Any]]:
    return [
        {
            "at": event.at,
            "title": f"{SENTENCES[event.verb]}{f' ({event.month:%Y-%m})' if event.month else ''}",
            "by": event.who,
            "note": event.note if event.verb != "report" else "",  # it stands among the reports
            "tone": TONES.get(event.verb, ""),
        }
        for event in found.events.order_by("-id")
    ]


@signed_in(Role.OFFICE)
@form_page
def edit_duty(request: Request, pk: int | None = None) -> HttpResponse:
    found = duty_or_404(request, pk) if pk else blank_duty(request)
    if found is None:
        messages.info(request, _("Duties belong to a programme: write the programme down first."))
        return redirect("programme-new")
    form = DutyForm(request.POST if posted(request) else None, instance=found, actor=request.actor)
    if form.is_bound and form.is_valid() and stored(request, form):
        if "another" in request.POST:
            return redirect(f"{reverse('duty-new')}?programme={found.programme_id}")
        return redirect("duty", found.pk)
    back = reverse("duty", args=[pk]) if pk else reverse("duties")
    context = {"form": form, "duty": found if pk else None, "programme": found.programme, "back": back}
    return render(request, "liaison/duty_form.html", context, status=422 if form.is_bound else 200)


def blank_duty(request: Request) -> Duty | None:
    programme = chosen_programme(request)
    if programme is None or programme.stage == ProgrammeStage.ENDED:
        return None
    last = programme.duties.order_by("-order").values_list("order", flat=True).first() or 0
    return Duty(district=district_of(request), programme=programme, order=last + 1)


def stored(request: Request, form: DutyForm) -> bool:
    try:
        changed = verbs.save_duty(
            form.save(commit=False), by=request.actor, co_units=list(form.cleaned_data["co_units"])
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Stored.") if changed else _("Nothing was different; nothing was stored."))
    return True


@signed_in(Role.OFFICE)
@require_POST
def hand_down_all(request: Request) -> HttpResponse:
    """Every duty that is written down so far, in one stroke."""
    programme = chosen_programme(request)
    count = verbs.hand_down_all(programme, by=request.actor) if programme else 0
    messages.success(request, _("%(count)s duties were handed down.") % {"count": count})
    return redirect("duties")
