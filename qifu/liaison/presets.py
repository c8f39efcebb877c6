"""How often leaders owe their companies a contact, as a district starts with it. Idempotent."""

from qifu.liaison.models import ContactRhythm
from qifu.organisations.models import District

MONTHS = 3
SOURCE = "示范预设：领导挂点联系企业，每季度至少联系一次"


def load_presets(district: District) -> None:
    ContactRhythm.objects.get_or_create(
        district=district, version=1, defaults={"months": MONTHS, "source": SOURCE}
    )
