"""Publishing pledges: each list in versions; the programme's by the office, a unit's own by its head."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.liaison.pledges.models import Pledge, PledgeSheet
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Unit
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

MOST = 30
LONGEST = 200


def may_edit(by: Actor, district: District, unit: Unit | None) -> bool:
    if by.district is None or by.district.pk != district.pk:
        return False
    if unit is None:
        return by.role == Role.OFFICE
    return by.role == Role.HEAD and by.unit is not None and by.unit.pk == unit.pk


def publish(
    district: District, unit: Unit | None, lines: Sequence[str], *, by: Actor, version: int | None = None, at: datetime | None = None
) -> PledgeSheet | None:  # fmt: skip
    """None when nothing differs. `version` is the one that the editor saw: whoever comes second is told."""
    if not may_edit(by, district, unit):
        raise Refused(_("The programme's list is the office's, a unit's own that of its head."))
    said = [line.strip() for line in lines if line.strip()]
    _check(said)
    with transaction.atomic():
        District.objects.select_for_update(no_key=True).get(pk=district.pk)
        before = in_force(district, unit)
        if version is not None and version != (before.version if before else 0):
            raise Refused(
                _("Somebody else has published another version meanwhile. Look at it and decide anew.")
            )
        if before and [pledge.text for pledge in before.pledges.all()] == said:
            return None
        sheet = PledgeSheet.objects.create(
            district=district,
            unit=unit,
            version=(before.version if before else 0) + 1,
            at=at or timezone.now(),
            by=by.user,
        )
        Pledge.objects.bulk_create(
            Pledge(sheet=sheet, position=n, text=text) for n, text in enumerate(said, 1)
        )
    return sheet


def in_force(district: District, unit: Unit | None) -> PledgeSheet | None:
    return PledgeSheet.objects.filter(district=district, unit=unit).order_by("-version").first()


def all_in_force(district: District) -> list[PledgeSheet]:
    """The programme's first, then the active units' in their order; three queries."""
    newest = (
        PledgeSheet.objects.filter(district=district).order_by().values("unit").annotate(last=Max("version"))
    )
    last: dict[int | None, int] = {row["unit"]: row["last"] for row in newest}
    sheets: QuerySet[PledgeSheet] = PledgeSheet.objects.filter(district=district).select_related("unit")
    found = [
        sheet for sheet in sheets.filter(version__in=set(last.values())).prefetch_related("pledges")
        if last[sheet.unit_id] == sheet.version and (sheet.unit is None or sheet.unit.active)
    ]  # fmt: skip
    return sorted(
        found, key=lambda sheet: (sheet.unit is not None, sheet.unit.order if sheet.unit else 0, sheet.pk)
    )


def _check(said: Sequence[str]) -> None:
    if not said:
        raise Refused(_("Write at least one pledge, each on a line of its own."))
    if len(said) > MOST:
        raise Refused(_("At most %(most)s pledges: what is promised must be remembered.") % {"most": MOST})
    if long := next((line for line in said if len(line) > LONGEST), None):
        raise Refused(
            _("A pledge has at most %(most)s characters: “%(line)s…” is longer.")
            % {"most": LONGEST, "line": long[:20]}
        )
    if len(set(said)) < len(said):
        raise Refused(_("A pledge stands there twice: write each once."))
