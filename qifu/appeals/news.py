"""Who hears of what the ledger itself has to say: units of rulings, units and leaders of what the long-term list owes."""

from collections.abc import Container
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from qifu.appeals.models import Appeal, Event
from qifu.appeals.monthly import owed_months, reported_months
from qifu.appeals.words import Stage
from qifu.appeals.workflow import SENTENCES
from qifu.lib.workdays import due_date
from qifu.notices.telling import tell
from qifu.organisations import people
from qifu.organisations.models import District, Unit
from qifu.organisations.roles import Role

RULINGS = {
    **dict.fromkeys(("uphold", "approve_extension", "list", "approve_exclusion"), "request-granted"),
    **dict.fromkeys(
        ("overrule", "refuse_extension", "refuse_listing", "refuse_exclusion"), "request-refused"
    ),
    "revoke_exclusion": "exclusion-revoked",
}
STALE = timedelta(days=2)  # history that is brought in makes no news
BEFORE = timedelta(days=3)


def is_news(event: Event, verbs: Container[str]) -> bool:
    return event.verb in verbs and event.recorded_at - event.at < STALE


def tell_of_ruling(event: Event) -> None:
    """The unit that asked: an upheld objection has released it, and the event names it."""
    unit = _asker(event)
    if unit is None:
        return
    tell(
        RULINGS[event.verb],
        to=people.at_unit(unit, Role.OFFICER, Role.HEAD),
        district=event.appeal.district,
        url=reverse("appeal", args=[event.appeal.number]),
        key=f"ruling-{event.pk}",
        at=event.at,
        appeal=event.appeal.number,
        title=event.appeal.title,
        ruling=SENTENCES[event.verb],
        reason=event.note,
    )


def _asker(event: Event) -> Unit | None:
    if name := event.data.get("unit"):
        return Unit.objects.filter(district=event.district_id, short_name=name).first()
    return event.appeal.lead_unit


def remind_of_listed(district: District, now: datetime) -> None:
    """In the three days before a month's progress is due, once when it is late, and when a review date has come."""
    today = timezone.localdate(now)
    listed = list(
        Appeal.objects.filter(district=district, stage=Stage.LISTED).select_related(
            "lead_unit", "listed_leader"
        )
    )
    reported = reported_months(listed)
    for appeal in listed:
        for owed in owed_months(appeal, reported[appeal.pk], today):
            if owed.due_at and owed.due_at - BEFORE <= now:
                _tell_month(district, appeal, f"{owed.month:%Y-%m}", owed.due_at, late=owed.due_at <= now)
        if appeal.review_on and appeal.review_on <= today:
            _tell_review(district, appeal)


def _tell_month(district: District, appeal: Appeal, month: str, due: datetime, *, late: bool) -> None:
    to = people.at_unit(appeal.lead_unit, Role.OFFICER, Role.HEAD)
    tell(
        "listed-progress-late" if late else "listed-progress-due",
        to=to + people.of_leader(appeal.listed_leader) if late else to,
        district=district,
        url=reverse("appeal", args=[appeal.number]),
        key=f"listed-{appeal.pk}-{month}-{'late' if late else 'due'}",
        appeal=appeal.number,
        title=appeal.title,
        month=month,
        due=f"{due_date(due)}",
    )


def _tell_review(district: District, appeal: Appeal) -> None:
    tell(
        "listed-review-due",
        to=people.of_leader(appeal.listed_leader) + people.of_office(district),
        district=district,
        url=reverse("appeal", args=[appeal.number]),
        key=f"listed-{appeal.pk}-review-{appeal.review_on}",
        appeal=appeal.number,
        title=appeal.title,
        review=f"{appeal.review_on}",
    )
