"""Who hears of a gathering: the people of the companies and units that are asked to come. Each occasion has one key."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from qifu.enterprises.people import accounts_of
from qifu.liaison.symposia.models import Gathering
from qifu.notices.telling import tell
from qifu.organisations import people
from qifu.organisations.models import Unit, User
from qifu.organisations.roles import Role


def of_companies(row: Gathering) -> list[User]:
    asked = row.participants.filter(enterprise__isnull=False)
    return list(accounts_of(asked.values("enterprise")))


def of_units(row: Gathering) -> list[User]:
    units = Unit.objects.filter(pk__in=row.participants.filter(unit__isnull=False).values("unit"))
    return people.at_units(units, Role.HEAD, Role.OFFICER)


def invited(row: Gathering, at: datetime) -> None:
    """Told again, nobody hears of it twice: only who is new."""
    _tell(
        "symposium-invited", row, "invited", at, place=row.place, host=row.host.short_name, remark=row.remark
    )


def changed(row: Gathering, at: datetime) -> None:
    _tell("symposium-changed", row, f"changed-{row.version}", at, place=row.place, host=row.host.short_name)


def cancelled(row: Gathering, at: datetime) -> None:
    _tell("symposium-cancelled", row, "cancelled", at, reason=row.cancel_reason)


def _tell(kind: str, row: Gathering, occasion: str, at: datetime, **fields: object) -> None:
    starts = f"{timezone.localtime(row.starts_at):%Y-%m-%d %H:%M}"
    for to, url in (
        (of_companies(row), reverse("my-symposia")),
        (of_units(row), reverse("symposium", args=[row.pk])),
    ):
        tell(
            kind,
            to=to,
            district=row.district,
            url=url,
            key=f"symposium-{row.pk}-{occasion}",
            at=at,
            topic=row.topic,
            starts=starts,
            **fields,
        )
