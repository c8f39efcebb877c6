from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WarningsConfig(AppConfig):
    name = "qifu.liaison.warnings"
    verbose_name = _("Notices before enforcement")
