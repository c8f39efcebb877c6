from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HotlineConfig(AppConfig):
    name = "qifu.liaison.hotline"
    verbose_name = _("Hotline")
