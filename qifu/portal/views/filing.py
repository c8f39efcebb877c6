"""Filing: with an account or without one, once however often it is pressed."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from qifu.appeals.forms.keys import request_key
from qifu.appeals.models import Appeal
from qifu.appeals.registering import register
from qifu.appeals.words import Channel
from qifu.enterprises.models import Contact
from qifu.organisations.actors import caller
from qifu.organisations.http import Request
from qifu.organisations.models import District
from qifu.organisations.refusals import Refused
from qifu.portal.access import Opened, contact_in
from qifu.portal.districts import district_of, page
from qifu.portal.forms.filing import ContactFilingForm, FilingForm, StrangerFilingForm
from qifu.portal.plain import plainly
from qifu.portal.promises import promises_of


def file(request: Request, code: str) -> HttpResponse:
    district = district_of(code)
    if not district.active:
        raise Refused(
            _("%(district)s takes no appeals here at present. Please call the hotline.")
            % {"district": district}
        )
    form = form_for(request, district)
    if form.is_valid():
        try:
            return redirect(filed(request, district, form).url("portal-receipt") + "?filed=1")
        except Refused as refusal:
            form.add_error(None, plainly(refusal))
    context = {"form": form, "files_lost": bool(request.FILES), "promises": promises_of(district)[1:]}
    return page(request, "portal/file.html", district, context, 422 if form.is_bound else 200)


def form_for(request: Request, district: District) -> FilingForm:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    contacts = contacts_of(request, district)
    if contacts:
        return ContactFilingForm(data, files, district=district, contacts=contacts)
    return StrangerFilingForm(data, files, district=district)


def contacts_of(request: Request, district: District) -> list[Contact]:
    """One for each company that the visitor speaks for here."""
    if not contact_in(request, district):
        return []
    own = Contact.objects.filter(
        user=request.actor.user, enterprise__district=district, enterprise__merged_into=None
    )
    return list(own.select_related("enterprise"))


def filed(request: Request, district: District, form: FilingForm) -> Opened:
    said = form.cleaned_data
    known = isinstance(form, ContactFilingForm)
    by = request.actor if known else caller(district, said["name"])
    appeal: Appeal = register(
        by=by,
        district=district,
        channel=Channel.PORTAL,
        title=said["title"],
        text=said["text"],
        wish=said["wish"],
        enterprise=form.enterprise,
        enterprise_name=said["company"],
        caller_name=said["name"],
        caller_phone=said["phone"],
        category=said["category"],
        files=said["files"],
        key=request_key(form, files=said["files"]),
    )
    return Opened(appeal, district, by, by_number=known)
