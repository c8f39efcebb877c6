"""Which leader is linked to which companies, who is owed a contact, and a balanced suggestion for those without a leader."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qifu.enterprises.models import Enterprise
from qifu.liaison.forms.leader_contact import LinkForm, LinkHistoryFilter, SuggestionForm
from qifu.liaison.leader_contacts import ContactOwed, owed_in, rhythm_in_force
from qifu.liaison.linking import link, link_all, suggest, without_leader
from qifu.liaison.models import ContactRhythm, LeaderLink
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.models import Leader
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.LEADER, Role.INSPECTOR)
AT_ONCE = 50  # suggested on one page


@dataclass(frozen=True)
class Linked:
    """A leader's line: the companies with what each is owed."""

    leader: Leader
    companies: list[tuple[Enterprise, ContactOwed]]
    rhythm: ContactRhythm | None

    @property
    def owed(self) -> int:
        return sum(owed.is_owed for _company, owed in self.companies)

    @property
    def few(self) -> bool:
        return bool(self.rhythm and len(self.companies) < self.rhythm.least)

    @property
    def many(self) -> bool:
        return bool(self.rhythm and len(self.companies) > self.rhythm.most)


@signed_in(*READERS)
@require_safe
def leader_links(request: Request) -> HttpResponse:
    """A leader sees how all stand: who goes out and who does not is no secret among them."""
    district, only_owed = district_of(request), bool(request.GET.get("owed"))
    owed = owed_in(district, Moment())
    companies = defaultdict(list)
    linked = Enterprise.objects.filter(pk__in=owed).select_related("street").order_by("name_key", "pk")
    for company in linked:
        if owed[company.pk].is_owed or not only_owed:
            companies[company.leader_id].append((company, owed[company.pk]))
    rhythm = rhythm_in_force(district.pk)
    leaders = Leader.objects.filter(district=district)
    lines = [
        Linked(leader, companies[leader.pk], rhythm)
        for leader in leaders
        if companies[leader.pk] or (leader.active and not only_owed)
    ]
    context = {
        "lines": lines,
        "rhythm": rhythm,
        "only_owed": only_owed,
        "owed": sum(each.is_owed for each in owed.values()),
        "linked": len(owed),
        "without": count_up_to(without_leader(district)),
        "may_link": request.actor.role == Role.OFFICE,
    }
    return render(request, "liaison/leader_links.html", context)


@signed_in(Role.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def suggest_links(request: Request) -> HttpResponse:
    district = district_of(request)
    companies = list(without_leader(district)[:AT_ONCE])
    suggestion = suggest(district, companies)
    form = SuggestionForm(request.POST or None, companies=companies, given=suggestion.given, by=request.actor)
    refusal = ""
    if form.is_bound and form.is_valid():
        chosen = form.chosen()
        try:
            link_all(chosen, by=request.actor)
            messages.success(request, _("%(count)s companies were linked.") % {"count": len(chosen)})
            return redirect("leader-links")
        except Refused as refused:
            refusal = str(refused)
    context = {"form": form, "left": suggestion.left, "refusal": refusal}
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "liaison/suggest_links.html", context, status=status)


@signed_in(Role.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def link_company(request: Request, number: str) -> HttpResponse:
    rows = Enterprise.objects.visible_to(request.actor).present().select_related("district", "leader")
    enterprise = get_object_or_404(rows, district=request.actor.district, number=number)
    said = request.POST if request.method == "POST" else None
    form = LinkForm(said, by=request.actor, initial={"leader": enterprise.leader_id})
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            link(
                enterprise, form.cleaned_data["leader"], by=request.actor, reason=form.cleaned_data["reason"]
            )
            return redirect("leader-links")
        except Refused as refused:
            refusal = str(refused)
    context = {
        "enterprise": enterprise,
        "form": form,
        "refusal": refusal,
        "links": LeaderLink.objects.filter(enterprise=enterprise).select_related("leader"),
    }
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "liaison/link_company.html", context, status=status)


@signed_in(*READERS)
@require_safe
def link_history(request: Request) -> HttpResponse:
    filters = LinkHistoryFilter(request.GET, request.actor)
    found = LeaderLink.objects.filter(filters.condition(Moment()), district=request.actor.district)
    page = keyset(found.select_related("leader", "enterprise", "by"), ("-since", "-id"), request.GET)
    context = {
        "filters": filters,
        "page": page,
        "count": count_up_to(found) if page.previous or page.next else len(page),
    }
    return render(request, "liaison/link_history.html", context)
