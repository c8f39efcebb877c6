"""For places that hold appeals already: the calls about open answers, told from the follow-ups."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.utils import timezone

UNHAPPY = 2  # dissatisfied, and below


def fill(apps, schema_editor):
    Appeal, FollowUp = apps.get_model("appeals", "Appeal"), apps.get_model("appeals", "FollowUp")
    heard = FollowUp.objects.filter(appeal=OuterRef("pk"), reached=True).order_by("-id").values("at")
    Appeal.objects.filter(follow_ups__reached=True).update(followed_up_at=Subquery(heard[:1]))
    open_ones = Appeal.objects.filter(closed_at=None, follow_ups__isnull=False).distinct()
    for appeal in open_ones.prefetch_related("follow_ups").iterator(chunk_size=500):
        _fill_one(appeal)


def _fill_one(appeal):
    said = sorted(appeal.follow_ups.all(), key=lambda each: each.id)
    for each in reversed([each for each in said if each.reached]):
        if min(each.reply_satisfaction or 5, each.solution_satisfaction or 5) > UNHAPPY:
            break
        appeal.unhappy += 1
    tries = [each.at for each in said if appeal.answered_at and each.at >= appeal.answered_at and not each.reached]
    if tries:
        appeal.attempts, appeal.last_attempt_at = len(tries), tries[-1]
        appeal.attempt_days = len({timezone.localdate(at) for at in tries})
    appeal.save(update_fields=["unhappy", "attempts", "attempt_days", "last_attempt_at"])


class Migration(migrations.Migration):
    dependencies = [("appeals", "0010_follow_up_desk")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
