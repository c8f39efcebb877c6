"""What the operator sees of a company or a caller while they speak: what is open, what was answered, when they called, who was there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import Q
from django.utils import timezone

from qifu.appeals.models import Answer, Appeal
from qifu.appeals.views.lookup import matching
from qifu.appeals.words import OPEN
from qifu.enterprises.models import Enterprise
from qifu.liaison import timeline
from qifu.liaison.hotline.models import Call
from qifu.liaison.timeline import Line
from qifu.lib.names import phone_key
from qifu.organisations.actors import Actor

SHOWN = 5
ANSWERS = 3
SHORTEST_PHONE = 7
OWN_STRANDS = ("appeals", "calls")


@dataclass(frozen=True)
class Past:
    enterprise: Enterprise | None = None
    open_ones: Sequence[Appeal] = ()
    answers: Sequence[Answer] = ()
    calls: Sequence[Call] = ()
    lines: Sequence[Line] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not (self.enterprise or self.open_ones or self.answers or self.calls or self.lines)


@dataclass(frozen=True)
class Asked:
    appeal: Appeal
    answer: Answer | None


def past_of(by: Actor, enterprise: Enterprise | None, phone: str) -> Past:
    """Of the company if there is one, else of the telephone number."""
    digits = phone_key(phone)
    if enterprise is None and len(digits) < SHORTEST_PHONE:
        return Past()
    of_whom = Q(enterprise=enterprise) if enterprise else Q(caller_phone_key=digits)
    appeals = Appeal.objects.visible_to(by).filter(of_whom)
    calls = Call.objects.visible_to(by).filter(
        Q(enterprise=enterprise) if enterprise else Q(district=by.district, phone_key=digits)
    )
    return Past(
        enterprise,
        list(appeals.filter(stage__in=OPEN).for_list().order_by("-registered_at", "-id")[:SHOWN]),
        _answers(appeals.values("pk")),
        list(calls.for_list()[:SHOWN]),
        _lines(enterprise) if enterprise else (),
    )


def _answers(appeals: Any) -> list[Answer]:
    rows = Answer.objects.filter(appeal__in=appeals, sent_at__isnull=False).select_related("appeal")
    return list(rows.order_by("-sent_at", "-id")[:ANSWERS])


def _lines(enterprise: Enterprise) -> list[Line]:
    now = timezone.now()
    strands = [strand for strand in timeline.every() if strand.name not in OWN_STRANDS]
    found = merge(
        *(strand.lines(enterprise, now, SHOWN) for strand in strands), key=lambda line: line.at, reverse=True
    )
    return list(islice(found, SHOWN))


def asked_after(typed: str, by: Actor) -> list[Asked]:
    """By number, also its last digits, or by the telephone number that was given: with the answer to read out."""
    typed = typed.strip()[:40]
    digits = phone_key(typed)
    is_phone = len(digits) > SHORTEST_PHONE and "-" not in typed[:5]
    if not typed or not any(letter.isdecimal() for letter in typed):
        return []
    condition = Q(caller_phone_key=digits) if is_phone else matching(typed)
    rows = Appeal.objects.visible_to(by).filter(condition).select_related("enterprise", "lead_unit")
    found = list(rows.order_by("-registered_at", "-id")[:SHOWN])
    answers = Answer.objects.filter(appeal__in=found, sent_at__isnull=False).order_by("sent_at", "id")
    newest = {answer.appeal_id: answer for answer in answers}
    return [Asked(appeal, newest.get(appeal.pk)) for appeal in found]
