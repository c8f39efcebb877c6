from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.liaison.pledges.words import READERS
from qifu.organisations import navigation
from qifu.organisations.navigation import Entry


class PledgesConfig(AppConfig):
    name = "qifu.liaison.pledges"
    verbose_name = _("Service pledges")

    def ready(self) -> None:
        navigation.register(Entry(_("Service pledges"), "pledges", READERS, "liaison", order=100))
        import_module("qifu.liaison.pledges.registrations")
