from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.liaison.activities.words import READERS
from qifu.organisations import navigation
from qifu.organisations.navigation import Entry


class ActivitiesConfig(AppConfig):
    name = "qifu.liaison.activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        navigation.register(Entry(_("Activities"), "activities", READERS, "liaison", order=90))
        import_module("qifu.liaison.activities.registrations")
