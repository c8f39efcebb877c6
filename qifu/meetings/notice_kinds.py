"""What people can be told of meetings and resolutions."""

from django.utils.translation import gettext_lazy as _

from qifu.notices.kinds import Kind, register

_MEETING = {
    "title": "第三次成员单位联席会",
    "starts": "2026年9月18日 09:30",
    "place": "区政府第二会议室",
}
_RESOLUTION = {
    "resolution": "月底前完成园区东路水管改造方案并报活动办",
    "unit": "区水务局",
    "due": "2026年9月30日",
    "meeting": "第三次成员单位联席会",
}

register(
    Kind(
        "meeting-planned",
        _("Meeting planned"),
        fields=("title", "starts", "place", "remark"),
        zh=("会议通知：{title}", "定于{starts}在{place}召开，请准时参加。\n{remark}"),
        en=("Meeting: {title}", "It is held on {starts}, {place}. Please come in time.\n{remark}"),
        samples={**_MEETING, "remark": "请各单位携带本单位超期诉求清单。"},
    ),
    Kind(
        "meeting-changed",
        _("Meeting changed"),
        fields=("title", "starts", "place", "changes"),
        zh=("会议调整：{title}", "现定于{starts}在{place}召开。\n{changes}"),
        en=("Meeting changed: {title}", "It is now held on {starts}, {place}.\n{changes}"),
        samples={**_MEETING, "changes": "地点：区政府第一会议室 → 区政府第二会议室"},
    ),
    Kind(
        "meeting-not-asked",
        _("No longer asked to come to a meeting"),
        fields=("title", "starts"),
        zh=("无需参会：{title}", "{starts}的会议，贵单位无需参加。"),
        en=("You need not come: {title}", "Your unit is no longer asked to the meeting of {starts}."),
        samples=_MEETING,
    ),
    Kind(
        "meeting-cancelled",
        _("Meeting cancelled"),
        fields=("title", "starts", "reason"),
        zh=("会议取消：{title}", "原定{starts}的会议取消。原因：{reason}"),
        en=("Meeting cancelled: {title}", "The meeting of {starts} is cancelled. Reason: {reason}"),
        samples={**_MEETING, "reason": "与区委常委会时间冲突，另行通知。"},
    ),
    Kind(
        "meeting-tomorrow",
        _("Meeting on the next working day"),
        fields=("title", "starts", "place"),
        zh=("请准时参会：{title}", "会议将于{starts}在{place}召开。"),
        en=("Meeting soon: {title}", "It begins on {starts}, {place}."),
        samples=_MEETING,
    ),
    Kind(
        "minutes-awaited",
        _("Minutes to be finalised"),
        fields=("title", "starts"),
        zh=("会议纪要待定稿：{title}", "{starts}召开的会议，纪要尚未定稿，会议决议无法下达。"),
        en=(
            "Minutes to be finalised: {title}",
            "The meeting was on {starts}; until its minutes are final, its resolutions bind nobody.",
        ),
        samples=_MEETING,
    ),
    Kind(
        "minutes-finalised",
        _("Minutes finalised"),
        fields=("title", "number"),
        zh=("会议纪要{number}已定稿：{title}", "请查阅会议纪要，并按时落实会议决议。"),
        en=(
            "Minutes {number}: {title}",
            "The minutes are final. Please carry out what was resolved in time.",
        ),
        samples={**_MEETING, "number": "〔2026〕3号"},
    ),
    Kind(
        "minutes-corrected",
        _("Correction to minutes"),
        fields=("title", "number", "note"),
        zh=("会议纪要{number}更正：{title}", "{note}"),
        en=("Correction to minutes {number}: {title}", "{note}"),
        samples={**_MEETING, "number": "〔2026〕3号", "note": "议题二的完成时限应为10月30日。"},
    ),
    Kind(
        "resolution-given",
        _("Resolution to carry out"),
        fields=("resolution", "unit", "due", "meeting"),
        zh=("会议决议：{resolution}", "{meeting}议定，由{unit}负责，请于{due}前完成并报告落实情况。"),
        en=(
            "Resolved: {resolution}",
            "{meeting} gave this to {unit}. It is to be done and reported by {due}.",
        ),
        samples=_RESOLUTION,
    ),
    Kind(
        "resolution-reported",
        _("Resolution reported as done"),
        fields=("resolution", "unit", "report"),
        zh=("{unit}报告已落实：{resolution}", "落实情况：{report}\n请核实确认。"),
        en=(
            "{unit} reports as done: {resolution}",
            "What was done: {report}\nPlease confirm it or send it back.",
        ),
        samples={**_RESOLUTION, "report": "方案已编制完成并通过评审。"},
    ),
    Kind(
        "resolution-sent-back",
        _("Report on a resolution sent back"),
        fields=("resolution", "reason", "due"),
        zh=("落实报告被退回：{resolution}", "退回原因：{reason}。完成时限：{due}。"),
        en=("Report sent back: {resolution}", "Reason: {reason}. It is due on {due}."),
        samples={**_RESOLUTION, "reason": "未附评审意见"},
    ),
    Kind(
        "resolution-postponed",
        _("Another date for a resolution"),
        fields=("resolution", "reason", "due"),
        zh=("决议时限调整：{resolution}", "完成时限调整为{due}。原因：{reason}"),
        en=("Another date: {resolution}", "It is now due on {due}. Reason: {reason}"),
        samples={**_RESOLUTION, "reason": "等待上级资金批复"},
    ),
    Kind(
        "resolution-overdue",
        _("Resolution overdue"),
        fields=("resolution", "unit", "due", "meeting"),
        zh=("会议决议逾期：{resolution}", "{meeting}议定由{unit}于{due}前完成，至今未报告落实情况。"),
        en=(
            "Resolution overdue: {resolution}",
            "{meeting} gave this to {unit}, due on {due}; nothing has been reported as done.",
        ),
        samples=_RESOLUTION,
    ),
)
