from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.liaison.letters.words import READERS
from qifu.organisations import navigation
from qifu.organisations.navigation import Entry


class LettersConfig(AppConfig):
    name = "qifu.liaison.letters"
    verbose_name = _("Letters delivered on foot")

    def ready(self) -> None:
        navigation.register(Entry(_("Letters to companies"), "letters", READERS, "liaison", order=80))
        for module in ("registrations", "printing"):
            import_module(f"qifu.liaison.letters.{module}")
