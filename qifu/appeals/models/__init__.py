from qifu.appeals.models.answer import Answer, FollowUp
from qifu.appeals.models.appeal import Appeal
from qifu.appeals.models.assignment import Assignment
from qifu.appeals.models.attachment import Attachment, StoredFile
from qifu.appeals.models.category import Aspect, Category
from qifu.appeals.models.clock import Clock, ClockRule
from qifu.appeals.models.event import Event, Seal
from qifu.appeals.models.view import SavedView

__all__ = [
    "Answer",
    "Appeal",
    "Aspect",
    "Assignment",
    "Attachment",
    "Category",
    "Clock",
    "ClockRule",
    "Event",
    "FollowUp",
    "SavedView",
    "Seal",
    "StoredFile",
]
