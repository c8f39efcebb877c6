"""What liaison gives to the pages of the apps below it."""

from django.utils.translation import gettext_lazy as _

from qifu.appeals import owed
from qifu.appeals.panels import READERS
from qifu.appeals.panels import panels as appeal_panels
from qifu.enterprises.panels import panels
from qifu.liaison import timeline
from qifu.liaison.evidence import COUNTERS
from qifu.liaison.news import KINDS
from qifu.liaison.owing import duties_owed_by
from qifu.liaison.strands import STRANDS
from qifu.liaison.views.timeline import READERS as TIMELINE_READERS
from qifu.notices import kinds
from qifu.organisations import evidence
from qifu.organisations.panels import Panel
from qifu.organisations.roles import Role

owed.register("duties", duties_owed_by)
evidence.register(*COUNTERS)
kinds.register(*KINDS)
timeline.register(*STRANDS)
appeal_panels.register(Panel(_("Where it was found"), "appeal-origin", READERS, order=5))
panels.register(
    Panel(
        _("Leaders' contacts"),
        "company-leader-contacts",
        (Role.OFFICE, Role.LEADER, Role.INSPECTOR),
        order=20,
    ),
    Panel(_("Contact with the enterprise"), "company-timeline", TIMELINE_READERS, order=15),
)
