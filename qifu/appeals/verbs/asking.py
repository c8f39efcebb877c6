"""ask_listing, refuse_listing; ask_exclusion, approve_exclusion, refuse_exclusion, revoke_exclusion."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.models import Exclusion
from qifu.appeals.models.assignment import Ruling
from qifu.appeals.verbs.anytime import attach_given
from qifu.appeals.words import ExclusionGround
from qifu.organisations.refusals import Refused

if TYPE_CHECKING:
    from qifu.appeals.advancing import Step


def ask_listing(step: "Step") -> None:
    lead, review_on = step.mine, step.fields["review_on"]
    in_future(review_on, step)
    step.change(
        lead,
        listing_asked_at=step.at,
        listing_ruling=None,
        listing_plan=step.fields["plan"],
        listing_review_on=review_on,
        listing_reason=step.note,
    )
    step.appeal.listing_asked = True
    step.data |= {"plan": step.fields["plan"], "review_on": review_on.isoformat()}


def refuse_listing(step: "Step") -> None:
    _rule_listing(step, Ruling.REFUSED)


def approve_listing(step: "Step") -> None:
    """Putting it on the list, with a plan that may differ from the one that was asked for."""
    if step.appeal.listing_asked:
        _rule_listing(step, Ruling.APPROVED)


def _rule_listing(step: "Step", ruling: Ruling) -> None:
    if lead := step.appeal.lead:
        step.change(lead, listing_ruling=ruling)
    step.appeal.listing_asked = False


def in_future(day: date, step: "Step") -> None:
    if day <= timezone.localdate(step.at):
        raise Refused(_("The review date must lie in the future."))


def ask_exclusion(step: "Step") -> None:
    ground, unit = ExclusionGround(step.fields["ground"]), step.by.unit
    assert unit  # noqa: S101 - the guard leads_it saw it
    Exclusion.objects.create(
        district_id=step.appeal.district_id,
        appeal=step.appeal,
        unit=unit,
        ground=ground,
        reason=step.note,
        asked_at=step.at,
        asked_by=step.by.user,
    )
    step.appeal.exclusion_asked = True
    step.data["exclusion_ground"] = ground.value
    attach_given(step, public=False)


def approve_exclusion(step: "Step") -> None:
    _rule_exclusion(step, Ruling.APPROVED)
    step.appeal.excluded = True


def refuse_exclusion(step: "Step") -> None:
    _rule_exclusion(step, Ruling.REFUSED)


def _rule_exclusion(step: "Step", ruling: Ruling) -> None:
    asked = Exclusion.objects.select_related("unit").get(appeal=step.appeal, ruling=None)
    asked.ruling, asked.ruled_at, asked.ruled_by, asked.ruling_reason = (
        ruling,
        step.at,
        step.by.user,
        step.note,
    )
    asked.save(update_fields=["ruling", "ruled_at", "ruled_by", "ruling_reason"])
    step.appeal.exclusion_asked = False
    step.data |= {"unit": asked.unit.short_name, "exclusion_ground": asked.ground}


def revoke_exclusion(step: "Step") -> None:
    Exclusion.objects.filter(appeal=step.appeal, ruling=Ruling.APPROVED, revoked_at=None).update(
        revoked_at=step.at, revoked_by=step.by.user, revoking_reason=step.note
    )
    step.appeal.excluded = False


def lapse(step: "Step", *requests: str) -> None:
    """What nobody has ruled on when the matter is over, or when the unit is released from it, lapses."""
    appeal = step.appeal
    if "extension" in requests and appeal.extension_asked:
        _let_lapse(step, "extension")
    if "listing" in requests and appeal.listing_asked:
        _let_lapse(step, "listing")
    if "exclusion" in requests and appeal.exclusion_asked:
        Exclusion.objects.filter(appeal=appeal, ruling=None).update(ruling=Ruling.LAPSED, ruled_at=step.at)
        appeal.exclusion_asked = False


def _let_lapse(step: "Step", request: str) -> None:
    if lead := step.appeal.lead:
        step.change(lead, **{f"{request}_ruling": Ruling.LAPSED})
    setattr(step.appeal, f"{request}_asked", False)


EFFECTS: dict[str, Callable[["Step"], None]] = {
    "ask_listing": ask_listing,
    "refuse_listing": refuse_listing,
    "ask_exclusion": ask_exclusion,
    "approve_exclusion": approve_exclusion,
    "refuse_exclusion": refuse_exclusion,
    "revoke_exclusion": revoke_exclusion,
}
