"""To which symposia a company is asked, and what became of what it raised there."""

from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qifu.enterprises.models import Enterprise
from qifu.liaison.models import Finding
from qifu.liaison.symposia.gathering import SOURCE
from qifu.liaison.symposia.models import Gathering, Participant
from qifu.organisations.http import Request, district_of, signed_in
from qifu.organisations.paging import keyset
from qifu.organisations.roles import Role


@require_safe
@signed_in(Role.CONTACT)
def my_symposia(request: Request) -> HttpResponse:
    """Only one's own companies' people and words are shown, whoever else was there."""
    mine = Enterprise.objects.visible_to(request.actor)
    rows = Gathering.objects.visible_to(request.actor).for_list()
    page = keyset(rows, ("-starts_at", "-id"), request.GET)
    people, raised = defaultdict(list), defaultdict(list)
    asked = Participant.objects.filter(gathering__in=page.rows, enterprise__in=mine)
    for person in asked.select_related("enterprise"):
        people[person.gathering_id].append(person)
    own = Finding.objects.filter(source=SOURCE, source_id__in=[row.pk for row in page], enterprise__in=mine)
    for finding in own.select_related("appeal"):
        raised[finding.source_id].append(finding)
    context = {
        "district": district_of(request),
        "page": page,
        "rows": [(row, people[row.pk], raised[row.pk]) for row in page],
    }
    return render(request, "portal/symposia.html", context)
