"""The draw: once, whole, and in each drawn appeal's chain; it can be cancelled with a reason, and that stays visible."""

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.entering import enter_all
from qifu.appeals.models import Appeal
from qifu.lib import sampling
from qifu.lib.workdays import YearNotLoaded
from qifu.organisations.actors import Actor
from qifu.organisations.calendar import calendar, cannot_count
from qifu.organisations.models import District, NumberSeries
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role
from qifu.supervision.models import Draw, DrawCancellation, DrawFrame, Drawn, Inspection
from qifu.supervision.sampling.checklists import needed
from qifu.supervision.sampling.framing import MOST_DRAWN, Case, Plan, check, frame_of, strata
from qifu.supervision.words import InspectionState

MAY_DRAW = (Role.INSPECTOR, Role.OFFICE)
CHUNK = 500


def latest(district: District) -> Draw | None:
    return Draw.objects.filter(district=district).order_by("-id").first()


def draw(
    plan: Plan,
    *,
    seed: str,
    district: District,
    by: Actor,
    seed_source: str = "",
    purpose: str = "",
    seen: int | None = None,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Draw:
    """`seen` is the key of the newest draw (0: none) that the page showed: of two who draw at once the second is told.

    A `key` seen before returns the draw that it made.
    """
    at, seed = at or timezone.now(), seed.strip()
    _check_right(by, district)
    check(plan, at)
    if not seed:
        raise Refused(_("A draw needs a seed: without it nobody can draw the same sample again."))
    with transaction.atomic():
        District.objects.select_for_update(no_key=True).get(pk=district.pk)  # one draw after the other
        earlier: Draw | None = Draw.objects.filter(district=district, key=key).first() if key else None
        if earlier:
            return earlier
        newest = latest(district)
        if newest and seen is not None and seen != newest.pk:
            raise Refused(
                _(
                    "Meanwhile %(who)s has made draw %(number)s. Look at it and decide whether another one is needed."
                )
                % {"who": newest.who, "number": newest.number}
            )
        frame = frame_of(plan, district)
        numbers = _numbers(plan, frame, seed)
        made = _store(plan, frame, numbers, district, by, at, seed, seed_source, purpose, key)
        _enter(made, "drawn", by, at, lambda case: {"unit": case.unit.short_name})
    return made


def _check_right(by: Actor, district: District) -> None:
    if by.role not in MAY_DRAW or by.district is None or by.district.pk != district.pk:
        raise Refused(_("Samples are drawn by the inspectors and the programme office."))


def _numbers(plan: Plan, frame: dict[str, Case], seed: str) -> list[str]:
    if not frame:
        raise Refused(_("No case fits: widen the period or take a filter out."))
    numbers = sampling.draw(strata(frame), seed, plan.cases(len(frame)), plan.least)
    if not numbers:
        raise Refused(_("Nothing would be drawn: give a larger share or number."))
    if len(numbers) > MOST_DRAWN:
        raise Refused(
            _("%(count)s cases would be drawn; more than %(most)s at once nobody inspects. Draw fewer.")
            % {"count": len(numbers), "most": MOST_DRAWN}
        )
    return numbers


def _store(
    plan: Plan,
    frame: dict[str, Case],
    numbers: list[str],
    district: District,
    by: Actor,
    at: datetime,
    seed: str,
    seed_source: str,
    purpose: str,
    key: uuid.UUID | None,
) -> Draw:
    rule, checklist = needed(district)
    text, year = sampling.written(strata(frame)), timezone.localdate(at).year
    decided: dict[str, Any] = {**vars(plan), "size": plan.cases(len(frame))}
    made = Draw.objects.create(
        district=district, year=year, serial=NumberSeries.next_in(district.pk, Draw.SERIES, year), purpose=purpose,
        **decided, seed=seed, seed_source=seed_source, framed=len(frame), digest=sampling.digest(text), drawn=len(numbers),
        rule=rule, checklist=checklist, due_at=_due(at, rule.due_days), at=at, by=by.user, who=by.label, key=key,
    )  # fmt: skip
    DrawFrame.objects.create(district=district, draw=made, text=text)
    drawn = Drawn.objects.bulk_create(
        [
            Drawn(district=district, draw=made, appeal_id=frame[number].pk, unit_id=frame[number].unit)
            for number in numbers
        ]
    )
    Inspection.objects.bulk_create(
        Inspection(
            district=district, draw=made, drawn=case, appeal_id=case.appeal_id, unit_id=case.unit_id, due_at=made.due_at
        )
        for case in drawn
    )  # fmt: skip
    return made


def _due(at: datetime, days: int) -> datetime:
    try:
        return calendar().deadline(at, days)
    except YearNotLoaded as missing:
        raise cannot_count(missing) from missing


def cancel(made: Draw, *, by: Actor, reason: str, at: datetime | None = None) -> DrawCancellation:
    """Only while nothing is inspected: what was found is corrected, and not taken away with its draw."""
    at = at or timezone.now()
    _check_right(by, made.district)
    if not reason.strip():
        raise Refused(_("Say why the draw is cancelled: the reason stays visible."))
    with transaction.atomic():
        for drawn in _chunks(made):  # the appeals first, as everybody does
            _held(drawn)
        cases = list(Inspection.objects.select_for_update().filter(draw=made).order_by("appeal_id"))
        if DrawCancellation.objects.filter(draw=made).exists():
            raise Refused(_("This draw has been cancelled already."))
        if done := sum(case.is_done for case in cases):
            raise Refused(
                _(
                    "%(count)s cases of this draw are inspected: it cannot be cancelled any more. Correct what was found instead."
                )
                % {"count": done}
            )
        made_cancellation = DrawCancellation.objects.create(
            district=made.district, draw=made, reason=reason, at=at, by=by.user, who=by.label
        )
        Inspection.objects.filter(draw=made).update(state=InspectionState.CANCELLED, due_at=None)
        _enter(made, "draw_cancelled", by, at, lambda case: {"reason": reason})
    return made_cancellation


def _enter(made: Draw, verb: str, by: Actor, at: datetime, more: Callable[[Drawn], dict[str, Any]]) -> None:
    """Seed and frame go into every chain, so that neither they nor the list can be exchanged afterwards."""
    for cases in _chunks(made):
        held = _held(cases)
        facts = {"draw": made.number, "seed": made.seed, "frame": made.digest}
        enter_all(held, verb, by=by, at=at, data=[{**facts, **more(case)} for case in cases])


def _held(cases: list[Drawn]) -> list[Appeal]:
    rows = Appeal.objects.select_for_update(of=("self",)).filter(pk__in=[case.appeal_id for case in cases])
    return list(rows.select_related("district", "enterprise", "lead_unit").order_by("pk"))


def _chunks(made: Draw) -> Iterator[list[Drawn]]:
    """In the order of the appeals, in which everybody holds them: nobody waits in a ring."""
    cases = list(made.cases.select_related("unit").order_by("appeal_id"))
    for start in range(0, len(cases), CHUNK):
        yield cases[start : start + CHUNK]
