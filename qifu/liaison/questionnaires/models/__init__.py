from qifu.liaison.questionnaires.models.question import Question, Version
from qifu.liaison.questionnaires.models.questionnaire import Questionnaire, Sending
from qifu.liaison.questionnaires.models.recipient import Recipient
from qifu.liaison.questionnaires.models.reply import Answer, Problem, Reply, Revision

__all__ = [
    "Answer",
    "Problem",
    "Question",
    "Questionnaire",
    "Recipient",
    "Reply",
    "Revision",
    "Sending",
    "Version",
]
