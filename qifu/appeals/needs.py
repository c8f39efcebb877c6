"""What a step must fill, and how each thing is called in a refusal."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qifu.appeals.workflow import TRANSITIONS

NAMES: dict[str, Promise] = {
    "note": _("the reason or remark"),
    "category": _("the category"),
    "ground": _("the ground"),
    "reply": _("the reply"),
    "lead": _("the lead unit"),
    "complexity": _("the complexity"),
    "way": _("the way"),
    "whom": _("the person spoken to"),
    "promised_on": _("the promised date"),
    "until": _("the new date"),
    "claim": _("the claim"),
    "reached": _("whether the enterprise was reached"),
    "solved": _("whether it is solved"),
    "plan": _("the plan"),
    "leader": _("the leader"),
    "review_on": _("the review date"),
    "main": _("the main appeal"),
    "parts": _("the parts"),
    "marks": _("the marks"),
    "files": _("the evidence"),
}


def unfilled(verb: str, note: str, fields: Mapping[str, Any]) -> str | None:
    """A sentence naming what is not filled, or None."""
    step = TRANSITIONS[verb]
    given = {**fields, "note": note.strip()}
    absent = [str(NAMES[need]) for need in step.needs if given.get(need) in (None, "", [], ())]
    if not absent:
        return None
    return _("“%(step)s” needs %(what)s.") % {"step": step.label, "what": "、".join(absent)}
