"""The working-day calendar: its years, the twelve months of one, a day. The import is in views/notices.py."""

from datetime import date

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qifu.lib.holidays_cn import BUILTIN_YEARS
from qifu.organisations import calendar_editing
from qifu.organisations.calendar import calendar
from qifu.organisations.calendar_grid import grid, weekdays
from qifu.organisations.forms.calendar import DayForm
from qifu.organisations.history import history_of
from qifu.organisations.http import Request, with_right
from qifu.organisations.models import CalendarDay, CalendarYear
from qifu.organisations.roles import Right


@with_right(Right.SETTINGS)
def years(request: Request) -> HttpResponse:
    loaded = CalendarYear.objects.annotate(
        off=Count("days", filter=Q(days__working=False)), made_up=Count("days", filter=Q(days__working=True))
    ).order_by("-year")
    days = calendar()
    lines = [
        {"year": year, "working_days": days.workdays_in(year.year)}
        for year in loaded
        if year.year in days.years
    ]
    missing = sorted(set(BUILTIN_YEARS) - {year.year for year in loaded})
    return render(request, "organisations/calendar/years.html", {"lines": lines, "missing": missing})


@with_right(Right.SETTINGS)
def one_year(request: Request, year: int) -> HttpResponse:
    row = get_object_or_404(CalendarYear.objects.prefetch_related("days"), pk=year)
    day = chosen_day(request.GET.get("day", ""), year)
    return show_year(request, row, day, form_for(day) if day else None)


def chosen_day(text: str, year: int) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and day.year == year else None


def form_for(day: date) -> DayForm:
    known = CalendarDay.objects.filter(date=day).first()
    working = known.working if known else calendar_editing.by_rule(day)
    return DayForm(initial={"working": str(working), "name": known.name if known else ""})


def show_year(request: Request, row: CalendarYear, day: date | None, form: DayForm | None) -> HttpResponse:
    months = grid(row)
    context = {
        "row": row,
        "months": months,
        "weekdays": weekdays(),
        "working_days": sum(month.working_days for month in months),
        "day": day,
        "form": form,
        "events": history_of(row),
        "before": CalendarYear.objects.filter(year__lt=row.year).order_by("-year").first(),
        "after": CalendarYear.objects.filter(year__gt=row.year).order_by("year").first(),
    }
    return render(request, "organisations/calendar/year.html", context)


@require_POST
@with_right(Right.SETTINGS)
def correct(request: Request, year: int, day: str) -> HttpResponse:
    row = get_object_or_404(CalendarYear.objects.prefetch_related("days"), pk=year)
    date_ = chosen_day(day, year)
    if date_ is None:
        raise Http404
    form = DayForm(request.POST)
    if not form.is_valid():
        return show_year(request, row, date_, form)
    if calendar_editing.correct_day(date_, **form.cleaned_data, by=request.actor):
        messages.success(request, _("%s is corrected; open deadlines are being counted anew.") % date_)
    else:
        messages.info(request, _("%s was so already; nothing was changed.") % date_)
    return redirect("calendar-year", year)


@require_POST
@with_right(Right.SETTINGS)
def load(request: Request) -> HttpResponse:
    text = request.POST.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() else 0
    changed = calendar_editing.load_builtin_year(year, by=request.actor)
    messages.success(
        request, _("%(year)s is loaded (%(count)s days).") % {"year": year, "count": len(changed)}
    )
    return redirect(reverse("calendar-year", args=[year]))
