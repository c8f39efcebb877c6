"""Who hears of the sampling inspection: inspectors of what they are given, heads of what is handled again."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from qifu.lib.workdays import due_date
from qifu.notices.telling import tell
from qifu.organisations import people
from qifu.organisations.models import User
from qifu.organisations.roles import Role
from qifu.supervision.models import Inspection, Verdict


def shared(pairs: Sequence[tuple[Inspection, User]], at: datetime) -> None:
    """One notice for each inspector and draw, however many cases."""
    given: dict[tuple[int, int], list[tuple[Inspection, User]]] = {}
    for inspection, inspector in pairs:
        given.setdefault((inspection.draw_id, inspector.pk), []).append((inspection, inspector))
    for mine in given.values():
        inspection, inspector = mine[0]
        draw = inspection.draw
        tell(
            "inspections-shared",
            to=[inspector],
            district=draw.district,
            url=f"{reverse('inspections')}?{urlencode({'draw': draw.pk, 'inspector': inspector.pk, 'state': 'open'})}",
            key=f"inspections-{draw.pk}-{inspector.pk}-{at:%Y%m%d%H%M%S%f}",
            at=at,
            draw=draw.number,
            count=len(mine),
            due=due_date(draw.due_at),
        )


def reopened(verdict: Verdict) -> None:
    """The head of the unit that has to handle it again."""
    inspection = verdict.inspection
    appeal = inspection.appeal
    tell(
        "finding-reopened",
        to=people.at_unit(appeal.lead_unit, Role.HEAD),
        district=inspection.district,
        url=reverse("appeal", args=[appeal.number]),
        key=f"finding-{inspection.pk}-{verdict.version}",
        at=verdict.at,
        draw=inspection.draw.number,
        unit=appeal.lead_unit.short_name if appeal.lead_unit else "—",
        appeal=appeal.number,
        title=appeal.title,
        grounds=verdict.grounds,
    )
