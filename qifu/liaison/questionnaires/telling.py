"""Who gets the link how: an account's owner as any notice, a contact without one by e-mail, everybody else by hand."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from qifu.enterprises.people import contacts_of
from qifu.liaison.questionnaires.links import path_of
from qifu.liaison.questionnaires.models import Questionnaire, Recipient, Sending
from qifu.liaison.questionnaires.words import Told
from qifu.notices import mail
from qifu.notices.letters import Letter, write_all
from qifu.notices.telling import tell
from qifu.organisations.models import User


def sent(questionnaire: Questionnaire, chunk: Sequence[Recipient], at: datetime) -> dict[int, Told]:
    return _tell("questionnaire-sent", questionnaire, chunk, f"questionnaire-{questionnaire.pk}", at)


def reminded(
    questionnaire: Questionnaire, chunk: Sequence[Recipient], sending: Sending, at: datetime
) -> dict[int, Told]:
    key = f"questionnaire-{questionnaire.pk}-{sending.pk}"
    return _tell("questionnaire-reminder", questionnaire, chunk, key, at)


def _tell(
    kind: str, questionnaire: Questionnaire, chunk: Sequence[Recipient], key: str, at: datetime
) -> dict[int, Told]:
    """One query for the people of all of them, one insert for all letters."""
    users: dict[int, list[User]] = defaultdict(list)
    letters: list[Letter] = []
    told = dict.fromkeys((recipient.pk for recipient in chunk), Told.HAND)
    contacts = contacts_of(recipient.enterprise_id for recipient in chunk)
    by_mail = mail.is_set_up() and bool(settings.SITE_URL)
    for recipient in chunk:
        url, people = path_of(recipient), contacts[recipient.enterprise_id]
        fields: dict[str, object] = {
            "title": questionnaire.title,
            "company": people[0].enterprise.name if people else "",
            "unit": questionnaire.unit.name,
            "closes": questionnaire.closes_on,
        }
        for contact in people:
            if contact.user and contact.user.is_active:
                users[recipient.pk].append(contact.user)
                told[recipient.pk] = Told.ACCOUNT
            elif contact.email and by_mail:
                letters.append(Letter(contact.email, url, f"{key}-{recipient.pk}-{contact.pk}", fields))
                told[recipient.pk] = max(told[recipient.pk], Told.EMAIL, key=_nearness)
        if users[recipient.pk]:
            occasion = f"{key}-{recipient.pk}"
            tell(
                kind,
                to=users[recipient.pk],
                district=questionnaire.district,
                url=url,
                key=occasion,
                at=at,
                **fields,
            )
    write_all(letters, kind=kind, district=questionnaire.district)
    return told


def _nearness(told: Told) -> int:
    return (Told.HAND, Told.EMAIL, Told.ACCOUNT).index(told)
