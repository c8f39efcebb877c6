"""What companies are told of questionnaires."""

from django.utils.translation import gettext_lazy as _

from qifu.notices.kinds import Kind, register

_FIELDS = ("title", "company", "unit", "closes")
_SAMPLES = {
    "title": "企业用工与融资需求调查表",
    "company": "云川宏岳锅炉有限公司",
    "unit": "企业服务年活动办公室",
    "closes": "2026年9月18日",
}

register(
    Kind(
        "questionnaire-sent",
        _("Questionnaire for a company"),
        fields=_FIELDS,
        zh=("请填写：{title}", "{company}：{unit}请贵企业于{closes}前填写此调查表，打开链接即可填写，无需登录。"),
        en=("Please fill in: {title}", "{company}: {unit} asks you to answer by {closes}. Open the link; no sign-in is needed."),
        samples=_SAMPLES,
    ),
    Kind(
        "questionnaire-reminder",
        _("Reminder of a questionnaire"),
        fields=_FIELDS,
        zh=("提醒：{title}尚未填写", "{company}：{unit}的调查表将于{closes}截止，尚未收到贵企业的答复。"),
        en=("Reminder: {title}", "{company}: the questionnaire of {unit} closes on {closes}, and you have not answered it yet."),
        samples=_SAMPLES,
    ),
)  # fmt: skip
