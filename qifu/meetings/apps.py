from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.meetings.words import READERS
from qifu.organisations import navigation
from qifu.organisations.navigation import Entry

MODULES = ("evidence", "going_over", "notice_kinds", "owing", "panels", "timeline_words")


class MeetingsConfig(AppConfig):
    name = "qifu.meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        navigation.register(
            Entry(_("Meetings"), "meetings", READERS, "supervision", order=30),
            Entry(_("Resolutions"), "resolutions", READERS, "supervision", order=40),
        )
        for module in MODULES:
            import_module(f"qifu.meetings.{module}")
