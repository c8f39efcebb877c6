from qifu.liaison.visits.models.feedback_rule import FeedbackRule
from qifu.liaison.visits.models.stop import Note, Picture, Stop, VisitEvent
from qifu.liaison.visits.models.visit import Goer, Visit

__all__ = ["FeedbackRule", "Goer", "Note", "Picture", "Stop", "Visit", "VisitEvent"]
