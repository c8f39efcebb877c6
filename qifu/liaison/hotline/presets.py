"""What the hotline's rules are as a district starts with them. Idempotent."""

from typing import Any

from qifu.liaison.hotline.models import HotlineRule
from qifu.organisations.models import District

PRESET: dict[str, Any] = {
    "answer_seconds": 15,
    "retry_minutes": 120,
    "tries": 3,
    "source": "示范预设：来电15秒内接听；回拨无人接听的，两小时后再拨，三次为限",
}


def rule_of(district: District) -> HotlineRule:
    """The one in force; the preset where a district has none of its own yet."""
    newest = HotlineRule.objects.filter(district=district).first()
    return newest or HotlineRule(district=district, version=0, **PRESET)


def load_presets(district: District) -> HotlineRule:
    return HotlineRule.objects.get_or_create(
        district=district,
        version=1,
        defaults=PRESET,
    )[0]
