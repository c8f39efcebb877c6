"""Which units an appeal concerns: written with each assignment and each registration, never taken back."""

from django.db.models import Exists, OuterRef, QuerySet

from qifu.appeals.models import Appeal, Assignment, Involvement
from qifu.organisations.models import District


def involve(appeal: Appeal, unit_id: int) -> None:
    """In the transaction that gives or registers; a unit that gets an appeal again is involved already."""
    row = Involvement(district_id=appeal.district_id, appeal=appeal, unit_id=unit_id)
    Involvement.objects.bulk_create([row], ignore_conflicts=True)


def wrongly_involved(district: District) -> QuerySet[Appeal]:
    """The appeals whose units are not those of its assignments and of its registration."""
    of_appeal = Involvement.objects.filter(appeal=OuterRef("appeal"), unit=OuterRef("unit"))
    of_origin = Involvement.objects.filter(appeal=OuterRef("pk"), unit=OuterRef("origin_unit"))
    given = Assignment.objects.filter(appeal=OuterRef("appeal"), unit=OuterRef("unit"))
    registered = Appeal.objects.filter(pk=OuterRef("appeal"), origin_unit=OuterRef("unit"))
    missing = Assignment.objects.filter(~Exists(of_appeal), district=district).order_by().values("appeal")
    too_many = Involvement.objects.filter(~Exists(given), ~Exists(registered), district=district).values(
        "appeal"
    )
    unregistered = Appeal.objects.filter(~Exists(of_origin), district=district, origin_unit__isnull=False)
    wrong = missing.union(too_many, unregistered.order_by().values("pk"), all=True)
    return Appeal.objects.filter(pk__in=wrong).order_by("pk")
