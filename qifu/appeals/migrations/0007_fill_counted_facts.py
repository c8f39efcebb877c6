"""For places that hold appeals already: what the steps of the workflow set from now on, told from the clocks and follow-ups.

Their events say nothing of it: `qifu restate-figures` appends an event to each that does.
"""

from django.db import migrations
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth


def fill(apps, schema_editor):
    Appeal, Clock = apps.get_model("appeals", "Appeal"), apps.get_model("appeals", "Clock")
    FollowUp, Assignment = apps.get_model("appeals", "FollowUp"), apps.get_model("appeals", "Assignment")
    Enterprise = apps.get_model("enterprises", "Enterprise")

    def clock(kind):
        return Clock.objects.filter(appeal=OuterRef("pk"), kind=kind, cancelled=False).order_by("-id")

    def kept(kind):
        in_time = ExpressionWrapper(Q(stopped_at__lt=F("due_at")), BooleanField())
        return Subquery(clock(kind).filter(stopped_at__isnull=False).annotate(kept=in_time).values("kept")[:1])

    def given(**condition):
        return Exists(Assignment.objects.filter(appeal=OuterRef("pk"), unit=OuterRef("lead_unit"), part="lead", **condition))

    def said(column):
        return Subquery(FollowUp.objects.filter(appeal=OuterRef("pk"), reached=True).order_by("-id").values(column)[:1])

    Appeal.objects.update(
        month=TruncMonth("registered_on"),
        size=Subquery(Enterprise.objects.filter(pk=OuterRef("enterprise")).values("size")[:1]),
        sign_due_at=Subquery(clock("sign_for").values("due_at")[:1]),
        contact_due_at=Subquery(clock("contact").values("due_at")[:1]),
        signed_on_time=kept("sign_for"),
        contacted_on_time=kept("contact"),
        objected=given(objected_at__isnull=False),
        overruled=given(objection_ruling="overruled"),
        extended=given(extension_ruling="approved"),
    )
    Appeal.objects.filter(follow_up_solved__isnull=False).update(
        reply_satisfaction=said("reply_satisfaction"), solution_satisfaction=said("solution_satisfaction")
    )


class Migration(migrations.Migration):
    dependencies = [("appeals", "0006_counted_facts")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
