from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.liaison.reconciliation.words import READERS
from qifu.organisations import navigation
from qifu.organisations.navigation import Entry


class ReconciliationConfig(AppConfig):
    name = "qifu.liaison.reconciliation"
    verbose_name = _("Reconciliation")

    def ready(self) -> None:
        navigation.register(Entry(_("Reconciliation"), "reconciliations", READERS, "liaison", order=140))
        import_module("qifu.liaison.reconciliation.registrations")
