"""One form, many appeals: each row's success or refusal is told, and a refused one does not stop the others."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from qifu.appeals.forms.bulk import BulkForm
from qifu.appeals.forms.keys import request_key
from qifu.appeals.lists.bulk import ACTIONS, Outcome, take
from qifu.appeals.models import Appeal
from qifu.appeals.views.inbox import INBOX_ROLES, show
from qifu.appeals.workflow import TRANSITIONS
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.roles import Role


@require_POST
@signed_in(*INBOX_ROLES)
def inbox_bulk(request: Request) -> HttpResponse:
    section = request.GET.get("section", "")
    form = BulkForm(said_in(request), district_of(request))
    if not form.is_valid():
        return show(request, section, form)
    _take_and_tell(request, form)
    return redirect(f"{reverse('inbox')}?section={section}" if section else reverse("inbox"))


def said_in(request: Request) -> QueryDict:
    """A row's own button is for that row alone, as the catalogue of duties says, whatever is ticked and chosen below."""
    said = request.POST.copy()
    if only := request.GET.get("only"):
        said.setlist("chosen", [only])
        said["lead"] = said["complexity"] = ""
    return said


@require_POST
@signed_in(Role.OFFICER, Role.HEAD)
def worklist_bulk(request: Request) -> HttpResponse:
    form = BulkForm(request.POST, district_of(request))
    if form.is_valid():
        _take_and_tell(request, form)
    else:
        for error in (sentence for said in form.errors.values() for sentence in said):
            messages.error(request, str(error))
    return redirect(f"{reverse('worklist')}?{request.GET.urlencode()}".rstrip("?"))


def _take_and_tell(request: Request, form: BulkForm) -> None:
    """Oldest first, so that numbers are told in the order of the list."""
    chosen = form.cleaned_data["chosen"]
    rows = (
        Appeal.objects.visible_to(request.actor).filter(pk__in=chosen).select_related("category", "district")
    )
    action = ACTIONS[form.cleaned_data["action"]]
    outcomes = take(
        rows.order_by("registered_at", "id"), action, form.said, by=request.actor, key=request_key(form)
    )
    _tell(request, str(action.label), outcomes, len(set(chosen)) - len(outcomes))


def _tell(request: Request, label: str, outcomes: list[Outcome], unseen: int) -> None:
    done = sum(1 for outcome in outcomes if not outcome.refusal)
    if done:
        sentence = ngettext("“%(step)s”: %(n)s appeal done.", "“%(step)s”: %(n)s appeals done.", done)
        messages.success(request, sentence % {"step": label, "n": done})
    for outcome in outcomes:
        if outcome.refusal:
            taken = "、".join(str(TRANSITIONS[verb].label) for verb in outcome.done)
            before = _(" (“%(steps)s” is done)") % {"steps": taken} if taken else ""
            said = {"appeal": f"{outcome.appeal.number}{before}", "refusal": outcome.refusal}
            messages.warning(request, _("%(appeal)s: %(refusal)s") % said)
    if unseen:
        sentence = ngettext(
            "%(n)s ticked row is not there for you any more.",
            "%(n)s ticked rows are not there for you any more.",
            unseen,
        )
        messages.warning(request, sentence % {"n": unseen})
