"""Which questionnaires, recipients and problems a person sees, and how pages fetch them."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from qifu.liaison.questionnaires.words import OVERSEERS, Stage
from qifu.organisations.actors import Actor
from qifu.organisations.roles import Role


class QuestionnaireQuerySet(QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """The office, leaders and inspectors see all that were sent, the office also drafts; a unit its own, and a street or
        the zone those that its companies got.
        """
        here = self.filter(district=by.district)
        if by.district is None:
            return self.none()
        match by.role:
            case Role.OFFICE:
                return here
            case Role.LEADER | Role.INSPECTOR:
                return here.exclude(published_at=None)
            case Role.HEAD | Role.OFFICER if by.unit:
                recipients: Any = self.model._meta.get_field("recipients").related_model
                got = recipients.objects.filter(questionnaire=OuterRef("pk"), street=by.unit)
                return here.filter(Q(unit=by.unit) | Exists(got))
            case _:
                return self.none()

    def at_stage(self, stage: str, now: Any) -> Self:
        match stage:
            case Stage.DRAFT:
                return self.filter(published_at=None)
            case Stage.OPEN:
                return self.filter(published_at__isnull=False, closes_at__gt=now)
            case _:
                return self.filter(published_at__isnull=False, closes_at__lte=now)

    def for_list(self) -> Self:
        return self.select_related("unit")

    def for_detail(self) -> Self:
        return self.select_related("district", "unit", "by")


class RecipientQuerySet(QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """All of one's own unit's questionnaires, and the companies of one's own street of any."""
        here = self.filter(district=by.district)
        if by.role in OVERSEERS:
            return here
        if by.role in (Role.HEAD, Role.OFFICER) and by.unit:
            return here.filter(Q(questionnaire__unit=by.unit) | Q(street=by.unit))
        return self.none()

    def for_list(self) -> Self:
        return self.select_related("enterprise", "street", "by")

    def for_detail(self) -> Self:
        return self.select_related("questionnaire__unit", "district", "enterprise", "street", "by")


class ProblemQuerySet(QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        here = self.filter(district=by.district)
        if by.role in OVERSEERS:
            return here
        if by.role in (Role.HEAD, Role.OFFICER) and by.unit:
            return here.filter(questionnaire__unit=by.unit)
        return self.none()

    def for_list(self) -> Self:
        return self.select_related(
            "questionnaire",
            "reply__recipient",
            "finding__enterprise__street",
            "finding__appeal__lead_unit",
            "finding__by",
            "finding__unit",
        )
