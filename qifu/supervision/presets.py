"""The ladder that a district starts with (domain.md section 3). Idempotent."""

from django.db import transaction

from qifu.organisations.models import District
from qifu.supervision.models import Ladder, LadderRule
from qifu.supervision.words import Action

SOURCE = "示范预设：若干城市督查督办规程汇总"
WORKING_DAYS = {Action.URGE: 0, Action.ORDER: 3, Action.ESCALATE: 5, Action.HAND_OVER: 10}


def load_presets(district: District) -> None:
    with transaction.atomic():
        if district.ladders.exists():
            return
        ladder = Ladder.objects.create(
            district=district,
            version=1,
            order_days=3,
            unhappy_limit=2,
            redo_limit=3,
            refusal_limit=3,
            source=SOURCE,
        )
        LadderRule.objects.bulk_create(
            LadderRule(ladder=ladder, level=level, working_days=days, action=action)
            for level, (action, days) in enumerate(WORKING_DAYS.items(), 1)
        )
