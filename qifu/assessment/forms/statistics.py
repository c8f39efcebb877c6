"""What the statistics are asked for: which days, compared with which, as of when."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from qifu.appeals.figures.keeping import Then
from qifu.appeals.figures.periods import Period, a_year_before, before, named
from qifu.lib.workdays import start_of_day

YEARS_BACK, LONGEST_YEARS = 5, 5
COMPARE = {"": before, "year": a_year_before, "none": None}


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class StatisticsForm(forms.Form):
    """A named period, or two days; this year when nothing is said."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    since = _day(gettext_lazy("Or from"))
    until = _day(gettext_lazy("to"))
    compare = forms.ChoiceField(
        label=gettext_lazy("Compared with"),
        choices=[
            ("", gettext_lazy("The period before")),
            ("year", gettext_lazy("The same days a year before")),
            ("none", pgettext_lazy("compared with", "Nothing")),
        ],
        required=False,
    )
    stood = forms.DateTimeField(
        label=gettext_lazy("As it stood at"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, query: Mapping[str, Any], now: datetime) -> None:
        super().__init__(_at_the_end_of_its_day(query))
        self.label_suffix = ""
        self.now, self.today = now, timezone.localdate(now)
        self.fields["period"].choices = period_choices(self.today)  # type: ignore[attr-defined]

    def clean_stood(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["stood"]
        if at and at > self.now:
            raise forms.ValidationError(_("That instant has not come yet."))
        return at

    def clean(self) -> None:
        first, last = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if bool(first) != bool(last):
            self.add_error("until" if first else "since", _("Name both days, or neither."))
        elif first and last and not first <= last:
            self.add_error("until", _("The last day lies before the first."))
        elif first and last and last.year - first.year > LONGEST_YEARS:
            self.add_error("until", _("At most %(years)s years at once.") % {"years": LONGEST_YEARS})

    @property
    def chosen(self) -> Period:
        this_year = Period(date(self.today.year, 1, 1), date(self.today.year, 12, 31))
        if not self.is_valid():
            return this_year
        said = self.cleaned_data
        if said["since"]:
            return Period(said["since"], said["until"])
        return named(said["period"]) or this_year

    @property
    def then(self) -> Then | None:
        at = self.cleaned_data.get("stood") if self.is_valid() else None
        return Then(at, self.chosen) if at else None

    @property
    def compared(self) -> Period | None:
        """Figures of the past are compared with nothing: they would be counted twice."""
        compare = COMPARE[self.cleaned_data["compare"] if self.is_valid() else ""]
        return compare(self.chosen, self.today) if compare and not self.then else None


def _at_the_end_of_its_day(query: Mapping[str, Any]) -> Mapping[str, Any]:
    """A day alone means its 24:00."""
    try:
        day = date.fromisoformat(query.get("stood", ""))
    except ValueError:
        return query
    end = timezone.localtime(start_of_day(day + timedelta(days=1)))
    return {**{name: query[name] for name in query}, "stood": f"{end:%Y-%m-%dT%H:%M}"}


def period_choices(today: date) -> list[Any]:
    year = today.year
    quarters = [
        (f"{y}-Q{q}", _("%(year)s, quarter %(n)s") % {"year": y, "n": q})
        for y in (year, year - 1)
        for q in (1, 2, 3, 4)
    ]
    months = [(f"{y}-{m:02d}", f"{y}-{m:02d}") for y in (year, year - 1) for m in range(1, 13)]
    return [
        ("", _("This year")),
        (_("Year"), [(str(y), str(y)) for y in range(year, year - YEARS_BACK, -1)]),
        (pgettext("period", "Quarter"), quarters),
        (pgettext("period", "Month"), months),
    ]
