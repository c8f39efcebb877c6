"""A finding of a trip that is decided on its own page may be the last one that was open."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from qifu.liaison.models import Finding
from qifu.liaison.visits.ledger import held
from qifu.liaison.visits.models import Visit
from qifu.liaison.visits.recording import settle_stage
from qifu.liaison.visits.words import HELD, VisitKind


@receiver(post_save, sender=Finding, dispatch_uid="visits-finding-decided")
def on_finding(instance: Finding, **kwargs: Any) -> None:
    """In the caller's transaction."""
    if instance.source not in VisitKind.values:
        return
    visit = Visit.objects.filter(stops=instance.source_id, stage__in=HELD).first()
    if visit:
        settle_stage(held(visit))
