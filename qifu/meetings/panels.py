"""What meetings show on pages of the apps below."""

from django.utils.translation import gettext_lazy as _

from qifu.appeals.panels import READERS, panels
from qifu.organisations.panels import Panel

panels.register(Panel(_("Meetings"), "appeal-meetings", READERS, order=20))
