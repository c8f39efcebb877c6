from qifu.liaison.hotline.models.call import Call
from qifu.liaison.hotline.models.call_back import CallBack, CallBackTry
from qifu.liaison.hotline.models.knowledge import KnowledgeEntry, KnowledgePiece
from qifu.liaison.hotline.models.setup import Extension, HotlineRule, PhoneSystem

__all__ = [
    "Call",
    "CallBack",
    "CallBackTry",
    "Extension",
    "HotlineRule",
    "KnowledgeEntry",
    "KnowledgePiece",
    "PhoneSystem",
]
