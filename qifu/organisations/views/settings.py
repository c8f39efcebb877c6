"""The pages that `qifu.organisations.settings_pages` describes: what there is, a list, one row with its history."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from qifu.organisations import settings_pages
from qifu.organisations.forms.settings import SearchForm
from qifu.organisations.history import history_of
from qifu.organisations.http import Path, Request, signed_in
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.settings_pages import SettingsPage


def with_page(
    view: Callable[Concatenate[Request, SettingsPage, Path], HttpResponse],
) -> Callable[Concatenate[Request, str, Path], HttpResponseBase]:
    """The page's name becomes the page; only who holds its right comes in."""

    @wraps(view)
    def guarded(request: Request, name: str, *args: Path.args, **kwargs: Path.kwargs) -> HttpResponse:
        page = settings_pages.find(name)
        if page is None:
            raise Http404
        if not request.actor.may(page.right):
            raise PermissionDenied
        return view(request, page, *args, **kwargs)

    return signed_in()(guarded)  # type: ignore[arg-type] # functools loses that the first ones are positional


@signed_in()
def settings_home(request: Request) -> HttpResponse:
    places = settings_pages.open_to(request.actor)
    if not places:
        raise PermissionDenied
    return render(request, "organisations/settings/home.html", {"places": places})


@with_page
def rows(request: Request, page: SettingsPage) -> HttpResponse:
    search = SearchForm(request.GET, states=bool(page.active))
    found = page.found(request.actor, search.value("q"), search.value("state"))
    shown = keyset(found, page.order, request.GET)
    lines = [
        {
            "row": row,
            "cells": [(column.label, cell(column.of(row))) for column in page.columns],
            "active": is_active(page, row),
        }
        for row in shown
    ]
    context = {
        "settings_page": page,
        "search": search,
        "page": shown,
        "lines": lines,
        "count": count_up_to(found),
    }
    return render(request, "organisations/settings/list.html", context)


def cell(value: object) -> object:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "—" if value is None or value == "" else value


def is_active(page: SettingsPage, row: Any) -> bool:
    return bool(getattr(row, page.active)) if page.active else True


@with_page
def edit(request: Request, page: SettingsPage, pk: int) -> HttpResponse:
    row = get_object_or_404(page.rows_for(request.actor), pk=pk)
    title, beside = str(row), page.beside(row, request.actor) if page.beside else {}
    form = page.form(posted(request), instance=row, actor=request.actor)
    if request.method == "POST" and form.is_valid() and save(request, page, form):
        return redirect(page.url)
    context = {"settings_page": page, "form": form, "row": row, "row_title": title, "events": history_of(row)}
    return render(request, "organisations/settings/edit.html", context | beside)


@with_page
def add(request: Request, page: SettingsPage) -> HttpResponse:
    if not page.addable or page.add_url:
        raise Http404
    form = page.form(posted(request), instance=page.new_for(request.actor), actor=request.actor)
    if request.method == "POST" and form.is_valid() and save(request, page, form):
        return redirect(page.url)
    return render(request, "organisations/settings/add.html", {"settings_page": page, "form": form})


def posted(request: Request) -> QueryDict | None:
    """A form of one unticked box posts nothing; it was sent all the same."""
    return request.POST if request.method == "POST" else None


def save(request: Request, page: SettingsPage, form: Any) -> bool:
    """False when the row itself refused; the form then says why."""
    row = form.save(commit=False)
    try:
        changed = page.save(row, request.actor)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    what = {"what": page.what(row)}
    messages.success(
        request, _("Saved. %(what)s") % what if changed else _("Nothing was different. %(what)s") % what
    )
    return True
