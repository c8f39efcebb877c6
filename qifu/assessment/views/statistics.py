"""The statistics: each figure with its parts, its definition, its cut-off, and the list of its cases."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from qifu.appeals.figures.dimensions import dimensions_for
from qifu.appeals.figures.keeping import count_in_background, job_of
from qifu.appeals.figures.measures import MEASURES, RULES
from qifu.appeals.figures.periods import Period
from qifu.appeals.words import Population
from qifu.assessment.statistics import exporting
from qifu.assessment.statistics.asking import OF_TODAY_ONLY, SECTIONS, Asked, asked
from qifu.assessment.statistics.comparing import Comparison
from qifu.assessment.statistics.sections import CONTEXTS, summaries
from qifu.assessment.views.wall import ON_THE_WALL
from qifu.organisations.http import Request, with_right
from qifu.organisations.roles import Right

KEPT = ["population", "by", "branch", "rates", "show"]


@with_right(Right.STATISTICS)
def statistics(request: Request) -> HttpResponse:
    said = asked(request.GET, request.actor, timezone.now())
    context = frame(said) | {"query": request.GET.urlencode()}
    source = said.source
    if source is None:
        return render(request, "assessment/statistics/waiting.html", context | waiting(said))
    compared = compared_with(said)
    comparison = Comparison(said, compared) if compared else None
    context |= {"populations": summaries(said, source, comparison)} | CONTEXTS[said.section](
        said, source, comparison
    )
    return render(request, f"assessment/statistics/{said.section}.html", context)


def compared_with(said: Asked) -> Period | None:
    return said.form.compared if said.section == "rates" else None


def frame(said: Asked) -> dict[str, Any]:
    """What stands around every section."""
    return {
        "form": said.form,
        "keep": KEPT,
        "may_export": said.by.may(Right.EXPORT),
        "may_hang_up": said.by.role in ON_THE_WALL,
        "period": said.period,
        "compared": compared_with(said),
        "at": said.then.until if said.then else said.at,
        "then": said.then,
        "rules": RULES,
        "sections": [
            (name, label, name == said.section)
            for name, label in SECTIONS.items()
            if not (said.then and name in OF_TODAY_ONLY)
        ],
        "dimensions": dimensions_for(said.by),
        "dimension": said.dimension,
        "population": said.population,
        "population_tabs": [(each, each == said.population) for each in Population],
        "group": said.group,
        "definitions": [measure.definition for measure in MEASURES.values()],
    }


def waiting(said: Asked) -> dict[str, Any]:
    assert said.then  # noqa: S101 - only the past is waited for
    job = job_of(said.then, said.by)
    return {"job": job, "poll_url": reverse("job-progress", args=[job.pk]) if job else ""}


@require_POST
@with_right(Right.STATISTICS)
def count(request: Request) -> HttpResponseRedirect:
    """Count a past instant in the background; its page then shows the progress, and after that the figures."""
    query = request.POST.get("query", "")
    said = asked(QueryDict(query), request.actor, timezone.now())
    assert request.post  # noqa: S101 - who has the right has a post
    if said.then:
        count_in_background(said.then, request.post, request.actor)
    return redirect(f"{reverse('statistics')}?{query}")


@require_POST
@with_right(Right.EXPORT)
def export(request: Request) -> HttpResponse:
    assert request.post  # noqa: S101 - who has the right has a post
    return redirect("job", exporting.ask(request.post, request.POST.get("query", "")).pk)
