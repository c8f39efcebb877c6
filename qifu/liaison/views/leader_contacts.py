"""Leaders' contacts with their companies: written down, listed, and shown on the company's page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.enterprises.models import Enterprise
from qifu.liaison.forms.leader_contact import LeaderContactFilter, LeaderContactForm
from qifu.liaison.models import LeaderContact
from qifu.liaison.verbs.leader_contact import write_contact
from qifu.organisations.http import Request, safe_way_on, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.LEADER, Role.INSPECTOR)
NEWEST = 10


@signed_in(Role.LEADER)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_company(request: Request, number: str) -> HttpResponse:
    """Only of one's own companies."""
    enterprise = get_object_or_404(
        Enterprise, district=request.actor.district, leader=request.actor.leader, number=number
    )
    form = LeaderContactForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, enterprise, form, status=422 if request.method == "POST" else 200)
    said = {**form.cleaned_data, "key": request_key(form, number)}
    try:
        write_contact(enterprise, by=request.actor, **said)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _show(request, enterprise, form, status=409)
    messages.success(request, _("The contact with %(company)s is on record.") % {"company": enterprise.name})
    return redirect(safe_way_on(request, request.GET.get("next"), "/my-companies/"))


def _show(request: Request, enterprise: Enterprise, form: LeaderContactForm, *, status: int) -> HttpResponse:
    newest = LeaderContact.objects.filter(enterprise=enterprise).select_related("leader")[:NEWEST]
    context = {"enterprise": enterprise, "form": form, "contacts": newest}
    return render(request, "liaison/leader_contact.html", context, status=status)


@signed_in(*READERS)
@require_safe
def leader_contacts(request: Request) -> HttpResponse:
    """A leader sees the own ones; the district head, the office and inspectors all."""
    filters = LeaderContactFilter(request.GET, request.actor)
    here = LeaderContact.objects.filter(district=request.actor.district)
    if request.actor.leader and not request.actor.leader.is_head:
        here = here.filter(leader=request.actor.leader)
    found = here.filter(filters.condition(Moment()))
    page = keyset(found.select_related("leader", "enterprise"), ("-day", "-id"), request.GET)
    context = {
        "filters": filters,
        "page": page,
        "count": count_up_to(found) if page.previous or page.next else len(page),
    }
    return render(request, "liaison/leader_contacts.html", context)


@signed_in(*READERS)
@require_safe
def contacts_of_company(request: Request, number: str) -> HttpResponse:
    """A fragment of the enterprise's page."""
    enterprise = get_object_or_404(
        Enterprise.objects.visible_to(request.actor), district=request.actor.district, number=number
    )
    newest = LeaderContact.objects.filter(enterprise=enterprise).select_related("leader")[:NEWEST]
    return render(request, "liaison/parts/contacts_of_company.html", {"contacts": newest})
