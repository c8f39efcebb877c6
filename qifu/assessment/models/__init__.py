from qifu.assessment.models.contest import Contest, HandItem
from qifu.assessment.models.result import Line, Part, Result
from qifu.assessment.models.round import Round, RoundEvent
from qifu.assessment.models.scheme import GroupUnit, Scheme, SchemeGroup, SchemeIndicator, SchemeVersion

__all__ = [
    "Contest",
    "GroupUnit",
    "HandItem",
    "Line",
    "Part",
    "Result",
    "Round",
    "RoundEvent",
    "Scheme",
    "SchemeGroup",
    "SchemeIndicator",
    "SchemeVersion",
]
