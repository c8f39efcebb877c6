"""Who hears of a warning: the company's people by account or by mail, the unit's by notice."""

from datetime import datetime

from django.urls import reverse

from qifu.liaison.personal_links import PersonalLinks
from qifu.liaison.telling_companies import tell_companies
from qifu.liaison.warnings.models import Warned
from qifu.notices.telling import tell
from qifu.organisations import people
from qifu.organisations.roles import Role

LINKS = PersonalLinks("qifu.warnings.company")


def issued(row: Warned, at: datetime) -> None:
    _company("warning-issued", row, "issued", at)


def due_soon(row: Warned, at: datetime) -> None:
    _company("warning-due", row, f"soon-{row.due_on}", at)


def overdue(row: Warned, at: datetime) -> None:
    _company("warning-overdue", row, f"overdue-{row.due_on}", at)
    _unit("warning-overdue", row, f"overdue-unit-{row.due_on}", at)


def reported(row: Warned, at: datetime) -> None:
    _unit("warning-reported", row, f"reported-{row.due_on}", at)


def judged(row: Warned, at: datetime, note: str) -> None:
    said = {"stage": row.get_stage_display(), "note": note}
    _company("warning-judged", row, f"judged-{row.events.count()}", at, **said)


def _said(row: Warned) -> dict[str, object]:
    return {
        "number": row.text.number,
        "title": row.text.title,
        "company": row.enterprise.name,
        "due": row.due_on,
    }


def _unit(kind: str, row: Warned, occasion: str, at: datetime) -> None:
    to = people.at_unit(row.unit, Role.OFFICER, Role.HEAD)
    url = reverse("warning", args=[row.pk])
    tell(kind, to=to, district=row.district, url=url, key=f"warning-{row.pk}-{occasion}", at=at, **_said(row))


def _company(kind: str, row: Warned, occasion: str, at: datetime, **more: object) -> None:
    url = reverse("portal-warning", args=[row.district.code, LINKS.token(row.pk)])
    key, said = f"warning-{row.pk}-{occasion}", {**_said(row), **more}
    tell_companies(kind, {row.enterprise_id: url}, district=row.district, url=url, key=key, at=at, **said)
