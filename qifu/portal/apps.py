from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from qifu.organisations.navigation import PORTAL, Entry, register
from qifu.organisations.roles import Role


class PortalConfig(AppConfig):
    name = "qifu.portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        everybody = (None, *Role)
        register(
            Entry(_("Start"), "portal", everybody, PORTAL, order=10),
            Entry(_("File an appeal"), "portal-file", everybody, PORTAL, order=20),
            Entry(_("Follow an appeal"), "portal-follow", everybody, PORTAL, order=30),
            Entry(_("Service pledges"), "portal-pledges", everybody, PORTAL, order=32),
            Entry(_("Circulars"), "portal-circulars", everybody, PORTAL, order=33),
            Entry(_("Activities"), "portal-activities", everybody, PORTAL, order=34),
            Entry(_("My appeals"), "my-appeals", (Role.CONTACT,), PORTAL, order=40),
            Entry(_("Visits to us"), "my-visits", (Role.CONTACT,), PORTAL, order=45),
            Entry(_("Notices to us"), "my-warnings", (Role.CONTACT,), PORTAL, order=48),
            Entry(_("Circulars to us"), "my-circulars", (Role.CONTACT,), PORTAL, order=49),
            Entry(_("Questionnaires"), "my-questionnaires", (Role.CONTACT,), PORTAL, order=50),
        )
        import_module("qifu.portal.receivers")
        import_module("qifu.portal.panels")
        import_module("qifu.portal.timeline_words")
