from qifu.liaison.models.duty import Duty, DutyEvent, DutyReport
from qifu.liaison.models.evidence import Evidence
from qifu.liaison.models.programme import InstitutionInUse, MemberUnit, Programme

__all__ = ["Duty", "DutyEvent", "DutyReport", "Evidence", "InstitutionInUse", "MemberUnit", "Programme"]
