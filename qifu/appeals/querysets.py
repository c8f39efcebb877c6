"""Which appeals a person sees, and how pages fetch them."""

from datetime import date
from typing import Any, Self

from django.db.models import Prefetch, Q, QuerySet

from qifu.lib.months import end_of_month, months_between
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role

# The columns of a row in a list: a third of an appeal's, without its long texts.
LISTED = (
    "district", "number", "title", "stage", "channel", "hot", "hard", "focus", "highlight", "registered_at", "due_at", "answer_due_at",
    "follow_up_solved", "unreachable", "enterprise_name", "enterprise__name", "lead_unit__short_name", "category__code", "category__name",
)  # fmt: skip
EVERYTHING = (Role.OFFICE, Role.OPERATOR, Role.INSPECTOR, Role.SYSTEM)


def within_days(first: date, last: date) -> Q:
    """Registered from day to day. Month by month, so that the figures' index is entered once a month at the unit, and not read
    from the first month to the last; by the day only where a month is not counted whole.
    """
    found = Q(month__in=months_between(first, last))
    whole = first.day == 1 and last == end_of_month(last)
    return found if whole else found & Q(registered_on__range=(first, last))


class AppealQuerySet(QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """Lists, details, API and exports all start here; outside it an appeal does not exist (domain.md section 5)."""
        if by.role is None or by.district is None:
            return self.none()
        here = self.filter(district=by.district)
        match by.role:
            case role if role in EVERYTHING:
                return here
            case Role.CONTACT if by.user:
                return here.filter(
                    enterprise__contacts__user=by.user
                )  # a contact once an enterprise: no row twice
            case Role.OFFICER | Role.HEAD if by.unit:
                return here.filter(involvements__unit=by.unit)  # a unit once an appeal
            case Role.LEADER if by.leader and by.leader.is_head:
                return here
            case Role.LEADER if by.leader:
                linked = Q(enterprise__leader=by.leader) | Q(listed_leader=by.leader)
                return here.filter(
                    linked | Q(lead_unit__front=by.leader.front_id) if by.leader.front_id else linked
                )
            case Role.CITY:
                return self.filter(Q(district=by.district) | Q(district__parent=by.district))
            case _:
                return self.none()

    def registered_within(self, first: date, last: date) -> Self:
        return self.filter(within_days(first, last))

    def for_list(self) -> Self:
        return self.select_related("enterprise", "lead_unit", "category").only(*LISTED)

    def for_detail(self) -> Self:
        """The appeal page's plan: one query, and one more for each kind of row that hangs on it."""
        clocks: Any = self.model._meta.get_field("clocks").related_model
        return self.select_related(
            "district",
            "enterprise__street",
            "enterprise__leader",
            "category",
            "aspect",
            "lead_unit",
            "street",
            "origin_unit",
            "main",
            "parent",
            "listed_leader",
        ).prefetch_related(
            self._with("assignments", "unit", "signed_by", "extension_ruled_by"),
            self._with("answers", "drafted_by", "signed_by"),
            self._with("follow_ups", "user"),
            self._with("attachments", "file", "by"),
            self._with("exclusions", "unit", "asked_by", "ruled_by", "revoked_by"),
            Prefetch("clocks", queryset=clocks.objects.filter(cancelled=False)),
            "timeline",
        )

    def _with(self, name: str, *joined: str) -> Prefetch[Any]:
        rows: Any = self.model._meta.get_field(name).related_model
        return Prefetch(name, queryset=rows.objects.select_related(*joined))
