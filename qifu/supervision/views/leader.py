"""A leader's page, made for a telephone: my companies, what was escalated to me, and a word on each."""

from typing import Any

from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import render

from qifu.appeals.lists.rows import row_of
from qifu.appeals.models import Appeal
from qifu.appeals.monthly import reported_months
from qifu.appeals.views.long_term import listed_row
from qifu.appeals.words import OPEN, Stage
from qifu.enterprises.models import Enterprise
from qifu.liaison.forms.leader_contact import LeaderContactForm
from qifu.liaison.leader_contacts import contacts_owed
from qifu.organisations.actors import Actor
from qifu.organisations.http import Request, signed_in
from qifu.organisations.moment import Moment
from qifu.organisations.roles import Role
from qifu.supervision.forms.issuing import InstructForm
from qifu.supervision.models import Escalation, Instruction

MOST = 30


@signed_in(Role.LEADER)
def leader_page(request: Request) -> HttpResponse:
    by, moment = request.actor, Moment()
    companies = list(companies_of(by, moment))
    context = {
        "companies": with_contacts(by, companies, moment),
        "long_term": long_term_of(by, moment),
        "escalations": [
            {
                "escalation": escalation,
                "row": row_of(escalation.appeal, moment, by),
                "form": InstructForm(auto_id=False),
            }
            for escalation in escalated_to(by)
        ],
        "appeals": [
            {"row": row_of(appeal, moment, by), "form": InstructForm(auto_id=False)}
            for appeal in appeals_of(by)
        ],
        "instructions": Instruction.objects.filter(leader=by.leader).select_related("appeal", "order")[:10],
    }
    return render(request, "supervision/leader.html", context)


def companies_of(by: Actor, moment: Moment) -> Any:
    going = Q(appeals__stage__in=OPEN)
    return (
        Enterprise.objects.filter(district=by.district, leader=by.leader)
        .annotate(
            going=Count("appeals", filter=going),
            late=Count("appeals", filter=going & _moved(moment)),
            last=Max("appeals__registered_at"),
        )
        .order_by("-late", "-going", "name")
    )


def with_contacts(by: Actor, companies: list[Enterprise], moment: Moment) -> list[dict[str, Any]]:
    """Each with the contact that it is owed; those owed one now stand first."""
    assert by.leader  # noqa: S101 - the page is for leaders
    owed = contacts_owed(by.leader, companies, moment)
    rows = [
        {
            "company": company,
            "owed": owed[company.pk],
            "form": LeaderContactForm(auto_id=f"contact-{company.number}-%s"),
        }
        for company in companies
    ]
    return sorted(rows, key=lambda row: not row["owed"].is_owed)


def long_term_of(by: Actor, moment: Moment) -> list[dict[str, Any]]:
    """What stands on the long-term list in this leader's charge, the next review first."""
    found = Appeal.objects.filter(district=by.district, stage=Stage.LISTED, listed_leader=by.leader)
    appeals = list(found.select_related("lead_unit", "enterprise").order_by("review_on", "id")[:MOST])
    reported = reported_months(appeals)
    return [listed_row(appeal, by, moment, reported[appeal.pk]) for appeal in appeals]


def _moved(moment: Moment) -> Q:
    return Q(appeals__due_at__lte=moment.bounds.red) if moment.bounds else Q(pk__in=())


def escalated_to(by: Actor) -> Any:
    """The newest for each appeal that is still open."""
    found = Escalation.objects.filter(leader=by.leader, appeal__stage__in=OPEN)
    newest = found.order_by().values("appeal").annotate(newest=Max("pk")).values("newest")
    return (
        found.filter(pk__in=newest)
        .select_related("unit", "appeal__enterprise", "appeal__lead_unit", "appeal__category")
        .order_by("-issued_at", "-id")[:MOST]
    )


def appeals_of(by: Actor) -> Any:
    """Open appeals of the leader's companies, those due first at the top."""
    found = Appeal.objects.visible_to(by).filter(
        enterprise__leader=by.leader, stage__in=OPEN, due_at__isnull=False
    )
    return found.for_list().order_by("due_at", "id")[:MOST]
