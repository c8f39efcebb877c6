"""A breach is reported - it becomes an appeal - and is confirmed or found groundless by somebody else than the accused unit."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.files import Incoming
from qifu.appeals.models import Appeal
from qifu.appeals.titles import title_of
from qifu.appeals.words import Channel
from qifu.enterprises.models import Enterprise
from qifu.liaison.findings import raise_appeal, write_finding
from qifu.liaison.models import Finding
from qifu.liaison.pledges.models import Breach, Pledge
from qifu.liaison.pledges.words import SOURCE, BreachState
from qifu.notices.telling import tell
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit, User
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


@dataclass(frozen=True)
class Said:
    """What is reported, and by whom."""

    pledge: Pledge
    unit: Unit
    happened_on: date
    text: str
    who: str = ""
    enterprise: Enterprise | None = None
    enterprise_name: str = ""
    name: str = ""
    phone: str = ""
    wish: str = ""
    files: Sequence[Incoming] = ()


def report(
    said: Said, *, district: District, by: Actor, key: uuid.UUID | None = None, at: datetime | None = None
) -> tuple[Breach, Appeal]:
    """Sent twice it stands there once."""
    at = at or timezone.now()
    _check(said, district, at)
    with transaction.atomic():
        District.objects.select_for_update(no_key=True).get(pk=district.pk)
        breach: Breach | None = Breach.objects.filter(district=district, key=key).first() if key else None
        if breach is None:
            breach = Breach.objects.create(
                district=district, pledge=said.pledge, unit=said.unit, enterprise=said.enterprise, happened_on=said.happened_on,
                who=said.who.strip(), text=said.text.strip(), reported_at=at, key=key,
            )  # fmt: skip
            finding = write_finding(
                SOURCE, breach.pk, by=by, district=district, day=timezone.localdate(at), text=said.text,
                enterprise=said.enterprise, raised_by=said.name, at=at,
            )  # fmt: skip
            _tell(
                "breach-reported",
                breach,
                User.objects.filter(posts__role=Role.OFFICE, posts__district=district, posts__active=True),
                at,
            )
        else:
            finding = Finding.objects.from_(SOURCE, breach.pk).get()
    return breach, raise_appeal(finding, by=by, channel=_channel(by), at=at, **_appeal(said))


def _appeal(said: Said) -> dict[str, Any]:
    lines = [
        _("Pledge: %(pledge)s") % {"pledge": said.pledge.text},
        _("Unit: %(unit)s") % {"unit": said.unit.name},
        _("Day: %(day)s") % {"day": said.happened_on},
        *([_("Who: %(who)s") % {"who": said.who}] if said.who else []),
        said.text.strip(),
    ]
    return {
        "title": (_("Breach of a pledge: %(what)s") % {"what": title_of(said.text)})[:100],
        "text": "\n".join(lines),
        "wish": said.wish,
        "enterprise_name": said.enterprise_name,
        "caller_name": said.name,
        "caller_phone": said.phone,
        "files": said.files,
    }


def _channel(by: Actor) -> Channel:
    return {Role.CONTACT: Channel.PORTAL, Role.OPERATOR: Channel.HOTLINE}.get(by.role, Channel.UNIT_RESEARCH)  # type: ignore[arg-type]


def may_decide(by: Actor, breach: Breach) -> bool:
    """The office; where it is accused itself, or sits in the accused unit, the district head."""
    if by.district is None or by.district.pk != breach.district_id:
        return False
    if by.role == Role.LEADER:
        return bool(by.leader and by.leader.is_head)
    return (
        by.role == Role.OFFICE
        and by.unit is not None
        and breach.unit_id not in (by.unit.pk, by.unit.parent_id)
    )


def decide(breach: Breach, state: str, reason: str, *, by: Actor, at: datetime | None = None) -> None:
    at = at or timezone.now()
    with transaction.atomic():
        rows: Any = Breach.objects.select_for_update(of=("self",), no_key=True)
        breach = rows.select_related("pledge", "unit", "district").get(pk=breach.pk)
        if not may_decide(by, breach):
            raise Refused(
                _(
                    "A breach is judged by the programme office, and not by the unit that is said to have broken its word."
                )
            )
        if not breach.is_open:
            raise Refused(
                _("It has been decided already: %(state)s. %(reason)s")
                % {"state": breach.get_state_display(), "reason": breach.reason}
            )
        if state not in (BreachState.CONFIRMED, BreachState.GROUNDLESS):
            raise Refused(_("A breach is confirmed or found groundless."))
        if not reason.strip():
            raise Refused(_("Write down why: the unit reads it."))
        breach.state, breach.reason, breach.decided_at, breach.decided_by = (
            state,
            reason.strip(),
            at,
            by.label,
        )
        breach.save(update_fields=["state", "reason", "decided_at", "decided_by"])
        heads = User.objects.filter(posts__role=Role.HEAD, posts__unit=breach.unit, posts__active=True)
        _tell("breach-decided", breach, heads, at, decided=breach.get_state_display(), reason=breach.reason)


def _check(said: Said, district: District, at: datetime) -> None:
    if said.happened_on > timezone.localdate(at):
        raise Refused(_("The day lies in the future."))
    sheet = said.pledge.sheet
    if (
        said.unit.district_id != district.pk
        or sheet.district_id != district.pk
        or sheet.unit_id not in (None, said.unit.pk)
    ):
        raise Refused(_("This pledge is another unit's: choose one of the programme's or of the unit's own."))


def _tell(kind: str, breach: Breach, to: Any, at: datetime, **more: object) -> None:
    said = {"unit": breach.unit.short_name, "pledge": breach.pledge.text, **more}
    key = f"{kind}-{breach.pk}"
    tell(
        kind,
        to=to.distinct(),
        district=breach.district,
        url=reverse("breach", args=[breach.pk]),
        key=key,
        at=at,
        **said,
    )
