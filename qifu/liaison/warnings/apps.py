from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.liaison.warnings.words import READERS
from qifu.organisations import navigation
from qifu.organisations.navigation import Entry


class WarningsConfig(AppConfig):
    name = "qifu.liaison.warnings"
    verbose_name = _("Notices before enforcement")

    def ready(self) -> None:
        navigation.register(Entry(_("Notices before enforcement"), "warnings", READERS, "liaison", order=130))
        import_module("qifu.liaison.warnings.registrations")
