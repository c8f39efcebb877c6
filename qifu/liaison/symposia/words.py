from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class GatheringKind(TextChoices):
    SYMPOSIUM = "symposium", pgettext_lazy("gathering", "Symposium")
    RESEARCH = "research", pgettext_lazy("gathering", "Special-topic research")


class GatheringStage(TextChoices):
    PLANNED = "planned", pgettext_lazy("gathering", "Planned")
    HELD = "held", pgettext_lazy("gathering", "Held")
    WRITTEN_UP = "written_up", pgettext_lazy("gathering", "Written up")
    CANCELLED = "cancelled", pgettext_lazy("gathering", "Cancelled")


TOOK_PLACE = (GatheringStage.HELD, GatheringStage.WRITTEN_UP)
TONES = {
    GatheringStage.PLANNED: "assigned",
    GatheringStage.HELD: "handling",
    GatheringStage.WRITTEN_UP: "closed",
    GatheringStage.CANCELLED: "declined",
}  # as components/stage.html colours them
