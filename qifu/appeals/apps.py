from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AppealsConfig(AppConfig):
    name = "qifu.appeals"
    verbose_name = _("Appeals")

    def ready(self) -> None:
        import_module("qifu.appeals.receivers")
