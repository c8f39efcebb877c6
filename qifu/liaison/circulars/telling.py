"""Who hears of a circular: a company's people by account, those who have none by e-mail with the company's own link."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from qifu.enterprises.models import Contact
from qifu.liaison.circulars.models import Circular, CircularReceipt
from qifu.liaison.personal_links import PersonalLinks
from qifu.notices.letters import Letter, write_all
from qifu.notices.telling import tell
from qifu.organisations.models import User

LINKS = PersonalLinks("qifu.circulars.company")


def link_of(receipt: CircularReceipt, code: str) -> str:
    return reverse("portal-circular-link", args=[code, LINKS.token(receipt.pk)])


def issued(circular: Circular, rows: Sequence[CircularReceipt], at: datetime) -> None:
    _tell("circular-issued", circular, rows, f"circular-{circular.pk}-issued", at)


def reminded(circular: Circular, rows: Sequence[CircularReceipt], at: datetime) -> None:
    key = f"circular-{circular.pk}-reminded-{timezone.localdate(at)}"
    _tell("circular-unread", circular, rows, key, at)


def _tell(kind: str, circular: Circular, rows: Sequence[CircularReceipt], key: str, at: datetime) -> None:
    """One query for the people of all of them, one notice a person, one insert for all letters."""
    district = circular.district
    fields: dict[str, object] = {"title": circular.title, "unit": circular.unit.name}
    people, users, letters = _people(rows), {}, []
    for row in rows:
        for contact in people[row.enterprise_id]:
            if contact.user and contact.user.is_active:
                users[contact.user.pk] = contact.user
            elif contact.email:
                url = link_of(row, district.code)
                letters.append(Letter(contact.email, url, f"{key}-{row.pk}-{contact.pk}", fields))
    url = reverse("portal-circular", args=[district.code, circular.pk])
    told: list[User] = list(users.values())
    tell(kind, to=told, district=district, url=url, key=key, at=at, **fields)
    write_all(letters, kind=kind, district=district)


def _people(rows: Sequence[CircularReceipt]) -> dict[int, list[Contact]]:
    found: dict[int, list[Contact]] = defaultdict(list)
    contacts = Contact.objects.filter(enterprise__in=[row.enterprise_id for row in rows])
    for contact in contacts.select_related("user").order_by("id"):
        found[contact.enterprise_id].append(contact)
    return found
