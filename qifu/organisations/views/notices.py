"""A notice of public holidays as a file: first shown, then taken."""

import tempfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qifu.lib.sheets import SheetError, write_sheet
from qifu.organisations import notices
from qifu.organisations.forms.calendar import NoticeForm
from qifu.organisations.http import Request, with_right
from qifu.organisations.import_lines import sentence
from qifu.organisations.notices import Notice
from qifu.organisations.roles import Right

KEPT = "calendar_notice"  # what was read, between showing and taking it


@with_right(Right.SETTINGS)
def bring(request: Request) -> HttpResponse:
    form = NoticeForm(request.POST or None, request.FILES or None)
    notice = None
    if request.method == "POST" and form.is_valid():
        try:
            days, bad_rows = read(form.cleaned_data["file"])
            notice = notices.look_at(days, bad_rows)
            if notice.may_be_taken:
                keep(request, days, form.cleaned_data["source"])
        except SheetError as error:
            form.add_error("file", sentence(error))
    page = {"form": form, "notice": notice, "next_year": timezone.localdate().year + 1}
    return render(request, "organisations/calendar/import.html", page)


def read(file: "UploadedFile[Any]") -> tuple[dict[date, bool], list[tuple[int, str, str]]]:
    with tempfile.NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        return notices.read(Path(copy.name), file.name or "", settings.UPLOAD_MB * 1024 * 1024)


def keep(request: Request, days: dict[date, bool], source: str) -> None:
    request.session[KEPT] = {"days": {str(day): working for day, working in days.items()}, "source": source}


@require_POST
@with_right(Right.SETTINGS)
def take(request: Request) -> HttpResponse:
    kept = request.session.pop(KEPT, None)
    if not kept:
        messages.warning(request, _("Please choose the file again; nothing was changed."))
        return redirect("calendar-import")
    notice: Notice = notices.look_at(
        {date.fromisoformat(day): work for day, work in kept["days"].items()}, []
    )
    count = notices.take(notice, kept["source"], by=request.actor)
    messages.success(
        request, _("The notice is taken: %s days changed. Open deadlines are being counted anew.") % count
    )
    return redirect("calendar")


@with_right(Right.SETTINGS)
def template(request: Request) -> FileResponse:
    """Two rows as an example, both true in any year."""
    year, content = timezone.localdate().year + 1, BytesIO()
    write_sheet(content, ["日期", "安排"], [(date(year, 1, 1), "休"), (date(year, 10, 1), "休")])
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=_("Calendar %s.xlsx") % year)
