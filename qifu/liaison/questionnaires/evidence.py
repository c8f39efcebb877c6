"""What questionnaires count towards the five "in place"."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qifu.liaison.questionnaires.models import Questionnaire, Recipient
from qifu.lib.workdays import end_of_day, start_of_day
from qifu.organisations.evidence import Counted, Counter, Heading, register
from qifu.organisations.models import District


def published(district: District, since: date, until: date) -> Counted:
    rows = Questionnaire.objects.filter(
        district=district, published_at__gte=start_of_day(since), published_at__lt=end_of_day(until)
    )
    return Counted(rows.count(), _list(since, until))


def copies(district: District, since: date, until: date) -> Counted:
    rows = Recipient.objects.filter(
        district=district, sent_at__gte=start_of_day(since), sent_at__lt=end_of_day(until)
    )
    return Counted(rows.count(), _list(since, until))


def replies(district: District, since: date, until: date) -> Counted:
    rows = Recipient.objects.filter(
        district=district, answered_at__gte=start_of_day(since), answered_at__lt=end_of_day(until)
    )
    return Counted(rows.count(), _list(since, until))


def _list(since: date, until: date) -> str:
    return f"{reverse('questionnaires')}?{urlencode({'since': since, 'until': until})}"


register(
    Counter("questionnaires", Heading.PLAN, _("Questionnaires published"), published, 60),
    Counter("questionnaires-sent", Heading.PLAN, _("Companies that got a questionnaire"), copies, 61),
    Counter("questionnaire-replies", Heading.PLAN, _("Replies to questionnaires"), replies, 62),
)
