"""Companies hear of an invitation, of a change, that they moved up, that it is cancelled, and once more the day before."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from qifu.enterprises.models import Enterprise
from qifu.liaison.activities.models import Activity, SignUp
from qifu.liaison.activities.words import ActivityStage, SignUpState
from qifu.liaison.personal_links import PersonalLinks
from qifu.liaison.telling_companies import tell_companies
from qifu.lib.workdays import end_of_day, start_of_day

LINKS = PersonalLinks("qifu.activities.invitation")
CHUNK = 500


def link_of(activity: Activity, enterprise: Enterprise) -> str:
    return reverse(
        "portal-invitation", args=[activity.district.code, LINKS.token(activity.pk, enterprise.pk)]
    )


def invite(activity: Activity, at: datetime) -> None:
    """All companies it is for, in portions."""
    keys = list(activity.for_whom.enterprises(activity.district).order_by("id").values_list("id", flat=True))
    for start in range(0, len(keys), CHUNK):
        _tell("activity-open", activity, keys[start : start + CHUNK], at, "open")


def changed(activity: Activity, at: datetime) -> None:
    _tell("activity-changed", activity, _standing(activity), at, f"changed-{activity.version}")


def cancelled(activity: Activity, at: datetime) -> None:
    _tell("activity-cancelled", activity, _standing(activity), at, "cancelled", reason=activity.reason)


def promote(activity: Activity, at: datetime) -> None:
    """In the order of signing up, while there is room for whoever is next; called where the activity's row is held."""
    for row in activity.sign_ups.filter(state=SignUpState.WAITING).order_by("id"):
        if activity.seats is not None and activity.people() + row.people > activity.seats:
            return
        SignUp.objects.filter(pk=row.pk).update(state=SignUpState.COMING)
        _tell("activity-moved-up", activity, [row.enterprise_id], at, f"up-{row.pk}")


def remind(now: datetime) -> None:
    """Those of tomorrow, once."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    rows = Activity.objects.filter(
        stage=ActivityStage.OPEN, starts_at__gte=start_of_day(tomorrow), starts_at__lt=end_of_day(tomorrow)
    )
    for activity in rows.select_related("district"):
        coming = activity.sign_ups.filter(state=SignUpState.COMING).values_list("enterprise", flat=True)
        _tell("activity-tomorrow", activity, list(coming), now, "tomorrow")


def _standing(activity: Activity) -> list[int]:
    return list(activity.sign_ups.exclude(state=SignUpState.OFF).values_list("enterprise", flat=True))


def _tell(
    kind: str, activity: Activity, companies: Iterable[int], at: datetime, occasion: str, **more: object
) -> None:
    rows = Enterprise.objects.filter(pk__in=list(companies))
    tell_companies(
        kind,
        {company.pk: link_of(activity, company) for company in rows},
        district=activity.district,
        url=reverse("portal-activity", args=[activity.district.code, activity.pk]),
        key=f"activity-{activity.pk}-{occasion}",
        at=at,
        title=activity.title,
        starts=activity.starts_at,
        place=activity.place,
        **more,
    )
