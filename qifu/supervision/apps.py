from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.organisations import navigation
from qifu.organisations.navigation import Entry
from qifu.organisations.roles import Role

BOARD = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.HEAD)
SAMPLES = (*BOARD, Role.CITY)
ORDERS = (*BOARD, Role.OFFICER, Role.CITY)
MODULES = (
    "agenda",
    "evidence",
    "going_over",
    "notice_kinds",
    "owing",
    "own_settings",
    "panels",
    "receivers",
    "sampling.exporting",
    "timeline_words",
)


class SupervisionConfig(AppConfig):
    name = "qifu.supervision"
    verbose_name = _("Supervision")

    def ready(self) -> None:
        navigation.register(
            Entry(
                _("My companies"), "leader-page", (Role.LEADER,), "supervision", order=5, home=(Role.LEADER,)
            ),
            Entry(_("Supervision board"), "supervision-board", BOARD, "supervision", order=10),
            Entry(_("Supervision orders"), "orders", ORDERS, "supervision", order=20),
            Entry(_("Sampling inspection"), "draws", SAMPLES, "supervision", order=25),
        )
        for module in MODULES:
            import_module(f"qifu.supervision.{module}")
