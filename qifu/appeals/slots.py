"""What the appeals show on pages of the apps below."""

from django.utils.translation import gettext_lazy as _

from qifu.enterprises import slots
from qifu.organisations.roles import OFFICIALS

slots.register(slots.Slot(_("Appeals"), "enterprise-appeals", OFFICIALS, order=10))
