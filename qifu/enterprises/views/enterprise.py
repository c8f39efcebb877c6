"""One company's page, and the reason by which its contacts' data are shown."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qifu.enterprises.history import history_of
from qifu.enterprises.models import Enterprise
from qifu.enterprises.panels import panels
from qifu.enterprises.sizes import explain_above_scale, explain_size
from qifu.enterprises.views.scope import found_or_404
from qifu.lib.names import mask_name, mask_phone
from qifu.organisations.http import Request, safe_way_on, signed_in, with_right
from qifu.organisations.roles import OFFICIALS, Right, Role
from qifu.organisations.unmasking import ReasonForm, is_unmasked, unmask

Facts = list[tuple[object, object]]


@never_cache
@signed_in(*OFFICIALS, Role.CONTACT)
@require_safe
def enterprise(request: Request, number: str) -> HttpResponse:
    found = found_or_404(request, number)
    if found.merged_into:
        return redirect("enterprise", found.merged_into.number)
    official = request.actor.role != Role.CONTACT
    context = {
        "enterprise": found,
        "register_facts": facts_of(found),
        "figures": figures_of(found),
        "derivations": [explain_size(found), explain_above_scale(found)],
        **people_of(request, found),
        "reason_form": ReasonForm(),
        "panels": panels.filled(found.number, request.actor),
        "history": history_of(found) if official else [],
        "merges": found.merges.select_related("given_up") if official else [],
        "may_edit": request.actor.may(Right.EDIT_ENTERPRISES),
        "may_merge": request.actor.may(Right.MERGE_ENTERPRISES),
        "may_unmask": request.actor.may(Right.UNMASK),
    }
    return render(request, "enterprises/enterprise.html", context)


def facts_of(row: Enterprise) -> Facts:
    return [
        (_("Unified social credit code"), row.credit_code),
        (_("Street"), row.street),
        (pgettext("place", "Address"), row.address),
        (_("Telephone"), row.phone),
        (_("Industry"), f"{row.industry} {row.section_name}".strip()),
        (_("Founded in"), row.founded and str(row.founded)),
        (_("Linked leader"), row.leader),
    ]


def figures_of(row: Enterprise) -> Facts:
    above = {True: _("yes"), False: _("no"), None: ""}[row.above_scale]
    return [
        (_("Size class"), explained(row.get_size_display() or "", explain_size(row))),
        (_("Above scale"), explained(above, explain_above_scale(row))),
        (_("Year of the facts"), row.facts_year and str(row.facts_year)),
        (_("Staff"), row.staff),
        (_("Revenue (10k yuan)"), row.revenue),
        (_("Assets (10k yuan)"), row.assets),
    ]


def explained(value: str, how: str) -> str:
    """On hover, how the value came about; the page says the same below, for those who cannot hover."""
    return format_html('<span title="{}">{}</span>', how, value or "—")


def shows_people(request: Request, row: Enterprise) -> bool:
    """A contact sees the people of their own enterprise; an official says why first."""
    return request.actor.role == Role.CONTACT or is_unmasked(request, row)


def people_of(request: Request, row: Enterprise) -> dict[str, Any]:
    shown = shows_people(request, row)
    contacts = [
        {
            "pk": contact.pk,
            "name": contact.name if shown else mask_name(contact.name),
            "title": contact.title,
            "phone": contact.phone if shown else mask_phone(contact.phone),
            "email": contact.email if shown else "***" if contact.email else "",
            "user": contact.user,
        }
        for contact in row.contacts.all()
    ]
    return {"contacts": contacts, "masked": not shown}


@never_cache
@with_right(Right.UNMASK)
@require_http_methods(["GET", "HEAD", "POST"])
def show_people(request: Request, number: str) -> HttpResponse:
    found = found_or_404(request, number).survivor
    form = ReasonForm(request.POST if request.method == "POST" else None)
    page = reverse("enterprise", args=[found.number])
    if form.is_bound and form.is_valid():
        what = _("Contacts of %(number)s %(name)s") % {"number": found.number, "name": found.name}
        unmask(request, found, reason=form.cleaned_data["reason"], what=what)
        return redirect(safe_way_on(request, request.GET.get("next"), f"{page}#contacts"))
    context = {"enterprise": found, "form": form, "back": page}
    return render(request, "enterprises/show_people.html", context, status=422 if form.is_bound else 200)
