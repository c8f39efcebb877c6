"""The words of the assessment: each list has its one home here."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.HEAD, Role.OFFICER, Role.LEADER, Role.INSPECTOR, Role.CITY)
OVERSEERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.CITY)


class ModeChoice(TextChoices):
    WEIGHTS = "weights", _("By weights that add up to 100")
    DEDUCTIONS = "deductions", _("By deductions from 100")


class Span(TextChoices):
    """Which appeals a month's assessment looks at."""

    MONTH = "month", _("The month's own appeals")
    YEAR = "year", _("The appeals of the year up to the month's end")


class RoundStage(TextChoices):
    DRAFT = "draft", pgettext_lazy("assessment", "Computed")
    PUBLISHED = "published", pgettext_lazy("assessment", "Published for contest")
    FROZEN = "frozen", pgettext_lazy("assessment", "Frozen")


TONES = {RoundStage.DRAFT: "accepted", RoundStage.PUBLISHED: "handling", RoundStage.FROZEN: "closed"}
PUBLIC = (RoundStage.PUBLISHED, RoundStage.FROZEN)


class Cause(TextChoices):
    """Why there is an edition of a month's result."""

    COMPUTED = "computed", pgettext_lazy("assessment", "Computed")
    CONTEST = "contest", _("A contest was upheld")
    CORRECTION = "correction", _("Correction after freezing")


class ChangeKind(TextChoices):
    LEAVE_OUT = "leave_out", _("Leave these cases out")
    COUNT_AS_MET = "count_as_met", _("Count these cases as met")
    VALUE = "value", _("Set another value given by hand")


class PartState(TextChoices):
    COUNTED = "counted", pgettext_lazy("assessment", "Counted")
    TOO_FEW = "too_few", _("Too few cases to rank")
    NOTHING = "nothing", _("No cases: not assessed")


class Ruling(TextChoices):
    UPHELD = "upheld", pgettext_lazy("ruling", "Upheld")
    REFUSED = "refused", pgettext_lazy("ruling", "Refused")
