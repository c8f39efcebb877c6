"""Who keeps a questionnaire, who reads its replies, and who answers for which company."""

from django.utils.translation import gettext as _

from qifu.liaison.questionnaires.models import Questionnaire, Recipient
from qifu.liaison.questionnaires.words import KEEPERS, OVERSEERS
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role


def keeps(by: Actor, questionnaire: Questionnaire) -> bool:
    """The unit whose it is, and the office."""
    if by.role not in KEEPERS or by.district is None or by.district.pk != questionnaire.district_id:
        return False
    return by.role == Role.OFFICE or (by.unit is not None and by.unit.pk == questionnaire.unit_id)


def reads(by: Actor, questionnaire: Questionnaire) -> bool:
    """The results, and every reply."""
    here = by.district is not None and by.district.pk == questionnaire.district_id
    return keeps(by, questionnaire) or (here and by.role in OVERSEERS)


def answers_for(by: Actor, recipient: Recipient) -> bool:
    """Who keeps it, and the people of the company's street."""
    if keeps(by, recipient.questionnaire):
        return True
    own = by.unit is not None and by.unit.pk == recipient.street_id
    return own and by.role in KEEPERS and by.district is not None and by.district.pk == recipient.district_id


def check_keeper(by: Actor, questionnaire: Questionnaire) -> None:
    if not keeps(by, questionnaire):
        raise Refused(_("Only the unit whose questionnaire it is, and the programme office, may do this."))


def held(questionnaire: Questionnaire) -> Questionnaire:
    """As it stands now, held until the transaction ends."""
    rows = Questionnaire.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("district", "unit").get(pk=questionnaire.pk)
