"""Composing an agenda: what the rules find, what is added by hand, and the order."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qifu.appeals.models import Appeal
from qifu.meetings import agenda
from qifu.meetings.agenda_lines import agenda_of, not_asked
from qifu.meetings.forms.agenda import NumberForm, RulesForm, TopicForm
from qifu.meetings.models import Meeting
from qifu.meetings.views.scope import form_page, item_or_404, meeting_or_404, posted
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

MOVES = (agenda.UP, agenda.DOWN, agenda.FIRST)
REMOVE = "remove"


@signed_in(Role.OFFICE)
@form_page
def compose(request: Request, pk: int) -> HttpResponse:
    """GET shows what the rules of the address find; POST puts the ticked ones on the agenda."""
    found = meeting_or_404(request, pk)
    if not posted(request):
        return show(request, found)
    chosen = set(request.POST.getlist("chosen"))
    offered = agenda.candidates(found, RulesForm(request.GET).chosen, Moment())
    ticked = [candidate for candidate in offered if str(candidate.appeal.pk) in chosen]
    count = agenda.add_appeals(found, ticked, by=request.actor)
    messages.success(request, _("%(count)s appeals were put on the agenda.") % {"count": count})
    return redirect(request.get_full_path())


@signed_in(Role.OFFICE)
@require_POST
def add(request: Request, pk: int, what: str) -> HttpResponse:
    """An appeal by its number, or a topic of its own."""
    found = meeting_or_404(request, pk)
    by_number = what == "appeal"
    form = NumberForm(request.POST) if by_number else TopicForm(request.POST, district=district_of(request))
    if form.is_valid():
        try:
            put(found, form, request)
            return redirect(way_back(request, pk))
        except Refused as refused:
            form.add_error(None, str(refused))
    return show(request, found, **{what: form}, status=422)


def put(found: Meeting, form: NumberForm | TopicForm, request: Request) -> None:
    said = form.cleaned_data
    if isinstance(form, TopicForm):
        agenda.add_topic(found, said["title"], unit=said["unit"], by=request.actor)
        return
    appeal = Appeal.objects.visible_to(request.actor).filter(number=said["number"]).first()
    if appeal is None:
        raise Refused(_("There is no appeal %(number)s.") % said)
    agenda.add_appeal(found, appeal, by=request.actor)


@signed_in(Role.OFFICE)
@require_POST
def change_item(request: Request, pk: int, item: int, verb: str) -> HttpResponse:
    """One up, one down, to the head, off. Who works on an older page than the present one is told."""
    found = meeting_or_404(request, pk)
    if verb not in (*MOVES, REMOVE):
        raise Http404
    said = request.POST.get("version", "")
    version = int(said) if said.isdigit() else None
    try:
        if not found.items.filter(pk=item).exists():
            raise Refused(_("Somebody else has taken this item off already."))
        row = item_or_404(found, item)
        if verb == REMOVE:
            agenda.remove(row, by=request.actor, version=version)
        else:
            agenda.move(row, verb, by=request.actor, version=version)
    except Refused as refused:
        status = (
            200 if request.htmx else 409
        )  # a part of a page is put in place only when it is answered well
        return show(request, meeting_or_404(request, pk), refusal=str(refused), status=status)
    return redirect(way_back(request, pk))


def way_back(request: Request, pk: int) -> str:
    """With the rules as they were chosen; to the record, where the topic came up there."""
    if "record" in request.GET:
        return reverse("meeting-record", args=[pk])
    query = request.GET.urlencode()
    return reverse("meeting-agenda", args=[pk]) + (f"?{query}" if query else "")


def show(request: Request, found: Meeting, *, status: int = 200, **said: Any) -> HttpResponse:
    rules, lines = RulesForm(request.GET), agenda_of(found, request.actor)
    context = {
        "meeting": found,
        "lines": lines,
        "not_asked": not_asked(found, lines) if found.is_planned else [],
        "rules": rules,
        "candidates": agenda.candidates(found, rules.chosen, Moment()),
        "most": agenda.MOST,
        "query": request.GET.urlencode(),
        "number_form": said.get("appeal") or NumberForm(),
        "topic_form": said.get("topic") or TopicForm(district=district_of(request)),
        "refusal": said.get("refusal", ""),
        "composed": found.stage in agenda.BEING_COMPOSED,
        "moves": found.is_planned,
    }
    return render(request, "meetings/agenda.html", context, status=status)
