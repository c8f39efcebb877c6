"""Questionnaires on a company's timeline, and what findings out of replies are called."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from heapq import merge

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qifu.appeals.words import Channel
from qifu.enterprises.models import Enterprise
from qifu.liaison import sources, timeline
from qifu.liaison.questionnaires.models import Recipient, Reply
from qifu.liaison.questionnaires.problems import SOURCE
from qifu.liaison.sources import Source
from qifu.liaison.timeline import Line, Strand


def lines(enterprise: Enterprise, upto: datetime, most: int) -> Sequence[Line]:
    """Sent and answered, each by its own index."""
    rows = Recipient.objects.filter(enterprise=enterprise).select_related("questionnaire__unit", "by")
    sent = rows.filter(sent_at__lte=upto).order_by("-sent_at", "-id")[:most]
    answered = rows.filter(answered_at__lte=upto).order_by("-answered_at", "-id")[:most]
    return list(merge(map(_sent, sent), map(_answered, answered), key=lambda line: line.at, reverse=True))[
        :most
    ]


def _sent(row: Recipient) -> Line:
    title = _("Questionnaire sent: %(title)s") % {"title": row.questionnaire}
    assert row.sent_at  # noqa: S101 - asked above
    return Line(
        row.sent_at, title, _url(row), note=row.get_told_display(), who=row.questionnaire.unit.short_name
    )


def _answered(row: Recipient) -> Line:
    title = _("Questionnaire answered: %(title)s") % {"title": row.questionnaire}
    assert row.answered_at  # noqa: S101 - asked above
    who = row.by.name if row.by and row.way != "self" else ""
    return Line(row.answered_at, title, _url(row), note=row.get_way_display(), who=who, tone="good")


def _url(row: Recipient) -> str:
    return reverse("questionnaire-recipient", args=[row.questionnaire_id, row.pk])


def described(ids: Collection[int]) -> Mapping[int, Source]:
    rows = Reply.objects.filter(pk__in=ids).select_related("recipient__questionnaire")
    return {
        row.pk: Source(
            _("Written in the reply to the questionnaire “%(title)s”")
            % {"title": row.recipient.questionnaire},
            timezone.localdate(row.recipient.answered_at),
            _url(row.recipient),
        )
        for row in rows
    }


timeline.register(Strand("questionnaires", gettext_lazy("Questionnaires"), lines))
sources.register(
    sources.Kind(SOURCE, gettext_lazy("Reply to a questionnaire"), Channel.QUESTIONNAIRE, described)
)
