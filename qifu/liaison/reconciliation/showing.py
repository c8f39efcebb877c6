"""How a run and a difference are told on their pages."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qifu.liaison.reconciliation.models import Difference, Run
from qifu.liaison.reconciliation.words import EVERY, SENTENCES, DifferenceKind

BAD_REASONS = {
    "nobody": gettext_lazy("Neither a credit code nor a name: the row was left out."),
    "amount": gettext_lazy("This is no amount: the row was left out."),
    "columns": gettext_lazy("More cells than headings: the row was left out."),
    "code": gettext_lazy("A credit code has 18 characters: the row was matched by its name."),
    "day": gettext_lazy("This is no date: the row was kept without one."),
}


def tabs_of(run: Run, counts: Mapping[str, int], chosen: str) -> list[dict[str, Any]]:
    url = reverse("reconciliation", args=[run.pk])
    kinds = [
        {
            "label": kind.label,
            "url": f"{url}?kind={kind}",
            "count": counts.get(kind, 0),
            "active": chosen == kind,
        }
        for kind in DifferenceKind
    ]
    every, agree = sum(counts.values()), counts.get(DifferenceKind.MATCHED, 0)
    return [
        {"label": _("Differences"), "url": url, "count": every - agree, "active": not chosen},
        *kinds,
        {"label": _("All"), "url": f"{url}?kind={EVERY}", "count": every, "active": chosen == EVERY},
    ]


def history_of(row: Difference) -> list[dict[str, Any]]:
    return [
        {"at": event.at, "title": SENTENCES[event.verb], "by": event.who, "note": event.note}
        for event in row.events.order_by("-id")
    ]
