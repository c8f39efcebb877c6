"""What people are told by supervision, in the words that a district may replace by its own."""

from django.utils.translation import gettext_lazy as _

from qifu.notices.kinds import Kind, register

FIELDS = ("number", "unit", "appeal", "title")
SAMPLES = {
    "number": "〔2026〕3号",
    "unit": "水务局",
    "appeal": "2026-000123",
    "title": "厂区停水三天",
    "due": "2026年9月18日",
    "reason": "未说明完成时限",
    "leader": "副区长 方正平",
    "text": "请抓紧办理，三日内答复企业。",
    "draw": "2026-3",
    "count": 12,
    "grounds": "承诺的整改措施未落实，企业不认可。",
}

register(
    Kind(
        "urging-notice",
        _("Urging notice"),
        FIELDS,
        ("催办通知{number}：诉求{appeal}已到期", "{unit}：“{title}”已到答复期限，尚未答复企业，请抓紧办理。"),
        (
            "Urging notice {number}: appeal {appeal} is due",
            "{unit}: “{title}” is due and not answered yet. Please handle it without delay.",
        ),
        SAMPLES,
    ),
    Kind(
        "order-issued",
        _("Supervision order issued"),
        (*FIELDS, "due"),
        ("督办单{number}已下达", "请{unit}就诉求{appeal}“{title}”于{due}前书面答复。"),
        (
            "Supervision order {number} issued",
            "{unit} answers in writing by {due}: appeal {appeal}, “{title}”.",
        ),
        SAMPLES,
    ),
    Kind(
        "order-answered",
        _("Supervision order answered"),
        FIELDS,
        ("督办单{number}已答复，请核实", "{unit}已就诉求{appeal}“{title}”答复督办单。"),
        (
            "Supervision order {number} answered: please verify",
            "{unit} has answered about appeal {appeal}, “{title}”.",
        ),
        SAMPLES,
    ),
    Kind(
        "order-sent-back",
        _("Answer to a supervision order sent back"),
        (*FIELDS, "due", "reason"),
        ("督办单{number}的答复被退回", "退回原因：{reason}。请{unit}于{due}前重新答复。"),
        (
            "The answer to supervision order {number} was sent back",
            "Reason: {reason}. {unit} answers again by {due}.",
        ),
        SAMPLES,
    ),
    Kind(
        "order-closed",
        _("Supervision order closed"),
        FIELDS,
        ("督办单{number}已办结", "诉求{appeal}“{title}”的督办单已核实办结。"),
        (
            "Supervision order {number} closed",
            "The order about appeal {appeal}, “{title}”, was verified and closed.",
        ),
        SAMPLES,
    ),
    Kind(
        "escalated",
        _("Escalated to the leader of the front"),
        FIELDS,
        (
            "诉求{appeal}超期未办，提请领导督办",
            "{unit}承办的“{title}”经催办、督办仍未答复，通报编号{number}，列入下次联席会议。",
        ),
        (
            "Appeal {appeal} is overdue and submitted to you",
            "“{title}”, with {unit}, is not answered after urging and an order ({number}); it goes to the next joint meeting.",
        ),
        SAMPLES,
    ),
    Kind(
        "circular",
        _("Circular about an overdue appeal"),
        FIELDS,
        ("通报{number}：诉求{appeal}超期未办", "{unit}承办的“{title}”经催办、督办仍未答复，现予通报。"),
        (
            "Circular {number}: appeal {appeal} is overdue",
            "“{title}”, with {unit}, is not answered after urging and an order.",
        ),
        SAMPLES,
    ),
    Kind(
        "handed-over",
        _("Handed over to the district head"),
        FIELDS,
        (
            "移交函{number}：诉求{appeal}移交区主要领导",
            "{unit}承办的“{title}”逐级督办仍未答复，现移交区主要领导决定。",
        ),
        (
            "Hand-over letter {number}: appeal {appeal} goes to the district head",
            "“{title}”, with {unit}, is not answered after every earlier step.",
        ),
        SAMPLES,
    ),
    Kind(
        "instructed",
        _("A leader's instruction"),
        ("leader", "appeal", "title", "text"),
        ("{leader}对诉求{appeal}作出批示", "“{title}”：{text}"),
        ("{leader} gave an instruction on appeal {appeal}", "“{title}”: {text}"),
        SAMPLES,
    ),
    Kind(
        "inspections-shared",
        _("Drawn cases to inspect"),
        ("draw", "count", "due"),
        ("抽检{draw}：请检查{count}件", "第{draw}次抽检分给您{count}件，请于{due}前完成检查。"),
        ("Draw {draw}: {count} cases to inspect", "You were given {count} cases. They are due on {due}."),
        SAMPLES,
    ),
    Kind(
        "finding-reopened",
        _("A finding has an appeal handled again"),
        ("draw", "unit", "appeal", "title", "grounds"),
        (
            "抽检{draw}发现问题：诉求{appeal}重新办理",
            "{unit}承办的“{title}”经抽检须重新办理。问题：{grounds}",
        ),
        (
            "Draw {draw}: appeal {appeal} is handled again",
            "“{title}”, with {unit}, is handled again. What was found: {grounds}",
        ),
        SAMPLES,
    ),
)
