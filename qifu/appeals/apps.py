from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.organisations import navigation
from qifu.organisations.navigation import Entry
from qifu.organisations.roles import OFFICIALS, RIGHTS, Right, Role

REGISTRARS = (Role.OPERATOR, Role.OFFICE, Role.OFFICER, Role.HEAD, Role.LEADER)
WATCHERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.HEAD, Role.OFFICER)
INBOX = (Role.OFFICE, Role.OPERATOR, Role.INSPECTOR)


class AppealsConfig(AppConfig):
    name = "qifu.appeals"
    verbose_name = _("Appeals")

    def ready(self) -> None:
        navigation.register(
            Entry(_("Inbox"), "inbox", INBOX, "appeals", order=10),
            Entry(_("Follow-ups"), "follow-ups", INBOX, "appeals", order=20),
            Entry(_("Worklist"), "worklist", (Role.OFFICER, Role.HEAD), "appeals", order=10),
            Entry(_("Register an appeal"), "register-appeal", REGISTRARS, "appeals", order=30),
            Entry(_("All appeals"), "appeals", OFFICIALS, "appeals", order=40),
            Entry(_("Long-term list"), "long-term", WATCHERS, "appeals", order=44),
            Entry(_("Exclusions"), "exclusions", WATCHERS, "appeals", order=46),
            Entry(_("Catalogue of duties"), "catalogue", (*WATCHERS, Role.OPERATOR), "appeals", order=48),
            Entry(_("Import appeals"), "import-appeals", RIGHTS[Right.IMPORT], "documents", order=900),
            Entry(_("Exports"), "exports", RIGHTS[Right.EXPORT], "documents", order=910),
        )
        import_module("qifu.appeals.lists.exporting")
        import_module("qifu.appeals.figures.keeping")
        import_module("qifu.appeals.own_settings")
        import_module("qifu.appeals.owing")
        import_module("qifu.appeals.notice_kinds")
        import_module("qifu.appeals.enterprise_panels")
        import_module("qifu.appeals.receivers")
        import_module("qifu.appeals.going_over")
