"""The pledges in force, and editing them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qifu.liaison.pledges.forms.pledges import PledgesForm
from qifu.liaison.pledges.models import PledgeSheet
from qifu.liaison.pledges.presets import PROGRAMME
from qifu.liaison.pledges.publishing import all_in_force, in_force, may_edit, publish
from qifu.liaison.pledges.words import EDITORS, READERS
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.models import Unit
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


@signed_in(*READERS)
@require_safe
def pledges(request: Request) -> HttpResponse:
    by, district = request.actor, district_of(request)
    context = {
        "sheets": all_in_force(district),
        "edits_programme": may_edit(by, district, None),
        "own": by.unit if by.role == Role.HEAD else None,
    }
    return render(request, "pledges/pledges.html", context)


@signed_in(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_pledges(request: Request, unit: int | None = None) -> HttpResponse:
    district = district_of(request)
    whose = get_object_or_404(Unit, pk=unit, district=district) if unit else None
    if not may_edit(request.actor, district, whose):
        raise PermissionDenied
    now = in_force(district, whose)
    lines = [pledge.text for pledge in now.pledges.all()] if now else [] if whose else PROGRAMME
    form = PledgesForm(
        request.POST or None, initial={"lines": "\n".join(lines), "version": now.version if now else 0}
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            said = form.cleaned_data
            if publish(
                district, whose, said["lines"].splitlines(), by=request.actor, version=said["version"]
            ):
                messages.success(request, _("Published."))
            return redirect("pledges")
        except Refused as refused:
            form.add_error("lines", str(refused))
            status = 409
    versions = (
        PledgeSheet.objects.filter(district=district, unit=whose)
        .select_related("by")
        .prefetch_related("pledges")
    )
    return render(
        request, "pledges/edit.html", {"unit": whose, "form": form, "versions": versions}, status=status
    )
