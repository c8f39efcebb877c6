"""How many companies a leader is linked to and what contact they are owed, as a district starts with it. Idempotent."""

from qifu.liaison.models import ContactRhythm
from qifu.organisations.models import District

RHYTHM = {"visit_months": 3, "call_months": 1, "least": 3, "most": 4}
SOURCE = "示范预设：每位区领导挂点联系3至4家重点企业，每季度至少走访一次，每月至少联系一次"


def load_presets(district: District) -> None:
    ContactRhythm.objects.get_or_create(district=district, version=1, defaults={**RHYTHM, "source": SOURCE})
