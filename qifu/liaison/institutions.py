"""The institutions that a programme can switch on, as the mission numbers them.

`page` is the URL name of the page on which an institution is worked. One without a page does not exist in the software
yet and is not offered: whoever builds it gives it one here.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Institution:
    number: int
    name: Promise
    page: str = ""

    @property
    def url(self) -> str:
        return reverse(self.page)


INSTITUTIONS = (
    Institution(1, _("Programme"), "programme"),
    Institution(2, _("Breakdown of responsibility"), "duties"),
    Institution(3, _("The five in place"), "five-in-place"),
    Institution(4, _("Research and on-site work"), "visits"),
    Institution(5, _("Leaders linked to companies"), "leader-links"),
    Institution(6, _("Symposia"), "symposia"),
    Institution(7, _("Questionnaires"), "questionnaires"),
    Institution(8, pgettext_lazy("institution", "Hotline"), "hotline-desk"),
    Institution(9, _("Letter to companies, delivered on foot"), "letters"),
    Institution(10, _("Activities"), "activities"),
    Institution(11, _("Reporting and appealing"), "portal"),
    Institution(12, _("Classifying"), "inbox"),
    Institution(13, _("Assigning"), "inbox"),
    Institution(14, _("Supervising"), "supervision-board"),
    Institution(15, _("Joint meeting"), "meetings"),
    Institution(16, _("Special report meeting"), "meetings"),
    Institution(17, _("Left-over problems and the long-term list"), "appeals"),
    Institution(18, _("Answering and follow-up"), "appeals"),
    Institution(19, _("Sampling inspection")),
    Institution(20, _("Assessment")),
    Institution(21, _("Bulletin, briefings and the hundred real deeds")),
    Institution(22, _("Service pledges"), "pledges"),
    Institution(23, _("Circulars on approvals and plans"), "circulars"),
    Institution(24, _("Notice before enforcement"), "warnings"),
    Institution(25, _("Cross-department reconciliation"), "reconciliations"),
    Institution(26, _("Statistics"), "statistics"),
    Institution(27, _("Annual report")),
)
OFFERED = tuple(institution for institution in INSTITUTIONS if institution.page)
BY_NUMBER = {institution.number: institution for institution in INSTITUTIONS}
