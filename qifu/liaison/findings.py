"""A finding's life: written down, then one of three things - an appeal, settled on the spot, or just noted.

finding = write_finding("visit", stop.pk, text=…, enterprise=…, day=…, by=actor, key=key)
raise_appeal(finding, by=actor)                 # the office reviews it as any other
settle(finding, by=actor, category=…, how=…)    # self_found: the unit's own, answered with `how`
note_only(finding, by=actor, how=…)
"""

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, Category
from qifu.appeals.registering import register
from qifu.appeals.titles import title_of
from qifu.appeals.words import Channel, Claim, Population
from qifu.enterprises.models import Enterprise, Project
from qifu.liaison.models import Finding
from qifu.liaison.models.finding import FindingQuerySet
from qifu.liaison.sources import kind_of
from qifu.liaison.words import Outcome
from qifu.organisations.actors import Actor
from qifu.organisations.models import District
from qifu.organisations.once import once
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

DECIDERS = (Role.OFFICER, Role.HEAD, Role.OPERATOR, Role.LEADER)


def write_finding(
    source: str,
    source_id: int,
    *,
    by: Actor,
    district: District,
    day: date,
    text: str,
    enterprise: Enterprise | None = None,
    project: Project | None = None,
    raised_by: str = "",
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Finding:
    """A `key` seen before returns what it made: sent twice from a telephone with a bad connection, it stands there once."""
    if not text.strip():
        raise Refused(_("Write down the problem that was found."))
    return once(
        Finding.objects.filter(district=district),
        key,
        lambda: Finding.objects.create(
            district=district,
            source=source,
            source_id=source_id,
            day=day,
            enterprise=enterprise or (project.enterprise if project else None),
            project=project,
            raised_by=raised_by.strip(),
            text=text.strip(),
            unit=by.unit,
            by=by.user,
            at=at or timezone.now(),
            key=key,
        ),
    )


def raise_appeal(
    finding: Finding,
    *,
    by: Actor,
    category: Category | None = None,
    channel: Channel | None = None,
    at: datetime | None = None,
    **said: Any,
) -> Appeal:
    """Pressed twice it raises one. `said` goes to `register`: title, wish, caller_name, caller_phone, enterprise_name."""
    at = at or timezone.now()
    with transaction.atomic():
        finding = _held(finding)
        if finding.appeal:
            return finding.appeal
        _check_open(finding)
        appeal = _register(finding, by, Population.ASSIGNED, channel or kind_of(finding).channel, at, said)
        if category and by.role in (Role.OPERATOR, Role.OFFICE):
            advance(appeal, "accept", by=by, at=at, category=category)
        _became(finding, Outcome.APPEAL, appeal=appeal)
    return appeal


def settle(
    finding: Finding, *, by: Actor, category: Category, how: str, at: datetime | None = None, **said: Any
) -> Appeal:
    """自办件: an appeal of the unit's own, answered with `how`; the head of the unit signs it as any other answer."""
    at = at or timezone.now()
    if by.role not in (Role.OFFICER, Role.HEAD):
        raise Refused(
            _("Only a unit settles a matter itself. Make it an appeal, and the office gives it to one.")
        )
    if not how.strip():
        raise Refused(_("Write down how it was settled."))
    with transaction.atomic():
        finding = _held(finding)
        if finding.appeal:
            return finding.appeal
        _check_open(finding)
        appeal = _register(finding, by, Population.SELF_FOUND, kind_of(finding).channel, at, said)
        advance(appeal, "take_up", by=by, at=at, category=category)
        advance(appeal, "submit_answer", by=by, at=at, claim=Claim.SOLVED, reply=how.strip())
        if by.role == Role.HEAD:
            advance(appeal, "answer", by=by, at=at)
        _became(finding, Outcome.SETTLED, appeal=appeal, how=how.strip())
    return appeal


def note_only(finding: Finding, *, by: Actor, how: str = "") -> Finding:
    """Nothing follows but that it is on record. It can still be made an appeal later."""
    with transaction.atomic():
        finding = _held(finding)
        if finding.appeal:
            raise Refused(
                _("It has become an appeal already: %(number)s.") % {"number": finding.appeal.number}
            )
        _became(finding, Outcome.NOTED, how=how.strip())
    return finding


def tally(findings: FindingQuerySet) -> dict[str, int]:
    """How many became what, in one query."""
    counted = dict.fromkeys(Outcome.values, 0)
    counted.update(findings.order_by().values_list("outcome").annotate(Count("pk")))
    return counted


def may_decide(actor: Actor, finding: Finding) -> bool:
    """Whoever found it, their unit, and the office."""
    if actor.district is None or finding.district_id != actor.district.pk or not finding.is_open:
        return False
    mine = bool(actor.user and finding.by_id == actor.user.pk)
    ours = bool(actor.unit and finding.unit_id == actor.unit.pk)
    return actor.role == Role.OFFICE or (actor.role in DECIDERS and (mine or ours))


def _held(finding: Finding) -> Finding:
    """Before the number of an appeal is taken, so that of two who press at once the second finds what the first made."""
    rows = Finding.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("appeal", "district", "enterprise", "project").get(pk=finding.pk)


def _check_open(finding: Finding) -> None:
    if finding.outcome == Outcome.SETTLED:
        raise Refused(_("It has been settled already."))


def _register(
    finding: Finding, by: Actor, population: Population, channel: Channel, at: datetime, said: dict[str, Any]
) -> Appeal:
    given = {"title": title_of(finding.text), "text": finding.text, "enterprise": finding.enterprise, **said}
    given["title"] = given["title"] or title_of(finding.text)
    return register(by=by, district=finding.district, channel=channel, population=population, at=at, **given)


def _became(finding: Finding, outcome: Outcome, *, appeal: Appeal | None = None, how: str = "") -> None:
    finding.outcome, finding.appeal, finding.how = outcome, appeal, how
    finding.save(update_fields=["outcome", "appeal", "how"])
