from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.organisations import navigation
from qifu.organisations.navigation import Entry
from qifu.organisations.roles import OFFICIALS, Role


class OrganisationsConfig(AppConfig):
    name = "qifu.organisations"
    verbose_name = _("Organisations and people")

    def ready(self) -> None:
        navigation.register(
            Entry(_("All settings"), "settings", (Role.OFFICE, Role.SYSTEM_ADMIN), "settings", order=5),
            Entry(_("My jobs"), "jobs", OFFICIALS, "documents", order=900),
        )
        import_module("qifu.organisations.own_settings")
