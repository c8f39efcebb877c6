"""Computing a month at once, or, where the year holds many appeals, in the background with a progress bar."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from qifu.assessment.computing import window_of
from qifu.assessment.live import appeals_of
from qifu.assessment.models import Round, Scheme
from qifu.assessment.rounds import compute
from qifu.assessment.schemes import in_force
from qifu.organisations import jobs
from qifu.organisations.actors import Actor, actor_of
from qifu.organisations.models import Job, Post
from qifu.organisations.paging import count_up_to
from qifu.organisations.refusals import Refused

KIND = "compute-month"
AT_ONCE = 10_000  # appeals; a second or two


def compute_or_start(scheme: Scheme, month: date, *, by: Actor, post: Post) -> Round | Job:
    version = in_force(scheme)
    if version is None:
        raise Refused(_("The scheme has no version yet."))
    appeals = appeals_of(version, scheme.district, window_of(version, month))
    if count_up_to(appeals, AT_ONCE) <= AT_ONCE:
        return compute(scheme, month, by=by)
    title = _("Assessment of %(month)s: %(scheme)s") % {"month": f"{month:%Y-%m}", "scheme": scheme}
    return jobs.start(KIND, title=title, post=post, options={"scheme": scheme.pk, "month": month.isoformat()})


def way_on(made: Round | Job) -> str:
    return reverse("job" if isinstance(made, Job) else "assessment-month", args=[made.pk])


@jobs.kind(KIND, "assessment/computed.html")
def run(job: Job, report: jobs.Report) -> None:
    scheme = Scheme.objects.select_related("district").get(pk=job.options["scheme"], district=job.district)
    if job.post is None or not job.post.active:
        raise Refused(_("The post that asked for this no longer exists."))
    made = compute(scheme, date.fromisoformat(job.options["month"]), by=actor_of(job.post), report=report)
    job.outcome = {"month": made.pk}
