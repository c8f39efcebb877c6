"""The vocabulary of service pledges."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.OFFICER, Role.HEAD, Role.OPERATOR, Role.INSPECTOR, Role.LEADER)
EDITORS = (Role.OFFICE, Role.HEAD)
SOURCE = "breach"


class BreachState(TextChoices):
    OPEN = "open", pgettext_lazy("breach", "Being looked into")
    CONFIRMED = "confirmed", pgettext_lazy("breach", "Confirmed")
    GROUNDLESS = "groundless", pgettext_lazy("breach", "Groundless")


TONES = {BreachState.OPEN: "handling", BreachState.CONFIRMED: "disputed", BreachState.GROUNDLESS: "closed"}
