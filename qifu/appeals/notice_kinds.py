"""What people are told by the ledger itself, in the words that a district may replace by its own."""

from django.utils.translation import gettext_lazy as _

from qifu.notices.kinds import Kind, register

SAMPLES = {
    "appeal": "2026-000123",
    "title": "厂区外道路积水二十年",
    "month": "2026-10",
    "due": "2026-11-04",
    "review": "2026-12-01",
    "ruling": _("approved the extension"),
    "reason": "管网改造须待枯水期施工",
}

register(
    Kind(
        "listed-progress-due",
        _("Monthly progress of a long-term matter about to be due"),
        ("appeal", "title", "month", "due"),
        ("挂账件{appeal}待报{month}进展", "“{title}”请于{due}前填报{month}进展。"),
        ("Progress for {month} is due soon: {appeal}", "“{title}”: please report by {due}."),
        SAMPLES,
    ),
    Kind(
        "listed-progress-late",
        _("Monthly progress of a long-term matter missing"),
        ("appeal", "title", "month", "due"),
        ("挂账件{appeal}缺报{month}进展", "“{title}”应于{due}前填报{month}进展，至今未报，请立即补报。"),
        ("Progress for {month} is missing: {appeal}", "“{title}”: it was due on {due}. Please report now."),
        SAMPLES,
    ),
    Kind(
        "listed-review-due",
        _("Review of a long-term matter due"),
        ("appeal", "title", "review"),
        ("挂账件{appeal}到复核日期", "“{title}”的复核日期为{review}，请复核：恢复办理，或确定下一复核日期。"),
        (
            "A long-term matter is to be reviewed: {appeal}",
            "“{title}”: its review date is {review}. Have it handled again, or set the next date.",
        ),
        SAMPLES,
    ),
    Kind(
        "request-granted",
        _("Request or objection of the unit granted"),
        ("appeal", "title", "ruling", "reason"),
        ("诉求{appeal}：{ruling}", "“{title}”。{reason}"),
        ("Appeal {appeal}: {ruling}", "“{title}”. {reason}"),
        SAMPLES,
    ),
    Kind(
        "request-refused",
        _("Request or objection of the unit refused"),
        ("appeal", "title", "ruling", "reason"),
        ("诉求{appeal}：{ruling}", "“{title}”。{reason}"),
        ("Appeal {appeal}: {ruling}", "“{title}”. {reason}"),
        SAMPLES,
    ),
    Kind(
        "exclusion-revoked",
        _("Exclusion from the rates revoked"),
        ("appeal", "title", "ruling", "reason"),
        ("诉求{appeal}：{ruling}", "“{title}”。{reason}"),
        ("Appeal {appeal}: {ruling}", "“{title}”. {reason}"),
        SAMPLES,
    ),
)
