"""Companies hear of an invitation, of a change, that they moved up, that it is cancelled, and once more the day before."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from qifu.enterprises.models import Contact, Enterprise
from qifu.liaison.activities.models import Activity, SignUp
from qifu.liaison.activities.words import ActivityStage, SignUpState
from qifu.liaison.personal_links import PersonalLinks
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.notices import letters
from qifu.notices.letters import Letter
from qifu.notices.telling import tell
from qifu.organisations.models import User

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
    """People with an account by notice, others by e-mail with their company's own link."""
    keys = list(companies)
    said = {"title": activity.title, "starts": activity.starts_at, "place": activity.place, **more}
    key = f"activity-{activity.pk}-{occasion}"
    users = User.objects.filter(contacts__enterprise__in=keys).distinct()
    url = reverse("portal-activity", args=[activity.district.code, activity.pk])
    tell(kind, to=users, district=activity.district, url=url, key=key, at=at, **said)
    letters.write_all(_letters(activity, keys, key, said), kind=kind, district=activity.district)


def _letters(activity: Activity, keys: list[int], key: str, said: dict[str, object]) -> Iterator[Letter]:
    rows = (
        Contact.objects.filter(enterprise__in=keys, user=None).exclude(email="").select_related("enterprise")
    )
    for contact in rows:
        yield Letter(contact.email, link_of(activity, contact.enterprise), f"{key}-{contact.pk}", dict(said))
