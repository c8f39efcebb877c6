"""What the portal shows at the follow-up desk."""

from django.utils.translation import gettext_lazy as _

from qifu.appeals.panels import desk_panels
from qifu.organisations.panels import Panel
from qifu.organisations.roles import Role

SENDERS = (Role.OPERATOR, Role.INSPECTOR, Role.OFFICE)

desk_panels.register(Panel(_("Judgement by link"), "judge-link", SENDERS, order=10))
