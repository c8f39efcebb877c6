from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.organisations import bar, navigation
from qifu.organisations.roles import Role


class NoticesConfig(AppConfig):
    name = "qifu.notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        officers = tuple(role for role in Role if role not in (Role.CONTACT, Role.SYSTEM))
        bar.register(bar.BarLink(_("Notices"), "notices/bell.html", "notices", "notices-unread", officers))
        navigation.register(
            navigation.Entry(_("Notices"), "notices", (Role.CONTACT,), navigation.PORTAL, order=80)
        )
        import_module("qifu.notices.checks")
        import_module("qifu.notices.own_settings")
