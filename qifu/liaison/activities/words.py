"""The vocabulary of activities."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from qifu.appeals.words import Channel
from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.OFFICER, Role.HEAD, Role.OPERATOR, Role.INSPECTOR, Role.LEADER)
KEEPERS = (Role.OFFICE, Role.OFFICER, Role.HEAD)
SOURCE, CHANNEL = "activity", Channel.SYMPOSIUM


class ActivityKind(TextChoices):
    ADVICE = "advice", pgettext_lazy("activity", "Legal-advice day")
    DISCUSSION = "discussion", pgettext_lazy("activity", "Discussion")
    MOBILISATION = "mobilisation", pgettext_lazy("activity", "Mobilisation meeting")
    BRIEFING = "briefing", pgettext_lazy("activity", "Briefing")


class ActivityStage(TextChoices):
    DRAFT = "draft", pgettext_lazy("activity", "Being planned")
    OPEN = "open", pgettext_lazy("activity", "Sign-up open")
    HELD = "held", pgettext_lazy("activity", "Held")
    CANCELLED = "cancelled", pgettext_lazy("activity", "Cancelled")


class SignUpState(TextChoices):
    COMING = "coming", pgettext_lazy("sign-up", "Coming")
    WAITING = "waiting", pgettext_lazy("sign-up", "On the waiting list")
    OFF = "off", pgettext_lazy("sign-up", "Taken back")


TONES = {
    ActivityStage.DRAFT: "registered",
    ActivityStage.OPEN: "handling",
    ActivityStage.HELD: "closed",
    ActivityStage.CANCELLED: "declined",
    SignUpState.COMING: "handling",
    SignUpState.WAITING: "waiting",
    SignUpState.OFF: "declined",
}
