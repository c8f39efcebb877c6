"""Which enterprises a person sees, and how pages fetch them."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from qifu.organisations.actors import Actor
from qifu.organisations.roles import OFFICIALS, Role


class EnterpriseQuerySet(QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """The register is every official's of the district; a contact has their own, an administrator none."""
        if by.district is None:
            return self.none()
        match by.role:
            case Role.CONTACT if by.user:
                contacts: Any = self.model._meta.get_field("contacts").related_model
                own = contacts.objects.filter(enterprise=OuterRef("pk"), user=by.user)
                return self.filter(Exists(own), district=by.district)
            case Role.CITY:
                return self.filter(Q(district=by.district) | Q(district__parent=by.district))
            case role if role == Role.SYSTEM or role in OFFICIALS:
                return self.filter(district=by.district)
            case _:
                return self.none()

    def present(self) -> Self:
        """Without the records that were merged into others."""
        return self.filter(merged_into=None)

    def for_list(self) -> Self:
        """Without the district: joined to that small table, SQLite would sort instead of walking an index."""
        return self.select_related("street", "leader")

    def for_detail(self) -> Self:
        contacts: Any = self.model._meta.get_field("contacts").related_model
        projects: Any = self.model._meta.get_field("projects").related_model
        return self.select_related("district", "street", "leader", "merged_into").prefetch_related(
            Prefetch("contacts", queryset=contacts.objects.select_related("user")),
            Prefetch("projects", queryset=projects.objects.select_related("unit")),
        )
