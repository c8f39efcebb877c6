"""What people are told of assessments."""

from django.utils.translation import gettext_lazy as _

from qifu.notices.kinds import Kind, register

MONTH = ("scheme", "month")
SAMPLES = {
    "scheme": "三率考核",
    "month": "2026-09",
    "until": "2026年10月14日 24:00",
    "unit": "水务局",
    "indicator": "响应率",
    "reason": "该诉求当日已联系企业，附通话记录。",
    "ruling": "成立",
}

register(
    Kind(
        "assessment-computed",
        _("Month assessed: to be published"),
        MONTH,
        (
            "{scheme}{month}已核算，请核对后公布",
            "各单位得分及明细已生成，公布后单位负责人可在规定期限内提出异议。",
        ),
        (
            "{scheme} {month} is computed: check and publish it",
            "Once published, heads of units may contest it.",
        ),
        SAMPLES,
    ),
    Kind(
        "assessment-published",
        _("Assessment published"),
        (*MONTH, "until"),
        ("{scheme}{month}结果已公布", "如有异议，请于{until}前逐项提出并附证明材料。"),
        (
            "{scheme} {month} is published",
            "You may contest it until {until}, part by part and with evidence.",
        ),
        SAMPLES,
    ),
    Kind(
        "assessment-contested",
        _("Assessment contested"),
        (*MONTH, "unit", "indicator", "reason"),
        ("{unit}对{scheme}{month}“{indicator}”提出异议", "理由：{reason}"),
        ("{unit} contests “{indicator}” of {scheme} {month}", "Reason: {reason}"),
        SAMPLES,
    ),
    Kind(
        "assessment-ruled",
        _("Contest of an assessment ruled on"),
        (*MONTH, "indicator", "ruling", "reason"),
        ("{scheme}{month}“{indicator}”异议：{ruling}", "裁定理由：{reason}"),
        ("Your contest of “{indicator}”, {scheme} {month}: {ruling}", "Reason: {reason}"),
        SAMPLES,
    ),
    Kind(
        "assessment-frozen",
        _("Assessment frozen"),
        MONTH,
        ("{scheme}{month}结果已定稿", "异议已处理完毕，结果不再变动。"),
        ("{scheme} {month} is frozen", "All contests are ruled on; the result stands."),
        SAMPLES,
    ),
    Kind(
        "assessment-corrected",
        _("Frozen assessment corrected"),
        MONTH,
        ("{scheme}{month}结果已更正", "更正内容见新版结果，原结果保留可查。"),
        (
            "{scheme} {month} was corrected",
            "The new edition shows what; the earlier result can still be read.",
        ),
        SAMPLES,
    ),
)
