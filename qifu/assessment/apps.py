from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.assessment.words import READERS
from qifu.organisations import navigation
from qifu.organisations.navigation import Entry
from qifu.organisations.roles import RIGHTS, Right

MODULES = ("background", "notice_kinds", "sources", "statistics.exporting")


class AssessmentConfig(AppConfig):
    name = "qifu.assessment"
    verbose_name = _("Assessment")

    def ready(self) -> None:
        navigation.register(
            Entry(_("Statistics"), "statistics", RIGHTS[Right.STATISTICS], "figures", order=10),
            Entry(_("Assessment"), "assessment", READERS, "figures", order=60),
        )
        for module in MODULES:
            import_module(f"qifu.assessment.{module}")
