"""A list's filter under a name: kept, shown as a tab, thrown away."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from qifu.appeals.lists.filters import PAGING
from qifu.appeals.models import SavedView
from qifu.organisations.http import Request, signed_in
from qifu.organisations.roles import OFFICIALS

PAGES = ("appeals", "worklist")  # also the names of their URLs
LONGEST = 500


@dataclass(frozen=True)
class Kept:
    """What `parts/saved_views.html` shows: the views of this page, and what could be kept now."""

    page: str
    query: str
    views: list[SavedView]
    present: SavedView | None


class SavedViewForm(forms.Form):
    page = forms.ChoiceField(choices=[(page, page) for page in PAGES])
    name = forms.CharField(label=gettext_lazy("Name"), max_length=30)
    query = forms.CharField(max_length=LONGEST)


def bare(query: QueryDict) -> str:
    """The filter alone: without the page's key and without words that say nothing, always in the same order."""
    words = [
        (name, value)
        for name in sorted(query)
        if name not in PAGING
        for value in query.getlist(name)
        if value
    ]
    said = QueryDict(mutable=True)
    for name, value in words:
        said.appendlist(name, value)
    return said.urlencode()


def kept(request: Request, page: str) -> Kept:
    query = bare(request.GET)
    views = list(SavedView.objects.filter(user=request.actor.user, page=page))
    return Kept(page, query, views, next((view for view in views if view.query == query), None))


def address(view: SavedView) -> str:
    return f"{reverse(view.page)}?{view.query}"


@require_POST
@signed_in(*OFFICIALS)
def save(request: Request) -> HttpResponse:
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        messages.error(
            request,
            _("The view was not saved: give it a name of at most 30 characters and filter by something."),
        )
        return redirect(_back(request.POST.get("page", ""), request.POST.get("query", "")))
    said: dict[str, Any] = {**form.cleaned_data, "query": bare(QueryDict(form.cleaned_data["query"]))}
    view, created = SavedView.objects.get_or_create(
        user=request.actor.user, page=said["page"], name=said["name"], defaults={"query": said["query"]}
    )
    if created:
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": view.name})
    elif view.query != said["query"]:
        messages.error(
            request,
            _(
                "You already have a view called “%(name)s” here: choose another name, or delete that one first."
            )
            % {"name": view.name},
        )
    return redirect(_back(said["page"], said["query"]))


@require_POST
@signed_in(*OFFICIALS)
def delete(request: Request, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView, pk=pk, user=request.actor.user)
    view.delete()
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    return redirect(address(view))


def _back(page: str, query: str) -> str:
    return f"{reverse(page if page in PAGES else 'appeals')}?{bare(QueryDict(query))}"
