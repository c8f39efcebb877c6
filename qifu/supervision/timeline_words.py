"""How the steps of supervision read in an appeal's timeline. The company sees none of them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals import workflow
from qifu.appeals.page import timeline

SENTENCES: dict[str, Promise | str] = {
    "urged": _("sent an urging notice"),
    "order_issued": _("issued a supervision order"),
    "order_answered": _("answered the supervision order"),
    "order_sent_back": _("sent the answer to the supervision order back"),
    "order_verified": _("verified the answer to the supervision order"),
    "order_closed": _("closed the supervision order"),
    "escalated": _("submitted it to the leader of the front and to the next joint meeting"),
    "handed_over": _("handed it over to the district head"),
    "instructed": _("gave an instruction"),
    "drawn": _("drew it for the sampling inspection"),
    "draw_cancelled": _("cancelled the draw"),
    "sampled": _("wrote down what the sampling inspection found"),
}
LABELS: dict[str, Promise] = {
    "record": _("Document number"),
    "due_on": _("Answer was due"),
    "late": _("Working days overdue"),
    "draw": pgettext_lazy("column", "Draw"),
    "reason": _("Reason"),
    "score": _("Score"),
    "defect": pgettext_lazy("column", "Defect"),
    "why": _("Why it is corrected"),
}

workflow.SENTENCES.update(SENTENCES)
timeline.LABELS.update(LABELS)
timeline.TONES.update(
    {
        **dict.fromkeys(("urged", "order_issued", "order_sent_back", "instructed"), "warn"),
        **dict.fromkeys(("escalated", "handed_over"), "bad"),
        "order_closed": "good",
        **dict.fromkeys(("drawn", "draw_cancelled"), "quiet"),
        "sampled": "warn",
    }
)
