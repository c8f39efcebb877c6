from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.organisations import navigation
from qifu.organisations.navigation import Entry
from qifu.organisations.roles import Role


class HotlineConfig(AppConfig):
    name = "qifu.liaison.hotline"
    verbose_name = _("Hotline")

    def ready(self) -> None:
        desk = (Role.OPERATOR, Role.OFFICE)
        navigation.register(
            Entry(_("Hotline desk"), "hotline-desk", desk, "liaison", order=61),
            Entry(_("Calls"), "calls", (*desk, Role.INSPECTOR), "liaison", order=62),
            Entry(_("Calls to return"), "call-backs", desk, "liaison", order=63),
            Entry(
                _("Figures of the hotline"), "hotline-figures", (*desk, Role.INSPECTOR), "liaison", order=64
            ),
            Entry(
                _("Knowledge"),
                "knowledge",
                (*desk, Role.OFFICER, Role.HEAD, Role.INSPECTOR, Role.LEADER),
                "liaison",
                order=65,
            ),
        )
        import_module("qifu.liaison.hotline.registrations")
        import_module("qifu.liaison.hotline.own_settings")
