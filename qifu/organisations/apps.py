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
            Entry(_("Logs"), "logs", (Role.AUDIT_ADMIN,), "settings", order=10, home=(Role.AUDIT_ADMIN,)),
            Entry(_("My jobs"), "jobs", (*OFFICIALS, Role.AUDIT_ADMIN), "documents", order=900),
        )
        import_module("qifu.organisations.log_export")
        import_module("qifu.organisations.own_settings")
