from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qifu.enterprises.forms.merging import MergeForm
from qifu.enterprises.merging import merge, moving, refusal
from qifu.enterprises.models import Enterprise
from qifu.enterprises.views.scope import standing_or_404
from qifu.organisations.http import Request, with_right
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Right


@never_cache
@with_right(Right.MERGE_ENTERPRISES)
@require_http_methods(["GET", "HEAD", "POST"])
def merge_enterprise(request: Request, number: str) -> HttpResponse:
    """First the other record is looked up; then both stand side by side."""
    kept = standing_or_404(request, number)
    typed = request.GET.get("other", "").strip().upper()
    other = Enterprise.objects.visible_to(request.actor).for_detail().filter(number=typed).first()
    if other is None:
        return choosing(request, kept, _("There is no enterprise with this number.") if typed else "")
    if sentence := refusal(kept, other):
        return choosing(request, kept, sentence)
    form = MergeForm(*((request.POST,) if request.method == "POST" else ()), kept=kept, given_up=other)
    if form.is_bound and form.is_valid() and merged(request, form):
        return redirect("enterprise", kept.number)
    context = {"enterprise": kept, "other": other, "form": form, "moving": moving(other)}
    return render(request, "enterprises/merge.html", context, status=422 if form.is_bound else 200)


def choosing(request: Request, kept: Enterprise, problem: str) -> HttpResponse:
    context = {"enterprise": kept, "problem": problem, "lookup_url": reverse("enterprise-lookup")}
    return render(request, "enterprises/merge_choose.html", context, status=409 if problem else 200)


def merged(request: Request, form: MergeForm) -> bool:
    said = form.cleaned_data
    try:
        row = merge(
            form.kept,
            form.given_up,
            by=request.actor,
            taken=form.taken,
            reason=said["reason"],
            codes_confirmed=bool(said.get("codes_confirmed")),
        )
    except Refused as refused:
        form.add_error("codes_confirmed" if "codes_confirmed" in form.fields else None, str(refused))
        return False
    numbers = {"given_up": row.given_up.number, "kept": row.kept.number}
    messages.success(request, _("%(given_up)s is now part of %(kept)s; its number leads here.") % numbers)
    return True
