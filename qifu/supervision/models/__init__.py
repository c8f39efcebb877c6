from qifu.supervision.models.escalation import Escalation
from qifu.supervision.models.instruction import Instruction
from qifu.supervision.models.ladder import Ladder, LadderRule, LadderStep
from qifu.supervision.models.numbered import Numbered
from qifu.supervision.models.order import Order, OrderStep
from qifu.supervision.models.urging import UrgingNotice

__all__ = [
    "Escalation",
    "Instruction",
    "Ladder",
    "LadderRule",
    "LadderStep",
    "Numbered",
    "Order",
    "OrderStep",
    "UrgingNotice",
]
