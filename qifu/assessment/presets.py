"""The schemes that a district starts with (domain.md section 4). Idempotent; the office writes further versions."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from qifu.assessment.models import Scheme, SchemeIndicator, SchemeVersion
from qifu.assessment.words import ModeChoice, Span
from qifu.organisations.models import District

SOURCE = "示范预设：若干城市企业诉求办理考核办法汇总"
MINIMUM = 5
# Name, way of scoring, span, and of each indicator: weight, points, cap, target.
THREE_RATES = "三率考核"
DEDUCTIONS = "百分扣分制"
_Row = tuple[str, int, str, int | None, int]
PRESETS: dict[str, tuple[ModeChoice, Span, tuple[_Row, ...]]] = {
    THREE_RATES: (
        ModeChoice.WEIGHTS,
        Span.YEAR,
        (
            ("response", 30, "0", None, 100),
            ("solved", 35, "0", None, 100),
            ("solved_satisfied", 35, "0", None, 100),
        ),
    ),
    DEDUCTIONS: (
        ModeChoice.DEDUCTIONS,
        Span.YEAR,
        (
            ("on_time", 0, "1", 30, 95),
            ("solved", 0, "0.5", 30, 90),
            ("solution_satisfied", 0, "0.5", 20, 90),
            ("orders", 0, "2", 20, 100),
            ("escalations", 0, "5", 20, 100),
        ),
    ),
}


def load_presets(district: District, at: datetime | None = None) -> None:
    with transaction.atomic():
        if Scheme.objects.filter(district=district).exists():
            return
        for name, (mode, span, rows) in PRESETS.items():
            scheme = Scheme.objects.create(district=district, name=name, active=name == THREE_RATES)
            version = SchemeVersion.objects.create(
                scheme=scheme, version=1, mode=mode, span=span, source=SOURCE, at=at or timezone.now()
            )
            SchemeIndicator.objects.bulk_create(
                SchemeIndicator(
                    version=version, position=n, name=indicator, weight=weight, points=Decimal(points), cap=cap,
                    target=target, minimum=MINIMUM,
                )
                for n, (indicator, weight, points, cap, target) in enumerate(rows)
            )  # fmt: skip
