from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.organisations import navigation
from qifu.organisations.navigation import Entry
from qifu.organisations.roles import Role


class SymposiaConfig(AppConfig):
    name = "qifu.liaison.symposia"
    verbose_name = _("Symposia")

    def ready(self) -> None:
        readers = (Role.OFFICE, Role.OFFICER, Role.HEAD, Role.INSPECTOR, Role.LEADER)
        navigation.register(
            Entry(_("Symposia and research"), "symposia", readers, "liaison", order=57),
            Entry(_("Symposia"), "my-symposia", (Role.CONTACT,), "portal", order=45),
        )
        import_module("qifu.liaison.symposia.registrations")
