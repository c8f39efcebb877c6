"""What of the questionnaires goes over when a unit is merged into another one."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qifu.liaison.questionnaires.models import Questionnaire, Recipient
from qifu.organisations.models import Unit
from qifu.organisations.unit_merging import Going, goes_over


def _running(unit: Unit) -> QuerySet[Questionnaire]:
    return Questionnaire.objects.filter(unit=unit).filter(
        Q(published_at=None) | Q(closes_at__gt=timezone.now())
    )


def _to_be_answered(unit: Unit) -> QuerySet[Recipient]:
    return Recipient.objects.filter(
        street=unit, answered_at=None, questionnaire__closes_at__gt=timezone.now()
    )


def _to_the_street(rows: QuerySet[Recipient], into: Unit) -> None:
    rows.update(street=into)


goes_over(
    Going(_("Questionnaires not closed"), _running),
    Going(_("Companies yet to answer a questionnaire"), _to_be_answered, _to_the_street),
)
