"""A head contests a part of the own unit's result; the office rules on it, once. And what is judged by hand."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.files import Incoming, keep
from qifu.assessment import announcing, indicators
from qifu.assessment.computing import latest
from qifu.assessment.editions import Change, change_edition, give_marks
from qifu.assessment.indicators import Case
from qifu.assessment.ledger import check_keeper, held, store, write_down
from qifu.assessment.models import Contest, HandItem, Part, Round
from qifu.assessment.scoring import Kind
from qifu.assessment.words import Cause, Ruling
from qifu.organisations.actors import Actor
from qifu.organisations.models import Unit
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


def contest(
    part: Part,
    *,
    by: Actor,
    reason: str,
    cases: Sequence[Case] = (),
    evidence: Sequence[Incoming] = (),
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Contest:
    at = at or timezone.now()
    line = part.line
    if by.role != Role.HEAD or by.unit is None or by.unit.pk != line.unit_id:
        raise Refused(_("Only the head of the unit contests its result."))
    if not reason.strip():
        raise Refused(_("Say what is wrong and why."))
    with transaction.atomic():
        round_ = held(line.result.round)
        earlier: Contest | None = round_.contests.filter(key=key).first() if key else None
        if earlier:
            return earlier
        if not round_.may_be_contested(at):
            raise Refused(_("The time to contest this month is over, or has not begun."))
        strange = [case for case in cases if case not in every_case(part)]
        if strange:
            raise Refused(_("%(case)s is not among the cases of this part.") % {"case": strange[0]})
        found = Contest(
            district_id=round_.district_id, round=round_, unit=by.unit, indicator=part.name, label=part.label,
            cases=list(cases), reason=reason, at=at, by=by.user, who=by.label, key=key,
        )  # fmt: skip
        for incoming in evidence[:1]:
            found.file, found.file_name = keep(incoming), incoming.name
        found.save()
        write_down(round_, "contest", by=by, at=at, note=f"{by.unit.short_name} · {_label(part)}")
        announcing.contested(found, at)
    return found


def rule(
    found: Contest,
    *,
    by: Actor,
    ruling: str,
    reason: str,
    change: Change | None = None,
    at: datetime | None = None,
) -> Contest:
    """Upheld it says what changes, and the month gets another edition with this change alone."""
    at = at or timezone.now()
    check_keeper(found.district, by)
    if not reason.strip():
        raise Refused(_("A ruling has a reason: write it down."))
    if (ruling == Ruling.UPHELD) != (change is not None):
        raise Refused(_("An upheld contest says what changes; a refused one changes nothing."))
    with transaction.atomic():
        round_ = held(found.round)
        ruled = Contest.objects.filter(pk=found.pk, ruling=None).update(
            ruling=ruling, ruling_reason=reason, ruled_at=at, ruled_who=by.label
        )
        if not ruled or not round_.is_published:
            raise Refused(_("Somebody has ruled on this contest already. Look at it as it is now."))
        if change:
            if (change.unit, change.indicator) != (found.unit_id, found.indicator):
                raise Refused(_("A ruling changes the part that was contested and no other."))
            change_edition(round_, change, Cause.CONTEST, by=by, at=at, why=reason)
        else:
            store(round_)
        write_down(round_, str(ruling), by=by, at=at, note=f"{found.unit.short_name} · {reason}")
        found.refresh_from_db()
        announcing.ruled(found, at)
    return found


def give(
    round_: Round,
    *,
    unit: Unit,
    indicator: str,
    title: str,
    value: Decimal,
    evidence: Sequence[Incoming] = (),
    by: Actor,
    at: datetime | None = None,
) -> HandItem:
    """What is judged by hand, while the month is a draft; it is computed anew with it."""
    at = at or timezone.now()
    check_keeper(round_.district, by)
    with transaction.atomic():
        round_ = held(round_)
        result = latest(round_)
        if not round_.is_draft or result is None:
            raise Refused(
                _("This month has been published: what was given by hand is contested or corrected now.")
            )
        names = result.scheme_version.indicators.values_list("name", flat=True)
        known = indicators.get(indicator)
        if indicator not in names or known is None or known.kind != Kind.HAND:
            raise Refused(_("This scheme judges nothing of the kind by hand."))
        if value < 0 or value > 100:
            raise Refused(_("The value lies between 0 and 100."))
        if not evidence:
            raise Refused(_("What is given by hand needs its evidence: choose the file."))
        item = HandItem(
            round=round_,
            unit=unit,
            indicator=indicator,
            title=title,
            value=value,
            at=at,
            by=by.user,
            who=by.label,
        )
        item.file, item.file_name = keep(evidence[0]), evidence[0].name
        item.save()
        write_down(round_, "give", by=by, at=at, note=f"{unit.short_name} · {title} · {value}")
        give_marks(round_, by=by, at=at)
    return item


def every_case(part: Part) -> list[Case]:
    """Those that count; what is left out already is not contested."""
    return [*part.cases.get("unmet", []), *part.cases.get("met", [])]


def _label(part: Part) -> str:
    return str(indicators.label_of(part.name, part.label))
