"""Coming and past activities for everybody; a company signs up by its account or by the link of its invitation."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qifu.enterprises.models import Contact, Enterprise
from qifu.liaison.activities.announcing import LINKS
from qifu.liaison.activities.models import Activity
from qifu.liaison.activities.signing_up import sign_up, take_back
from qifu.liaison.activities.words import ActivityStage, SignUpState
from qifu.liaison.personal_links import NoSuchLink
from qifu.liaison.views.scope import file_of
from qifu.organisations.actors import Actor, caller
from qifu.organisations.http import Request
from qifu.organisations.models import District
from qifu.organisations.paging import keyset
from qifu.organisations.refusals import Refused
from qifu.portal.districts import district_of, page
from qifu.portal.forms.activities import SignUpForm
from qifu.portal.views.filing import contacts_of

COMING = 50


@require_safe
def activities(request: Request, code: str) -> HttpResponse:
    district = district_of(code)
    shown = Activity.objects.filter(district=district).shown_to_the_public().for_list()
    now = timezone.now()
    coming = shown.filter(stage=ActivityStage.OPEN, ends_at__gte=now).order_by("starts_at", "id")[:COMING]
    past = keyset(shown.filter(stage=ActivityStage.HELD), ("-starts_at", "-id"), request.GET, size=20)
    off = shown.filter(stage=ActivityStage.CANCELLED, starts_at__gte=now).order_by("starts_at", "id")[:COMING]
    return page(
        request,
        "portal/activities.html",
        district,
        {"coming": coming, "past": past, "off": off, "page": past},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def activity(request: Request, code: str, pk: int) -> HttpResponse:
    """A contact also sees what is not public and is for the own company."""
    district = district_of(code)
    found = get_object_or_404(_published(district), pk=pk)
    contacts = contacts_of(request, district)
    mine = [contact for contact in contacts if found.invites(contact.enterprise)] if contacts else []
    if not found.public and not mine:
        raise Http404
    return _answer(request, found, mine or contacts, request.actor, request.path)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, code: str, token: str) -> HttpResponse:
    """The link names one activity and one company; whoever has it speaks for that company."""
    district = district_of(code)
    try:
        pk, company = LINKS.read(token)
    except (NoSuchLink, ValueError) as error:
        raise Http404 from error
    found = get_object_or_404(_published(district), pk=pk)
    enterprise = get_object_or_404(
        Enterprise.objects.select_related("merged_into"), pk=company, district=district
    ).survivor
    contact = enterprise.contacts.order_by("id").first() or Contact(enterprise=enterprise)
    contact.enterprise = enterprise
    return _answer(request, found, [contact], caller(district, enterprise.name), request.path, invited=True)


def _published(district: District) -> Any:
    rows = Activity.objects.filter(district=district).exclude(stage=ActivityStage.DRAFT)
    return rows.select_related("district", "host")


def _answer(
    request: Request, found: Activity, contacts: list[Contact], by: Actor, here: str, *, invited: bool = False
) -> HttpResponse:
    form = (
        SignUpForm(request.POST if request.method == "POST" else None, contacts=contacts)
        if contacts
        else None
    )
    status = 200
    if request.method == "POST":
        if form is None:
            raise Http404
        try:
            if form.is_valid():
                messages.success(request, _done(found, form, by, invited))
                return redirect(here)
            status = 422
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409
    context = {
        "activity": found,
        "form": form,
        "mine": found.sign_ups.filter(enterprise__in=[c.enterprise_id for c in contacts])
        .exclude(state=SignUpState.OFF)
        .select_related("enterprise"),
        "takes": found.takes_sign_ups(timezone.now()),
        "left": None if found.seats is None else max(found.seats - found.people(), 0),
        "pictures": found.pictures.all() if found.public and found.is_held else [],
    }
    return page(request, "portal/activity.html", found.district, context, status)


def _done(found: Activity, form: SignUpForm, by: Actor, invited: bool) -> str:
    said = form.cleaned_data
    enterprise = form.enterprise
    if "off" in form.data:
        for row in found.sign_ups.filter(enterprise=enterprise).exclude(state=SignUpState.OFF):
            take_back(row, by=by)
        return _("Your sign-up has been taken back.")
    row = sign_up(
        found,
        enterprise,
        by=by,
        people=said["people"],
        name=said["name"],
        phone=said["phone"],
        invited=invited,
    )
    if row.state == SignUpState.WAITING:
        return _("It is full: you are on the waiting list and hear from us once there is room.")
    return _("You are signed up with %(people)s people.") % {"people": row.people}


@require_safe
def picture(request: Request, code: str, pk: int, picture: int) -> HttpResponse:
    """Only of what is public and was held."""
    shown = Activity.objects.filter(district=district_of(code), stage=ActivityStage.HELD, public=True)
    found = get_object_or_404(get_object_or_404(shown, pk=pk).pictures.select_related("file"), pk=picture)
    return file_of(found.file, "picture")
