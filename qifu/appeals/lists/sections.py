"""The parts of the inbox: which appeals wait for whom, and what can be done there with many at once."""

from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qifu.appeals.lists.bulk import ACTIONS, Action
from qifu.appeals.models.appeal import TO_CALL
from qifu.appeals.words import Stage
from qifu.organisations.roles import Role

OFFICE, OPERATOR, INSPECTOR = Role.OFFICE, Role.OPERATOR, Role.INSPECTOR


@dataclass(frozen=True)
class Section:
    name: str
    label: Promise
    hint: Promise  # what is to be done here
    roles: tuple[Role, ...]
    condition: Q
    actions: tuple[str, ...] = ()

    def actions_for(self, role: Role | None) -> list[Action]:
        """An operator accepts, and only the office assigns."""
        mine = self.actions if role == OFFICE else tuple(a for a in self.actions if a == "accept")
        return [ACTIONS[name] for name in mine]


SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        Section(
            "review",
            _("To review"),
            _("Accept with a category, or open one to decline it or answer it by telling."),
            (OFFICE, OPERATOR),
            Q(stage=Stage.REGISTERED),
            ("accept_and_assign", "accept"),
        ),
        Section(
            "assign",
            _("To assign"),
            _("Choose the lead unit. Open one to name assisting units or to split it."),
            (OFFICE,),
            Q(stage=Stage.ACCEPTED),
            ("assign",),
        ),
        Section(
            "disputes",
            _("Disputes"),
            _("A unit says that it is not the one. Rule the same day; overruling is final."),
            (OFFICE,),
            Q(stage=Stage.DISPUTED),
            ("uphold", "overrule"),
        ),
        Section(
            "extensions",
            _("Extensions"),
            _("A unit asks for more time."),
            (OFFICE,),
            Q(extension_asked=True),
            ("approve_extension", "refuse_extension"),
        ),
        Section(
            "exclusions",
            _("Exclusion requests"),
            _("A unit asks to leave one out of the rates. Open it to read the evidence."),
            (OFFICE,),
            Q(exclusion_asked=True),
            ("approve_exclusion", "refuse_exclusion"),
        ),
        Section(
            "listings",
            _("Listing requests"),
            _("A unit asks for the long-term list. Open one to set plan, leader and review date."),
            (OFFICE,),
            Q(listing_asked=True),
            ("refuse_listing",),
        ),
        Section(
            "reviews",
            _("Reviews due"),
            _("The review date of a long-term matter has come. Have it handled again, or set the next date."),
            (OFFICE,),
            Q(stage=Stage.LISTED, review_on__lte=TruncDate(Now())),
        ),
        Section(
            "follow_up",
            _("To follow up"),
            _("Answered; the enterprise has not been reached yet. Open one and record the call."),
            (INSPECTOR, OPERATOR),
            TO_CALL,
        ),
        Section(
            "close",
            _("To close"),
            _("Answered and followed up, or not reachable. Close it, or open one to have it redone."),
            (OFFICE,),
            Q(stage=Stage.ANSWERED) & (Q(follow_up_solved__isnull=False) | Q(unreachable=True)),
            ("close",),
        ),
    )
}


def sections_for(role: Role | None) -> list[Section]:
    return [section for section in SECTIONS.values() if role in section.roles]
