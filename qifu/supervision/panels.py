"""What supervision shows on pages of the apps below."""

from django.utils.translation import gettext_lazy as _

from qifu.appeals.panels import READERS, panels
from qifu.organisations.panels import Panel

panels.register(
    Panel(_("Supervision"), "appeal-supervision", READERS, order=10),
    Panel(_("Sampling inspection"), "appeal-inspections", READERS, order=15),
)
