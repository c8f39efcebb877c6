"""Linking leaders to companies: by the office one by one, or many at once from a balanced suggestion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.enterprises import history
from qifu.enterprises.models import Enterprise
from qifu.enterprises.querysets import EnterpriseQuerySet
from qifu.liaison.guards import check_office
from qifu.liaison.leader_contacts import rhythm_in_force
from qifu.liaison.models import LeaderLink
from qifu.lib.balancing import shared_out
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Leader
from qifu.organisations.refusals import Refused


@dataclass(frozen=True)
class Suggestion:
    """`left` are those for whom every leader has as many as the rule allows."""

    given: Mapping[int, Leader]
    left: int


def without_leader(district: District) -> EnterpriseQuerySet:
    """Key companies that no leader is linked to."""
    rows: EnterpriseQuerySet = Enterprise.objects.filter(district=district, key=True, leader=None).present()
    return rows.select_related("street").order_by("street__order", "name_key", "pk")


def suggest(district: District, companies: Sequence[Enterprise]) -> Suggestion:
    """Who has fewest gets the next one, and of those the one who has another on the same street: one way out serves both."""
    leaders = list(Leader.objects.filter(district=district, active=True))
    has: dict[int, list[int | None]] = {leader.pk: [] for leader in leaders}
    linked = Enterprise.objects.filter(district=district, leader__in=leaders).present()
    for leader_id, street_id in linked.values_list("leader", "street"):
        has[leader_id].append(street_id)
    rhythm = rhythm_in_force(district.pk)
    things = [(company.pk, company.street_id) for company in companies]
    shared = shared_out(things, list(has), has=has, most=rhythm.most if rhythm else None)
    by_pk = {leader.pk: leader for leader in leaders}
    return Suggestion({pk: by_pk[leader] for pk, leader in shared.items()}, len(things) - len(shared))


def link(
    enterprise: Enterprise,
    leader: Leader | None,
    *,
    by: Actor,
    reason: str = "",
    on: date | None = None,
) -> None:
    """None ends the link. Beyond the most that a leader has, and to end or change a link, a reason is given."""
    day = on or timezone.localdate()
    check_office(by, enterprise.district)
    with transaction.atomic():
        if leader:  # held, so that two people who press at once do not both find room
            leader = Leader.objects.select_for_update(no_key=True).get(pk=leader.pk)
        row = Enterprise.objects.select_for_update(no_key=True).get(pk=enterprise.pk)
        _check(row, leader, reason.strip())
        _write(row, leader, by, reason.strip(), day)
    enterprise.leader = leader


def link_all(pairs: Mapping[Enterprise, Leader], *, by: Actor) -> None:
    """All or none."""
    with transaction.atomic():
        for enterprise, leader in pairs.items():
            link(enterprise, leader, by=by)


def _check(row: Enterprise, leader: Leader | None, reason: str) -> None:
    if row.merged_into_id:
        raise Refused(_("This record was merged into another one. Link the one that stands for it."))
    if row.leader_id == (leader.pk if leader else None):
        raise Refused(_("That is how it is already."))
    if row.leader_id and not reason:
        raise Refused(_("Give the reason why the link is changed."))
    if leader is None:
        return
    if not leader.active or leader.district_id != row.district_id:
        raise Refused(_("%(leader)s is not in office here.") % {"leader": leader})
    rhythm = rhythm_in_force(row.district_id)
    has = Enterprise.objects.filter(leader=leader).present().count()
    if rhythm and has >= rhythm.most and not reason:
        raise Refused(
            _(
                "%(leader)s has %(has)s companies already, and the rule is %(most)s at the most. Choose another leader, or give a reason."
            )
            % {"leader": leader, "has": has, "most": rhythm.most}
        )


def _write(row: Enterprise, leader: Leader | None, by: Actor, reason: str, day: date) -> None:
    LeaderLink.objects.filter(enterprise=row, until=None).update(until=day, reason=reason)
    row.leader = leader
    what = _("linked to %(leader)s") % {"leader": leader} if leader else _("no longer linked to a leader")
    history.save(row, by=by, enterprise=row, what=str(what))
    if leader:
        LeaderLink.objects.create(
            district_id=row.district_id, leader=leader, enterprise=row, since=day, by=by.user, reason=reason
        )


def settle_links(day: date) -> int:
    """Writes down what the register's form, an import or a merge has changed; returns how many rows. A few statements for all."""
    with transaction.atomic():
        left = LeaderLink.objects.filter(until=None).filter(
            ~Q(enterprise__leader=F("leader")) | Q(enterprise__leader=None) | Q(enterprise__merged_into__gt=0)
        )
        ended = LeaderLink.objects.filter(pk__in=list(left.values_list("pk", flat=True))).update(until=day)
        open_ones = LeaderLink.objects.filter(
            enterprise=OuterRef("pk"), leader=OuterRef("leader"), until=None
        )
        fresh = Enterprise.objects.filter(~Exists(open_ones), leader__isnull=False).present()
        made = LeaderLink.objects.bulk_create(
            [
                LeaderLink(
                    district_id=row.district_id, leader_id=row.leader_id, enterprise_id=row.pk, since=day
                )
                for row in fresh.only("district", "leader").iterator(chunk_size=500)
                if row.leader_id
            ],
            ignore_conflicts=True,
        )
    return ended + len(made)
