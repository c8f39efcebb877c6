"""When a company is told what became of a visit, as a district starts with it. Idempotent."""

from qifu.liaison.visits.models import FeedbackRule
from qifu.organisations.models import District

DAYS = 15
SOURCE = "示范预设：走访企业登记表，走访后15日内向企业反馈"


def load_presets(district: District) -> None:
    FeedbackRule.objects.get_or_create(
        district=district, version=1, defaults={"days": DAYS, "source": SOURCE}
    )
