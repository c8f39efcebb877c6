"""What people are reminded of by the clock; each occasion is told once, however often this runs."""

from datetime import datetime

from qifu.liaison.visits import announcing
from qifu.liaison.visits.models import Stop
from qifu.organisations.moment import Moment


def remind(now: datetime) -> None:
    moment = Moment(now)
    for light, tell in (("red", announcing.feedback_overdue), ("yellow", announcing.feedback_owed)):
        rows = Stop.objects.owing().filter(moment.shows(light, "feedback_due_at"))
        for stop in rows.select_related(
            "visit__district", "visit__unit", "visit__lead", "enterprise", "project"
        ):
            tell(stop, now)
