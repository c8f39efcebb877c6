from qifu.appeals.models.answer import Answer, FollowUp
from qifu.appeals.models.appeal import Appeal
from qifu.appeals.models.assignment import Assignment
from qifu.appeals.models.attachment import Attachment, StoredFile
from qifu.appeals.models.catalogue import CatalogueEntry
from qifu.appeals.models.category import Aspect, Category
from qifu.appeals.models.clock import Clock, ClockRule
from qifu.appeals.models.event import Event, Seal
from qifu.appeals.models.exclusion import Exclusion
from qifu.appeals.models.figures import FiguresMark, FiguresMonth
from qifu.appeals.models.follow_up_rule import FollowUpRule
from qifu.appeals.models.involvement import Involvement
from qifu.appeals.models.listed import ListedProgress
from qifu.appeals.models.view import SavedView

__all__ = [
    "Answer",
    "Appeal",
    "Aspect",
    "Assignment",
    "Attachment",
    "CatalogueEntry",
    "Category",
    "Clock",
    "ClockRule",
    "Event",
    "Exclusion",
    "FiguresMark",
    "FiguresMonth",
    "FollowUp",
    "FollowUpRule",
    "Involvement",
    "ListedProgress",
    "SavedView",
    "Seal",
    "StoredFile",
]
