from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.organisations import navigation
from qifu.organisations.navigation import Entry
from qifu.organisations.roles import Role

MODULES = ("evidence", "exporting", "going_over", "notice_kinds", "sending", "strands")


class QuestionnairesConfig(AppConfig):
    name = "qifu.liaison.questionnaires"
    verbose_name = _("Questionnaires")

    def ready(self) -> None:
        readers = (Role.OFFICE, Role.HEAD, Role.OFFICER, Role.LEADER, Role.INSPECTOR)
        navigation.register(Entry(_("Questionnaires"), "questionnaires", readers, "liaison", order=70))
        for module in MODULES:
            import_module(f"qifu.liaison.questionnaires.{module}")
