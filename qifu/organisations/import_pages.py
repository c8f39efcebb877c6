"""The pages of an import, the same for every kind: the file goes up and is looked through (nothing is stored), the job's page
shows what it would do, with the mapping to correct; from there it is looked through again or brought in.

An app puts `*pages(ENTERPRISES, "enterprises/import/")` into its urlpatterns. The names are the importer's kind for the first page,
with -template and -again for the others.
"""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from qifu.organisations.http import Request, with_right
from qifu.organisations.importing import MB, Importer, again, limit, start, too_large
from qifu.organisations.models import Job, Post
from qifu.organisations.roles import Right

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENVELOPE = MB  # what a form adds to the file
RECENT = 10
Answer = Callable[..., HttpResponseBase]


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("xlsx, or csv in UTF-8 or GB18030."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.gz"}),
    )

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > limit():
            raise forms.ValidationError(str(too_large()))
        return self.cleaned_data["file"]


class MappingForm(forms.Form):
    """Which heading of the file fills which column; named after the column's key."""

    def __init__(self, *args: Any, importer: Importer, job: Job, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        headings = [("", "—"), *((heading, heading) for heading in job.outcome.get("headings", []))]
        for column in importer.columns:
            self.fields[column.key] = forms.ChoiceField(
                label=str(column.label),
                choices=headings,
                required=column.required,
                initial=job.outcome.get("mapping", {}).get(column.key, ""),
            )

    def clean(self) -> None:
        """One heading cannot fill two columns."""
        seen: set[str] = set()
        for key, heading in list(self.cleaned_data.items()):
            if heading and heading in seen:
                self.add_error(key, _("This heading is taken for another column already."))
            seen.add(heading)


def pages(importer: Importer, at: str) -> Sequence[URLPattern]:
    may_import = with_right(Right.IMPORT)
    return [
        path(at, refused_by_size(may_import(_upload(importer))), name=importer.kind),
        path(
            f"{at}template/", may_import(require_safe(_template(importer))), name=f"{importer.kind}-template"
        ),
        path(f"{at}<int:pk>/", may_import(require_POST(_again(importer))), name=f"{importer.kind}-again"),
    ]


def refused_by_size(view: Answer) -> Answer:
    """A file too large is refused by its announced size; the protection against forgery, which reads the body, comes after."""
    protected = csrf_protect(view)

    @csrf_exempt
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if int(request.META.get("CONTENT_LENGTH") or 0) > limit() + ENVELOPE:
            raise too_large()
        answer: HttpResponseBase = protected(request, *args, **kwargs)
        return answer

    return guarded


def _upload(importer: Importer) -> Callable[[Request], HttpResponse]:
    def upload(request: Request) -> HttpResponse:
        form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
        if form.is_bound and form.is_valid():
            file = form.cleaned_data["file"]
            job = start(importer, file, file.name, post=_post(request), dry=True)
            return redirect("job", job.pk)
        recent = Job.objects.visible_to(request.actor).filter(kind=importer.kind)
        context = {
            "form": form,
            "importer": importer,
            "template_name": f"{importer.kind}-template",
            "recent": recent.order_by("-id")[:RECENT],
            "limit": f"≤ {limit() // MB} MB",
        }
        return render(request, "organisations/import.html", context, status=422 if form.is_bound else 200)

    return upload


def _template(importer: Importer) -> Callable[[Request], HttpResponse]:
    def template(request: Request) -> HttpResponse:
        target = BytesIO()
        importer.template(target)
        name = {"Content-Disposition": f'attachment; filename="{importer.kind}.xlsx"'}
        return HttpResponse(target.getvalue(), content_type=XLSX, headers=name)

    return template


def _again(importer: Importer) -> Callable[..., HttpResponse]:
    def once_more(request: Request, pk: int) -> HttpResponse:
        earlier = get_object_or_404(Job.objects.visible_to(request.actor), pk=pk, kind=importer.kind)
        form = MappingForm(request.POST, importer=importer, job=earlier)
        if not form.is_valid():
            context = {"form": form, "importer": importer, "job": earlier}
            return render(request, "organisations/import_mapping.html", context, status=422)
        dry = request.POST.get("then") != "store"
        job = again(importer, earlier, post=_post(request), dry=dry, mapping=form.cleaned_data)
        return redirect("job", job.pk)

    return once_more


def _post(request: Request) -> Post:
    assert request.post is not None  # noqa: S101 - only posts have rights
    return request.post
