"""Long work as the person who started it sees it: nobody else does."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from qifu.organisations import jobs
from qifu.organisations.http import Request, signed_in
from qifu.organisations.models import Job, JobState
from qifu.organisations.paging import keyset

FINISHED = (JobState.DONE, JobState.FAILED)


def progress_of(job: Job) -> dict[str, Any]:
    """What components/progress.html expects."""
    fetch = reverse("job-output", args=[job.pk]) if jobs.is_fetched(job) else ""
    return {"job": job, "poll_url": reverse("job-progress", args=[job.pk]), "result_url": fetch}


@never_cache
@signed_in()
def job_list(request: Request) -> HttpResponse:
    page = keyset(Job.objects.visible_to(request.actor), ("-id",), request.GET)
    fetched = {job.pk for job in page if jobs.is_fetched(job)}
    return render(request, "organisations/jobs.html", {"page": page, "fetched": fetched})


@never_cache
@signed_in()
def job(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Job.objects.visible_to(request.actor), pk=pk)
    page = progress_of(found) | {"outcome_template": jobs.outcome_template(found)}
    return render(request, "organisations/job.html", page)


@never_cache
@signed_in()
def job_progress(request: Request, pk: int) -> HttpResponse:
    """The fragment; once the job has ended, the page around it is fetched anew with the outcome."""
    found = get_object_or_404(Job.objects.visible_to(request.actor), pk=pk)
    response = render(request, "components/progress.html", progress_of(found))
    if found.state in FINISHED:
        response.headers["HX-Refresh"] = "true"
    return response


@never_cache
@signed_in()
def job_output(request: Request, pk: int) -> HttpResponse | FileResponse:
    found = get_object_or_404(Job.objects.visible_to(request.actor), pk=pk)
    path = jobs.output_path(found)
    if not jobs.is_fetched(found) or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)
