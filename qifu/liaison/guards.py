"""What several verbs ask before they write."""

from django.utils.translation import gettext as _

from qifu.liaison.models import Programme
from qifu.liaison.words import ProgrammeStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import District
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


def check_office(by: Actor, district: District) -> None:
    if by.role != Role.OFFICE or by.district is None or by.district.pk != district.pk:
        raise Refused(_("Only the programme office of the district may do this."))


def check_still_written(programme: Programme) -> None:
    if programme.stage == ProgrammeStage.ENDED:
        raise Refused(_("The programme has ended and is no longer changed."))
