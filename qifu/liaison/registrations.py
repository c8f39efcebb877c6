"""What liaison gives to the pages of the apps below it."""

from django.utils.translation import gettext_lazy as _

from qifu.appeals import owed
from qifu.enterprises.panels import panels
from qifu.liaison.evidence import COUNTERS
from qifu.liaison.news import KINDS
from qifu.liaison.owing import duties_owed_by
from qifu.notices import kinds
from qifu.organisations import evidence
from qifu.organisations.panels import Panel
from qifu.organisations.roles import Role

owed.register("duties", duties_owed_by)
evidence.register(*COUNTERS)
kinds.register(*KINDS)
panels.register(
    Panel(
        _("Leaders' contacts"),
        "company-leader-contacts",
        (Role.OFFICE, Role.LEADER, Role.INSPECTOR),
        order=20,
    )
)
