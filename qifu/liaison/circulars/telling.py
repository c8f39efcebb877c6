"""Who hears of a circular: a company's people by account, those who have none by e-mail with the company's own link."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from qifu.liaison.circulars.models import Circular, CircularReceipt
from qifu.liaison.personal_links import PersonalLinks
from qifu.liaison.telling_companies import tell_companies

LINKS = PersonalLinks("qifu.circulars.company")


def link_of(receipt: CircularReceipt, code: str) -> str:
    return reverse("portal-circular-link", args=[code, LINKS.token(receipt.pk)])


def issued(circular: Circular, rows: Sequence[CircularReceipt], at: datetime) -> None:
    _tell("circular-issued", circular, rows, f"circular-{circular.pk}-issued", at)


def reminded(circular: Circular, rows: Sequence[CircularReceipt], at: datetime) -> None:
    key = f"circular-{circular.pk}-reminded-{timezone.localdate(at)}"
    _tell("circular-unread", circular, rows, key, at)


def _tell(kind: str, circular: Circular, rows: Sequence[CircularReceipt], key: str, at: datetime) -> None:
    code = circular.district.code
    tell_companies(
        kind,
        {row.enterprise_id: link_of(row, code) for row in rows},
        district=circular.district,
        url=reverse("portal-circular", args=[code, circular.pk]),
        key=key,
        at=at,
        title=circular.title,
        unit=circular.unit.name,
    )
