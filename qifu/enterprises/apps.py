from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.organisations.navigation import Entry, register
from qifu.organisations.roles import OFFICIALS


class EnterprisesConfig(AppConfig):
    name = "qifu.enterprises"
    verbose_name = _("Enterprises")

    def ready(self) -> None:
        import_module(
            "qifu.enterprises.importing"
        )  # its job must be known to the worker, which opens no page
        import_module("qifu.enterprises.going_over")
        register(Entry(_("Enterprises"), "enterprises", OFFICIALS, "appeals", order=60))
