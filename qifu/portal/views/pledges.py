"""What units promise, for everybody to read; and a company's report that one was broken."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qifu.appeals.forms.keys import request_key
from qifu.liaison.pledges.breaking import Said, report
from qifu.liaison.pledges.publishing import all_in_force
from qifu.organisations.actors import caller
from qifu.organisations.http import Request
from qifu.organisations.models import District
from qifu.organisations.refusals import Refused
from qifu.portal.access import Opened
from qifu.portal.districts import district_of, page
from qifu.portal.forms.pledges import ContactBreachForm, StrangerBreachForm
from qifu.portal.plain import plainly
from qifu.portal.views.filing import contacts_of

BreachForm = ContactBreachForm | StrangerBreachForm


@require_safe
def pledges(request: Request, code: str) -> HttpResponse:
    district = district_of(code)
    return page(request, "portal/pledges.html", district, {"sheets": all_in_force(district)})


@require_http_methods(["GET", "HEAD", "POST"])
def report_breach(request: Request, code: str) -> HttpResponse:
    district = district_of(code)
    if not district.active:
        raise Refused(
            _("%(district)s takes no appeals here at present. Please call the hotline.")
            % {"district": district}
        )
    form = _form(request, district)
    if form.is_valid():
        try:
            return redirect(_reported(request, district, form).url("portal-receipt") + "?filed=1")
        except Refused as refusal:
            form.add_error(None, plainly(refusal))
    context = {"form": form, "files_lost": bool(request.FILES)}
    return page(request, "portal/breach.html", district, context, 422 if form.is_bound else 200)


def _form(request: Request, district: District) -> BreachForm:
    """`?pledge=` and `?unit=` come from the list beside which the button stands."""
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    chosen = {name: request.GET[name] for name in ("pledge", "unit") if request.GET.get(name, "").isdigit()}
    if contacts := contacts_of(request, district):
        return ContactBreachForm(data, files, district=district, contacts=contacts, initial=chosen)
    return StrangerBreachForm(data, files, district=district, initial=chosen)


def _reported(request: Request, district: District, form: BreachForm) -> Opened:
    said, known = form.cleaned_data, isinstance(form, ContactBreachForm)
    by = request.actor if known else caller(district, said["name"])
    names = ("unit", "happened_on", "text", "who", "name", "phone", "wish", "files")
    what = Said(
        pledge=form.chosen,
        enterprise=form.enterprise,
        enterprise_name=said["company"] if not known else "",
        **{name: said[name] for name in names},
    )
    _breach, appeal = report(what, district=district, by=by, key=request_key(form, files=said["files"]))
    return Opened(appeal, district, by, by_number=known)
