"""On the first working day after a month's end, the month of every scheme in use is computed by itself."""

from datetime import date, datetime

from django.utils import timezone

from qifu.assessment.computing import cut_off_of
from qifu.assessment.models import Round, Scheme
from qifu.assessment.rounds import compute
from qifu.assessment.schemes import in_force
from qifu.lib.months import first_of, months_later
from qifu.lib.workdays import YearNotLoaded
from qifu.organisations.actors import system
from qifu.organisations.calendar import calendar, cannot_count
from qifu.organisations.refusals import Refused

MONTHS_BACK = 3  # after an outage, or where the month is counted many days after its end


def compute_due(now: datetime) -> list[str]:
    """Why what was due could not be computed: one sentence each. A month that has been computed is left as it is."""
    today = timezone.localdate(now)
    try:
        begun = today >= calendar().add(first_of(today), 0)
    except YearNotLoaded as missing:
        return [str(cannot_count(missing))]
    if not begun:
        return []
    months = [months_later(first_of(today), -back) for back in range(MONTHS_BACK, 0, -1)]
    schemes = Scheme.objects.filter(active=True).select_related("district")
    told = [
        _compute_one(scheme, month, now, is_last=month == months[-1])
        for scheme in schemes
        for month in months
    ]
    return [said for said in told if said]


def _compute_one(scheme: Scheme, month: date, now: datetime, *, is_last: bool) -> str:
    rounds, version = Round.objects.filter(scheme=scheme, edition__gt=0), in_force(scheme)
    if version is None or rounds.filter(month=month).exists():
        return ""
    missed = version.cut_off_days > 0 or rounds.filter(month__lt=month).exists()
    if not (is_last or missed):
        return ""  # it ended before anybody assessed by this scheme
    try:
        if cut_off_of(version, month) <= now:
            compute(scheme, month, by=system(scheme.district), at=now)
    except YearNotLoaded as missing:
        return f"{scheme.district}, {scheme}: {cannot_count(missing)}"
    except Refused as said:
        return f"{scheme.district}, {scheme}: {said}"
    return ""
