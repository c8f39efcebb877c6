from qifu.notices.models.delivery import Delivery, DeliveryState, Medium
from qifu.notices.models.endpoint import Endpoint, EndpointMedium
from qifu.notices.models.notice import Notice
from qifu.notices.models.preference import Mailing, Preference
from qifu.notices.models.wording import Wording

__all__ = [
    "Delivery",
    "DeliveryState",
    "Endpoint",
    "EndpointMedium",
    "Mailing",
    "Medium",
    "Notice",
    "Preference",
    "Wording",
]
