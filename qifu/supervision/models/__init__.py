from qifu.supervision.models.checklist import Checklist, ChecklistItem, SamplingRule
from qifu.supervision.models.escalation import Escalation
from qifu.supervision.models.inspection import Inspection, Sharing, Verdict
from qifu.supervision.models.instruction import Instruction
from qifu.supervision.models.ladder import Ladder, LadderRule, LadderStep
from qifu.supervision.models.numbered import Numbered
from qifu.supervision.models.order import Order, OrderStep
from qifu.supervision.models.sampling import Draw, DrawCancellation, DrawFrame, Drawn
from qifu.supervision.models.urging import UrgingNotice

__all__ = [
    "Checklist",
    "ChecklistItem",
    "Draw",
    "DrawCancellation",
    "DrawFrame",
    "Drawn",
    "Escalation",
    "Inspection",
    "Instruction",
    "Ladder",
    "LadderRule",
    "LadderStep",
    "Numbered",
    "Order",
    "OrderStep",
    "SamplingRule",
    "Sharing",
    "UrgingNotice",
    "Verdict",
]
