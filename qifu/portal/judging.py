"""The personal link by which a company judges one answer without number and telephone: signed, and dead with the answer.

It names the appeal and the answer, so that after a redo the old one leads to no judgement of the new answer. How long it is
good for is a row (`FollowUpRule.link_days`); each time it is shown or sent it is a fresh one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.entering import enter, held
from qifu.appeals.follow_up_rules import in_force
from qifu.appeals.models import Answer, Appeal, Event, FollowUp
from qifu.appeals.words import Stage
from qifu.enterprises.people import accounts_of
from qifu.lib.workdays import start_of_day
from qifu.notices.telling import tell
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, User
from qifu.organisations.refusals import Refused
from qifu.portal.standing import answer_of, own_rating

SALT = "qifu.portal.judge"


@dataclass(frozen=True)
class Link:
    """What a valid link leads to. `stands`: its answer is the one that counts now."""

    appeal: Appeal
    stands: bool
    rating: FollowUp | None

    @property
    def is_open(self) -> bool:
        return self.stands and self.rating is None and self.appeal.stage == Stage.ANSWERED


class Expired(Exception):
    """It was a good one once."""


def url_for(appeal: Appeal, answer: Answer) -> str:
    token = signing.dumps([appeal.district_id, appeal.pk, answer.pk], salt=SALT)
    return reverse("portal-judge", args=[appeal.district.code, token])


def read(token: str, district: District) -> Link | None:
    """None for one that was never good here. Raises Expired."""
    days = timedelta(days=in_force(district.pk).link_days)
    try:
        district_id, appeal_id, answer_id = signing.loads(token, salt=SALT, max_age=days)
    except signing.SignatureExpired as error:
        raise Expired from error
    except (signing.BadSignature, ValueError):
        return None
    rows: Any = Appeal.objects.filter(district=district, pk=appeal_id)
    found = (
        rows.select_related("district", "enterprise", "lead_unit")
        .prefetch_related("answers", "follow_ups")
        .first()
    )
    if found is None or district_id != district.pk:
        return None
    answer = answer_of(found)
    stands = answer is not None and answer.pk == answer_id
    return Link(found, stands, own_rating(found) if stands else None)


def people_of(appeal: Appeal) -> list[User]:
    """Those of the company who have an account."""
    if appeal.enterprise_id is None:
        return []
    return list(accounts_of([appeal.enterprise_id]))


def send_again(appeal: Appeal, *, by: Actor, at: datetime | None = None) -> Event:
    """Once a day and answer; who has no account is given the link by whoever talks to them."""
    at = at or timezone.now()
    with transaction.atomic():
        appeal = held(appeal)
        answer, people = answer_of(appeal), people_of(appeal)
        if answer is None or appeal.stage != Stage.ANSWERED or own_rating(appeal):
            raise Refused(_("There is no answer that waits for the enterprise's judgement."))
        if not people:
            raise Refused(
                _("Nobody of this enterprise has an account: give the link to the person you talk to.")
            )
        since = max(start_of_day(timezone.localdate(at)), answer.sent_at or at)
        if appeal.timeline.filter(verb="send_link", at__gte=since).exists():
            raise Refused(_("The link was sent today already. It can be sent again tomorrow."))
        tell(
            "company-judge",
            to=people,
            district=appeal.district,
            url=url_for(appeal, answer),
            key=f"judge-{answer.pk}-{timezone.localdate(at)}",
            at=at,
            appeal=appeal.number,
            title=appeal.title,
        )
        return enter(appeal, "send_link", by=by, at=at, data={"people": len(people)})
