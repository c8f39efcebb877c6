"""What the appeals show on an enterprise's page."""

from django.utils.translation import gettext_lazy as _

from qifu.enterprises.panels import panels
from qifu.organisations.panels import Panel
from qifu.organisations.roles import OFFICIALS

panels.register(Panel(_("Appeals"), "enterprise-appeals", OFFICIALS, order=10))
