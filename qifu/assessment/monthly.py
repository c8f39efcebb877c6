"""On the first working day after a month's end, the month of every scheme in use is computed by itself."""

from datetime import datetime, timedelta

from django.utils import timezone

from qifu.assessment.computing import cut_off_of
from qifu.assessment.models import Round, Scheme
from qifu.assessment.rounds import compute
from qifu.assessment.schemes import in_force
from qifu.lib.months import first_of
from qifu.lib.workdays import YearNotLoaded
from qifu.organisations.actors import system
from qifu.organisations.calendar import calendar, cannot_count
from qifu.organisations.refusals import Refused


def compute_due(now: datetime) -> list[str]:
    """Why what was due could not be computed: one sentence each. A month that has been computed is left as it is."""
    today = timezone.localdate(now)
    month = first_of(first_of(today) - timedelta(days=1))
    try:
        begun = today >= calendar().add(first_of(today), 0)
    except YearNotLoaded as missing:
        return [str(cannot_count(missing))]
    if not begun:
        return []
    refused = []
    computed = Round.objects.filter(month=month, edition__gt=0).values("scheme")
    for scheme in Scheme.objects.filter(active=True).exclude(pk__in=computed).select_related("district"):
        version = in_force(scheme)
        if version is None or cut_off_of(version, month) > now:
            continue
        try:
            compute(scheme, month, by=system(scheme.district), at=now)
        except Refused as said:
            refused.append(f"{scheme.district}, {scheme}: {said}")
    return refused
