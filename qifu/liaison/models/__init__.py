from qifu.liaison.models.duty import Duty, DutyEvent, DutyReport
from qifu.liaison.models.evidence import Evidence
from qifu.liaison.models.finding import Finding
from qifu.liaison.models.leader_contact import ContactRhythm, LeaderContact, LeaderLink
from qifu.liaison.models.programme import InstitutionInUse, MemberUnit, Programme

__all__ = [
    "ContactRhythm",
    "Duty",
    "DutyEvent",
    "DutyReport",
    "Evidence",
    "Finding",
    "InstitutionInUse",
    "LeaderContact",
    "LeaderLink",
    "MemberUnit",
    "Programme",
]
