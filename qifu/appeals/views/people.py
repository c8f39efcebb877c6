"""The reason by which the caller's name and telephone number are shown on an appeal."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qifu.appeals.views.scope import appeal_or_404
from qifu.organisations.http import Request, safe_way_on, with_right
from qifu.organisations.roles import Right
from qifu.organisations.unmasking import ReasonForm, unmask


@never_cache
@with_right(Right.UNMASK)
@require_http_methods(["GET", "HEAD", "POST"])
def show_people(request: Request, number: str) -> HttpResponse:
    appeal = appeal_or_404(request, number)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        what = _("Contact of the appeal %(number)s") % {"number": appeal.number}
        unmask(request, appeal, reason=form.cleaned_data["reason"], what=what)
        return redirect(safe_way_on(request, request.GET.get("next"), reverse("appeal", args=[number])))
    context = {"appeal": appeal, "form": form}
    return render(request, "appeals/show_people.html", context, status=422 if form.is_bound else 200)
