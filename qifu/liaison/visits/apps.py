from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.liaison.visits.words import READERS
from qifu.organisations import navigation
from qifu.organisations.navigation import Entry

MODULES = ("registrations", "own_settings", "receivers")


class VisitsConfig(AppConfig):
    name = "qifu.liaison.visits"
    verbose_name = _("Visits")

    def ready(self) -> None:
        navigation.register(
            Entry(pgettext_lazy("menu", "Visits and on-site work"), "visits", READERS, "liaison", order=60),
            Entry(_("My trips"), "my-trips", READERS, "liaison", order=61),
        )
        for module in MODULES:
            import_module(f"qifu.liaison.visits.{module}")
