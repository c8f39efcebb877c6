"""What supervision shows on pages of the apps below."""

from django.utils.translation import gettext_lazy as _

from qifu.appeals import panels
from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.HEAD, Role.OFFICER)

panels.register(panels.Panel(_("Supervision"), "appeal-supervision", READERS, order=10))
