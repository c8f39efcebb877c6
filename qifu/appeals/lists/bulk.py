"""The same step on many appeals: each its own transaction, so that one that is refused does not stop the others."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qifu.appeals.advancing import advance
from qifu.appeals.catalogue import suggestion_for
from qifu.appeals.models import Appeal
from qifu.appeals.workflow import TRANSITIONS
from qifu.organisations.actors import Actor
from qifu.organisations.refusals import Refused

MOST = 200


@dataclass(frozen=True)
class Action:
    """A button under a list: the steps that it takes on each chosen appeal, and what they must be told."""

    name: str
    label: Promise | str
    verbs: tuple[str, ...]
    needs: tuple[str, ...] = ()
    tone: str = "plain"


def _single(verb: str, needs: tuple[str, ...] = (), tone: str = "plain") -> Action:
    return Action(verb, TRANSITIONS[verb].label, (verb,), needs, tone)


ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        Action("accept_and_assign", _("Accept and assign"), ("accept", "assign"), ("category",), "primary"),
        _single("accept", ("category",)),
        _single("assign", (), "primary"),
        _single("uphold", ("note",)),
        _single("overrule", ("note",)),
        _single("approve_extension", (), "primary"),
        _single("refuse_extension", ("note",)),
        _single("approve_exclusion", (), "primary"),
        _single("refuse_exclusion", ("note",)),
        _single("refuse_listing", ("note",)),
        _single("close", (), "primary"),
        _single("sign_for", (), "primary"),
    )
}


@dataclass(frozen=True)
class Outcome:
    """`done` are the steps taken; `refusal` is why the next one was not."""

    appeal: Appeal
    done: Sequence[str]
    refusal: str = ""


def take(
    appeals: Iterable[Appeal], action: Action, said: dict[str, Any], *, by: Actor, key: uuid.UUID
) -> list[Outcome]:
    return [_take(appeal, action, said, by, key) for appeal in appeals]


def _unknown(appeal: Appeal) -> str:
    said = {"category": appeal.category.name if appeal.category else "—"}
    return gettext("The catalogue of duties names no unit for “%(category)s”: choose the lead unit.") % said


def _take(appeal: Appeal, action: Action, said: dict[str, Any], by: Actor, key: uuid.UUID) -> Outcome:
    done: list[str] = []
    for verb in action.verbs:
        fields = {name: value for name, value in said.items() if value not in (None, "")}
        if verb == "assign" and "complexity" not in fields:
            fields["complexity"] = appeal.category.complexity if appeal.category else appeal.complexity
        if verb == "assign" and "lead" not in fields:
            entry = suggestion_for(appeal.category)
            if entry is None:
                return Outcome(appeal, done, _unknown(appeal))
            fields["lead"] = entry.unit
        try:
            advance(appeal, verb, by=by, key=uuid.uuid5(key, f"{appeal.pk}:{verb}"), **fields)
        except Refused as refusal:
            return Outcome(appeal, done, str(refusal))
        done.append(verb)
    return Outcome(appeal, done)
