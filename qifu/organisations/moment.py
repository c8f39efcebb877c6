"""Now, for everything on a page alike: which light a deadline has, and how many working days are left."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from qifu.lib.workdays import Light, LightBounds, YearNotLoaded
from qifu.organisations.calendar import calendar


class Moment:
    """Where the calendar of a year is missing, lights are out instead of guessed; `missing` names that year."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or timezone.now()
        self.days = calendar()
        self.bounds: LightBounds | None = None
        self.missing: int | None = None
        try:
            self.bounds = self.days.light_bounds(self.now)
        except YearNotLoaded as error:
            self.missing = error.year

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def light(self, due: datetime | None) -> Light | None:
        return self.bounds.light(due) if self.bounds and due else None

    def days_left(self, due: datetime | None) -> int | None:
        try:
            return self.days.working_days_left(self.now, due) if due else None
        except YearNotLoaded:
            return None

    def shows(self, light: str, column: str = "due_at") -> Q:
        """The rows that have this light, by the same two instants that colour them."""
        if light == "none":
            return Q(**{f"{column}__isnull": True})
        if self.bounds is None:
            return Q(pk__in=())
        red, yellow = self.bounds.red, self.bounds.yellow
        return {
            Light.RED: Q(**{f"{column}__lte": red}),
            Light.YELLOW: Q(**{f"{column}__gt": red, f"{column}__lte": yellow}),
            Light.GREEN: Q(**{f"{column}__gt": yellow}),
        }[Light(light)]
