"""What people can be told of trips."""

from django.utils.translation import gettext_lazy as _

from qifu.notices.kinds import Kind

_TRIP = {"purpose": "了解企业复工用工情况", "starts": "2026年3月12日 09:00"}
_STOP = {"company": "青渡宏盛机械有限公司", "day": "2026年3月12日", "due": "2026年3月27日"}

KINDS = (
    Kind(
        "visit-planned",
        _("Trip to companies planned"),
        fields=("purpose", "going", "starts", "stops"),
        zh=("{going}安排：{purpose}", "{starts}出发，依次前往：{stops}。"),
        en=("{going}: {purpose}", "It starts on {starts} and leads to: {stops}."),
        samples={**_TRIP, "going": "走访", "stops": "青渡宏盛机械有限公司、东湾物流园项目"},
    ),
    Kind(
        "visit-changed",
        _("Trip to companies changed"),
        fields=("purpose", "starts", "changes"),
        zh=("走访调整：{purpose}", "现定于{starts}出发。\n{changes}"),
        en=("Trip changed: {purpose}", "It now starts on {starts}.\n{changes}"),
        samples={**_TRIP, "changes": "开始时间：2026-03-12 09:00 → 2026-03-13 09:00"},
    ),
    Kind(
        "visit-cancelled",
        _("Trip to companies cancelled"),
        fields=("purpose", "starts", "reason"),
        zh=("走访取消：{purpose}", "原定{starts}的走访取消。原因：{reason}"),
        en=("Trip cancelled: {purpose}", "The trip of {starts} is cancelled. Reason: {reason}"),
        samples={**_TRIP, "reason": "企业当日停产检修，另行安排。"},
    ),
    Kind(
        "visit-feedback-owed",
        _("Feedback to a visited company is due soon"),
        fields=("company", "day", "due"),
        zh=("请向企业反馈：{company}", "{day}走访了该企业，请于{due}前反馈所提问题的处理情况并登记。"),
        en=(
            "Feedback owed: {company}",
            "It was visited on {day}; tell it by {due} what becomes of it, and register that.",
        ),
        samples=_STOP,
    ),
    Kind(
        "visit-feedback-overdue",
        _("Feedback to a visited company is overdue"),
        fields=("company", "day", "due"),
        zh=("走访反馈超期：{company}", "{day}走访了该企业，应于{due}前反馈，至今未登记。"),
        en=(
            "Feedback overdue: {company}",
            "It was visited on {day}; the feedback was due by {due} and is not registered.",
        ),
        samples=_STOP,
    ),
)
