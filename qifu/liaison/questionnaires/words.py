"""The vocabulary of questionnaires."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from qifu.lib.questions import AT_LEAST, AT_MOST, IS
from qifu.organisations.roles import Role


class Stage(TextChoices):
    """Told from the two instants of a questionnaire, never stored."""

    DRAFT = "draft", pgettext_lazy("questionnaire", "Draft")
    OPEN = "open", pgettext_lazy("questionnaire", "Open")
    CLOSED = "closed", pgettext_lazy("questionnaire", "Closed")


class Kind(TextChoices):
    TEXT = "text", pgettext_lazy("question", "Short text")
    LONG = "long", pgettext_lazy("question", "Long text")
    NUMBER = "number", pgettext_lazy("question", "Number")
    ONE = "one", pgettext_lazy("question", "One of several")
    SEVERAL = "several", pgettext_lazy("question", "Several of several")
    SCALE = "scale", pgettext_lazy("question", "Scale")
    TABLE = "table", pgettext_lazy("question", "Table")
    FILE = "file", pgettext_lazy("question", "File")
    PROBLEM = "problem", pgettext_lazy("question", "A problem I want solved")


CHOICES = (Kind.ONE, Kind.SEVERAL)
NUMBERS = (Kind.NUMBER, Kind.SCALE)
TEXTS = (Kind.TEXT, Kind.LONG, Kind.PROBLEM)
DECISIVE = (*CHOICES, *NUMBERS)  # what a condition may hang on


class Op(TextChoices):
    IS = IS, pgettext_lazy("condition", "is")
    AT_LEAST = AT_LEAST, pgettext_lazy("condition", "is at least")
    AT_MOST = AT_MOST, pgettext_lazy("condition", "is at most")


class Way(TextChoices):
    """How a reply came in."""

    SELF = "self", pgettext_lazy("reply", "By the company itself")
    PHONE = "phone", pgettext_lazy("reply", "On the telephone")
    VISIT = "visit", pgettext_lazy("reply", "On a visit")
    PAPER = "paper", pgettext_lazy("reply", "From paper")


ON_BEHALF = (Way.PHONE, Way.VISIT, Way.PAPER)


class Told(TextChoices):
    """How a company got its link."""

    ACCOUNT = "account", pgettext_lazy("questionnaire", "Account")
    EMAIL = "email", pgettext_lazy("questionnaire", "E-mail")
    HAND = "hand", pgettext_lazy("questionnaire", "To be handed over")


class Batch(TextChoices):
    SENT = "sent", pgettext_lazy("questionnaire", "Sent")
    REMINDED = "reminded", pgettext_lazy("questionnaire", "Reminded")
    BY_CLOCK = "by_clock", pgettext_lazy("questionnaire", "Reminded by the clock")


TONES = {Stage.DRAFT: "registered", Stage.OPEN: "handling", Stage.CLOSED: "closed"}
KEEPERS = (Role.OFFICE, Role.HEAD, Role.OFFICER)
OVERSEERS = (Role.OFFICE, Role.LEADER, Role.INSPECTOR)
READERS = (Role.OFFICE, Role.HEAD, Role.OFFICER, Role.LEADER, Role.INSPECTOR)
MOST_QUESTIONS = 80
