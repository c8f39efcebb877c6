"""What the office enters by hand under the five, and strikes out again."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qifu.appeals.files import Incoming, keep
from qifu.liaison.guards import check_office
from qifu.liaison.models import Evidence
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused


def enter(evidence: Evidence, *, by: Actor, file: Incoming | None = None) -> bool:
    """New or changed; without a new file the old one stays. False when nothing differs."""
    check_office(by, evidence.district)
    programme = evidence.programme
    if not programme.begins_on <= evidence.on <= programme.ends_on:
        raise Refused(
            _("%(day)s lies outside the programme's period (%(begin)s to %(end)s).")
            % {"day": evidence.on, "begin": programme.begins_on, "end": programme.ends_on}
        )
    if evidence.on > timezone.localdate():
        raise Refused(
            _("%(day)s is still to come: evidence is of what has been done.") % {"day": evidence.on}
        )
    if file:
        evidence.file, evidence.file_name = keep(file), file.name
    evidence.by = evidence.by or by.user
    try:
        with transaction.atomic():
            return log.save(evidence, by=by)
    except IntegrityError as error:
        raise Refused(_("This stands there already, with the same title and day.")) from error


def strike(evidence: Evidence, *, by: Actor) -> None:
    check_office(by, evidence.district)
    evidence.struck = True
    log.save(evidence, by=by)
