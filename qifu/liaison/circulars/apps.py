from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.liaison.circulars.words import READERS
from qifu.organisations import navigation
from qifu.organisations.navigation import Entry


class CircularsConfig(AppConfig):
    name = "qifu.liaison.circulars"
    verbose_name = _("Circulars")

    def ready(self) -> None:
        navigation.register(Entry(_("Circulars"), "circulars", READERS, "liaison", order=120))
        import_module("qifu.liaison.circulars.registrations")
