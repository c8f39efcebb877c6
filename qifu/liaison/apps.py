from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.organisations import navigation
from qifu.organisations.navigation import Entry
from qifu.organisations.roles import OFFICIALS, Role


class LiaisonConfig(AppConfig):
    name = "qifu.liaison"
    verbose_name = _("Programme and liaison")

    def ready(self) -> None:
        finders = (Role.OFFICE, Role.OFFICER, Role.HEAD, Role.OPERATOR, Role.LEADER, Role.INSPECTOR)
        overseers = (Role.OFFICE, Role.LEADER, Role.INSPECTOR)
        navigation.register(
            Entry(_("Programme"), "programme", OFFICIALS, "liaison", order=10),
            Entry(_("Breakdown of responsibility"), "duties", OFFICIALS, "liaison", order=20),
            Entry(_("Monthly reports"), "reporting", overseers, "liaison", order=30),
            Entry(_("The five in place"), "five-in-place", OFFICIALS, "liaison", order=40),
            Entry(_("Findings"), "findings", finders, "liaison", order=45),
            Entry(_("Leaders and their companies"), "leader-links", overseers, "liaison", order=48),
            Entry(_("Leaders' contacts"), "leader-contacts", overseers, "liaison", order=50),
        )
        import_module("qifu.liaison.registrations")
        import_module("qifu.liaison.own_settings")
        import_module("qifu.liaison.going_over")
