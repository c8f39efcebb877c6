"""A company's step, as the workflow's verb takes it."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from qifu.appeals.advancing import advance
from qifu.appeals.files import Incoming
from qifu.appeals.forms.keys import request_key
from qifu.appeals.words import PLAIN_STAGES, Stage, Way
from qifu.appeals.workflow import TRANSITIONS, open_to
from qifu.organisations.refusals import Refused
from qifu.portal.access import Opened
from qifu.portal.forms.steps import ASKS, StepForm
from qifu.portal.plain import plainly


def steps_for(opened: Opened) -> list[str]:
    """In the order in which they are offered. While material is awaited, sending it is the way to add something."""
    open_verbs = {step.verb for step in open_to(opened.appeal, opened.actor)}
    if "resume" in open_verbs:
        open_verbs.discard("supplement")
    return [verb for verb in ASKS if verb in open_verbs]


def take(opened: Opened, verb: str, form: StepForm) -> None:
    said = form.cleaned_data
    note, files = said["note"], said.get("files", [])
    key = request_key(form, opened.appeal.number, verb, files=files)
    match verb:
        case "follow_up":
            rate(opened, form, key)
        case "resume":
            send_material(opened, note, files, key)
        case _:
            advance(opened.appeal, verb, by=opened.actor, note=note, key=key, files=files)


def rate(opened: Opened, form: StepForm, key: uuid.UUID) -> None:
    said = form.cleaned_data
    advance(
        opened.appeal,
        "follow_up",
        by=opened.actor,
        note=said["note"],
        key=key,
        way=Way.ONLINE,
        reached=True,
        reply_satisfaction=said["reply_satisfaction"],
        solution_satisfaction=said["solution_satisfaction"],
        solved=said["solved"],
    )


def send_material(opened: Opened, note: str, files: list[Incoming], key: uuid.UUID) -> None:
    """The material and the going-on are two events, and both happen or neither."""
    with transaction.atomic():
        advance(
            opened.appeal,
            "supplement",
            by=opened.actor,
            note=note,
            key=uuid.uuid5(key, "material"),
            files=files,
        )
        advance(opened.appeal, "resume", by=opened.actor, key=key)


def sentence_of(refusal: Refused, opened: Opened, verb: str) -> str:
    """The ledger's own sentence may name an official or a stage that is none of the company's; then it is said plainly."""
    stage = Stage(opened.appeal.stage)
    if refusal.code != "lost" and stage in TRANSITIONS[verb].sources:
        return plainly(refusal)
    return _(
        "Your appeal has moved on in the meantime (now: “%(stage)s”), so this was not done. What you typed is kept; please "
        "look at it again."
    ) % {"stage": PLAIN_STAGES[stage]}
