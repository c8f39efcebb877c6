"""All appeals of all companies that a contact speaks for; what waits for the contact comes first."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qifu.appeals.models import Appeal, FollowUp
from qifu.appeals.words import ENDED, PLAIN_STAGES, Stage
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.paging import count_up_to, keyset
from qifu.organisations.roles import Role
from qifu.portal.standing import Due, due_of

SHOWN_FIRST = 20
VIEWS = {"open": ~Q(stage__in=ENDED), "ended": Q(stage__in=ENDED), "all": Q()}


@require_safe
@signed_in(Role.CONTACT)
def my_appeals(request: Request) -> HttpResponse:
    view = request.GET.get("show", "")
    view = view if view in VIEWS else "open"
    mine = Appeal.objects.visible_to(request.actor)
    rows = mine.filter(VIEWS[view])
    listed = keyset(rows.select_related("enterprise", "lead_unit"), ("-registered_at", "-id"), request.GET)
    context = {
        "district": district_of(request),
        "waiting_for_me": with_words(waiting_for(mine)),
        "page": listed,
        "rows": with_words(listed.rows),
        "count": count_up_to(rows),
        "tabs": tabs(view),
    }
    return render(request, "portal/mine.html", context)


def waiting_for(mine: QuerySet[Appeal]) -> QuerySet[Appeal]:
    """Material is awaited, or an answer has not been judged by the company; oldest first."""
    judged = FollowUp.objects.filter(
        appeal=OuterRef("pk"), role=Role.CONTACT, answer__sent_at=OuterRef("answered_at")
    )
    asked = Q(stage=Stage.WAITING) | Q(stage=Stage.ANSWERED) & ~Exists(judged)
    return (
        mine.filter(asked)
        .select_related("enterprise", "lead_unit")
        .order_by("registered_at", "pk")[:SHOWN_FIRST]
    )


def with_words(appeals: Iterable[Appeal]) -> list[tuple[Appeal, Promise, Due | None]]:
    return [(row, PLAIN_STAGES[Stage(row.stage)], due_of(row, Stage(row.stage))) for row in appeals]


def tabs(view: str) -> list[dict[str, object]]:
    labels = {"open": _("Under way"), "ended": _("Ended"), "all": _("All")}
    url = reverse("my-appeals")
    return [
        {"label": label, "url": f"{url}?show={name}", "active": view == name}
        for name, label in labels.items()
    ]
