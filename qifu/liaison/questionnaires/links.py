"""The personal link of a recipient: signed, bound to a generation, without a row of its own."""

from django.conf import settings
from django.urls import reverse

from qifu.liaison.personal_links import NoSuchLink, PersonalLinks
from qifu.liaison.questionnaires.models import Recipient

LINKS = PersonalLinks("qifu.questionnaires.answer")


class Superseded(Exception):
    """It was a good one until a newer one was made."""


def path_of(recipient: Recipient) -> str:
    return reverse("answer-questionnaire", args=[LINKS.token(recipient.pk, recipient.generation)])


def address_of(recipient: Recipient, otherwise: str) -> str:
    """The whole one; `otherwise` is what precedes it where the installation does not know its own address."""
    return f"{settings.SITE_URL or otherwise.rstrip('/')}{path_of(recipient)}"


def recipient_by(token: str) -> Recipient:
    """Raises NoSuchLink, or Superseded."""
    facts = LINKS.read(token)
    rows = Recipient.objects.for_detail().select_related("questionnaire__district")
    found: Recipient | None = rows.filter(pk=facts[0]).first() if len(facts) == 2 else None
    if found is None:
        raise NoSuchLink
    if found.generation != facts[1]:
        raise Superseded
    return found
