"""Adding and changing an enterprise, its contacts and its projects: each through one form and one line of its history."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.forms import ModelForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qifu.enterprises import history
from qifu.enterprises.forms.editing import ContactForm, EnterpriseForm, ProjectForm
from qifu.enterprises.models import Contact, Enterprise, Project
from qifu.enterprises.numbers import next_numbers
from qifu.enterprises.views.scope import standing_or_404
from qifu.organisations import log
from qifu.organisations.http import Request, district_of, with_right
from qifu.organisations.models import LogKind
from qifu.organisations.roles import Right
from qifu.organisations.unmasking import is_unmasked

may_edit = with_right(Right.EDIT_ENTERPRISES)
form_page = require_http_methods(["GET", "HEAD", "POST"])


def said(request: Request) -> tuple[Any, ...]:
    return (request.POST,) if request.method == "POST" else ()


@may_edit
@form_page
def add_enterprise(request: Request) -> HttpResponse:
    form = EnterpriseForm(*said(request), district=district_of(request))
    form.instance.district = district_of(request)
    if form.is_bound and form.is_valid():
        form.instance.number = next_numbers(district_of(request))[0]
        if stored(request, form, form.instance, form.instance.name):
            return redirect("enterprise", form.instance.number)
    return shown(request, form, _("Add an enterprise"), reverse("enterprises"))


@may_edit
@form_page
def edit_enterprise(request: Request, number: str) -> HttpResponse:
    found = standing_or_404(request, number)
    form = EnterpriseForm(*said(request), instance=found, district=found.district)
    if form.is_bound and form.is_valid() and stored(request, form, found, found.name):
        return redirect("enterprise", number)
    return shown(request, form, _("Edit the enterprise"), reverse("enterprise", args=[number]), found)


@never_cache
@may_edit
@form_page
def contact(request: Request, number: str, pk: int | None = None) -> HttpResponse:
    """Changing a contact shows their data, so the reason for that comes first."""
    found = standing_or_404(request, number)
    row = get_object_or_404(Contact, pk=pk, enterprise=found) if pk else Contact(enterprise=found)
    if pk and not is_unmasked(request, found):
        return redirect(f"{reverse('enterprise-people', args=[number])}?{urlencode({'next': request.path})}")
    form = ContactForm(*said(request), instance=row, district=found.district, enterprise=found)
    if form.is_bound and form.is_valid() and stored(request, form, found, _("contact")):
        return redirect(f"{reverse('enterprise', args=[number])}#contacts")
    title = _("Edit the contact") if pk else _("Add a contact")
    return shown(request, form, title, reverse("enterprise", args=[number]), found)


@may_edit
@form_page
def remove_contact(request: Request, number: str, pk: int) -> HttpResponse:
    found = standing_or_404(request, number)
    row = get_object_or_404(Contact, pk=pk, enterprise=found)
    if request.method == "POST":
        with transaction.atomic():
            what = _("%(number)s contact removed") % {"number": found.number}
            log.write(LogKind.ENTERPRISE, by=request.actor, what=what, subject=found)
            row.delete()
        return redirect(f"{reverse('enterprise', args=[number])}#contacts")
    context = {"enterprise": found, "contact": row, "back": reverse("enterprise", args=[number])}
    return render(request, "enterprises/remove_contact.html", context)


@may_edit
@form_page
def project(request: Request, number: str, pk: int | None = None) -> HttpResponse:
    found = standing_or_404(request, number)
    new = Project(enterprise=found, district=found.district)
    row = get_object_or_404(Project, pk=pk, enterprise=found) if pk else new
    form = ProjectForm(*said(request), instance=row, district=found.district)
    if form.is_bound and form.is_valid() and stored(request, form, found, _("project")):
        return redirect(f"{reverse('enterprise', args=[number])}#projects")
    title = _("Edit the project") if pk else _("Add a project")
    return shown(request, form, title, reverse("enterprise", args=[number]), found)


def stored(request: Request, form: ModelForm[Any], enterprise: Enterprise, what: str) -> bool:
    """False when somebody else stored the same code or account in between: then the form says so."""
    try:
        changed = history.save(form.instance, by=request.actor, enterprise=enterprise, what=what)
    except IntegrityError:
        form.add_error(
            None, _("Somebody has just stored a record with the same code or account. Check it first.")
        )
        return False
    messages.success(request, _("Stored.") if changed else _("Nothing was different; nothing was stored."))
    return True


def shown(
    request: Request, form: ModelForm[Any], title: str, back: str, enterprise: Enterprise | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "enterprise": enterprise}
    return render(request, "enterprises/form.html", context, status=422 if form.is_bound else 200)
