"""What a new district starts with: the clocks of domain.md section 3, the rule of following up, the aspects. Idempotent."""

from django.db import transaction

from qifu.appeals.follow_up_rules import PRESET
from qifu.appeals.models import Aspect, ClockRule, FollowUpRule
from qifu.appeals.words import ClockKind, Complexity
from qifu.organisations.models import District

SOURCE = "示范预设：若干城市企业诉求办理规程汇总"

# clock -> working days for simple, several units, left-over; None: no such clock. `reopen` counts calendar days.
CLOCKS: dict[ClockKind, tuple[int | None, int | None, int | None]] = {
    ClockKind.REVIEW: (3, 3, 3),
    ClockKind.SIGN_FOR: (1, 1, 1),
    ClockKind.OBJECT: (1, 1, 1),
    ClockKind.CONTACT: (1, 1, 1),
    ClockKind.PLAN: (None, 3, 3),
    ClockKind.OPINION: (3, 3, 3),
    ClockKind.ANSWER: (5, 15, 30),
    ClockKind.EXTENSION: (5, 15, 30),
    ClockKind.WAIT: (10, 10, 10),
    ClockKind.FOLLOW_UP: (1, 1, 1),
    ClockKind.REOPEN: (15, 15, 15),
    ClockKind.RULING: (0, 0, 0),
    ClockKind.MONTHLY: (3, 3, 3),
}
ASPECTS = ("企业改革", "项目建设", "服务体系", "发展环境", "产业发展", "遗留问题")


def load_presets(district: District) -> None:
    with transaction.atomic():
        known = set(district.clock_rules.values_list("clock", "complexity"))
        ClockRule.objects.bulk_create(
            ClockRule(district=district, clock=clock, complexity=complexity, working_days=days, source=SOURCE)
            for clock, row in CLOCKS.items()
            for complexity, days in zip(Complexity, row, strict=True)
            if (clock, complexity) not in known
        )
        if not district.follow_up_rules.exists():
            FollowUpRule.objects.create(district=district, source=SOURCE, **PRESET)
        if not district.aspects.exists():
            Aspect.objects.bulk_create(
                Aspect(district=district, name=name, order=n) for n, name in enumerate(ASPECTS)
            )
