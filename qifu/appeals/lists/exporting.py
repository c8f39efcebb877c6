"""The ledger 台账 as a workbook: what a list's filter shows, in the background, logged, above a set size only if approved.

Rows are read by key in chunks, so memory does not grow with the ledger. Telephones and names are masked: an export is no
way around the reason that unmasking asks for.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from qifu.appeals.lists.filters import AppealFilter, FilterForm, WorklistFilter
from qifu.appeals.models import Appeal, Assignment, FollowUp
from qifu.appeals.words import Part
from qifu.lib.names import mask_name, mask_phone
from qifu.lib.sheets import write_sheet
from qifu.lib.workdays import due_date
from qifu.organisations import jobs, log
from qifu.organisations.actors import Actor, actor_of
from qifu.organisations.models import Job, JobState, LogKind, Post
from qifu.organisations.moment import Moment
from qifu.organisations.paging import count_up_to
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Right, Role

KIND = "export-appeals"
CHUNK = 500
APPROVED, ASKED = "approved", "asked"


def worklist_of(by: Actor) -> QuerySet[Assignment]:
    """The open assignments of the actor's unit."""
    return Assignment.objects.filter(unit=by.unit, ended_at=None) if by.unit else Assignment.objects.none()


def selected(page: str, query: QueryDict, by: Actor, moment: Moment) -> tuple[QuerySet[Any], FilterForm]:
    """The same rows as the list shows, whoever runs it."""
    appeals = Appeal.objects.visible_to(by)
    if page == "worklist":
        worklist = WorklistFilter(query, by)
        open_here = worklist.narrow(worklist_of(by), moment)
        return appeals.filter(pk__in=open_here.values("appeal")), worklist
    listed = AppealFilter(query, by)
    return listed.narrow(appeals, moment), listed


def ask(post: Post, by: Actor, page: str, query: str) -> Job:
    """Start the export, or, above the limit, put it before the office: the job waits until somebody there approves."""
    rows, form = selected(page, QueryDict(query), by, Moment())
    count = count_up_to(rows, settings.EXPORT_LIMIT)
    options = {"page": page, "query": query, "filter": in_words(form)}
    title = _("Export of appeals: %(filter)s") % {"filter": in_words(form)}
    if count <= settings.EXPORT_LIMIT:
        return jobs.start(KIND, title=title, post=post, options=options)
    language = {"language": translation.get_language()}
    return Job.objects.create(
        district=post.district,
        kind=KIND,
        title=title[:100],
        post=post,
        options={**options, **language, "approval": ASKED},
    )


def to_approve(by: Actor) -> QuerySet[Job]:
    """The exports that wait for somebody of the office who did not ask for them."""
    if by.role != Role.OFFICE:
        return Job.objects.none()
    return Job.objects.filter(
        district=by.district, kind=KIND, state=JobState.WAITING, options__approval=ASKED
    ).exclude(post__user=by.user)


def approve(job: Job, *, by: Actor) -> None:
    decision = {**job.options, "approval": APPROVED, "approved_by": by.label}
    with transaction.atomic():
        _rule(job, by, options=decision)
        log.write(LogKind.EXPORT, by=by, what=_("Approved: %(title)s") % {"title": job.title}, subject=job)
        jobs.run_job.enqueue(job.pk)


def refuse(job: Job, *, by: Actor, reason: str) -> None:
    sentence = _("%(who)s did not approve this export: %(reason)s") % {"who": by.label, "reason": reason}
    with transaction.atomic():
        _rule(job, by, state=JobState.FAILED, error=sentence, finished_at=timezone.now())
        log.write(
            LogKind.EXPORT,
            by=by,
            what=_("Refused: %(title)s") % {"title": job.title},
            subject=job,
            reason=reason,
        )


def _rule(job: Job, by: Actor, **changes: object) -> None:
    """Compare and set: of two who decide at once, the second is told."""
    if not to_approve(by).filter(pk=job.pk).update(**changes):
        raise Refused(_("Somebody else has already decided on this export."))


@jobs.kind(KIND)
def run(job: Job, report: jobs.Report) -> None:
    by = asker(job)
    rows, _form = selected(job.options["page"], QueryDict(job.options["query"]), by, Moment())
    if (
        job.options.get("approval") != APPROVED
        and count_up_to(rows, settings.EXPORT_LIMIT) > settings.EXPORT_LIMIT
    ):
        raise Refused(
            _(
                "Meanwhile there are more than %(limit)s rows, and nobody has approved so many: ask for the export again."
            )
            % {"limit": settings.EXPORT_LIMIT}
        )
    total = rows.count()
    mark = watermark(job, by)
    path = jobs.output(
        job, _("Ledger of appeals %(date)s.xlsx") % {"date": f"{timezone.localtime():%Y%m%d-%H%M}"}
    )
    with path.open("wb") as file:
        written = write_sheet(
            file,
            [heading for heading, _value in columns()],
            _lines(rows, mark, report, total),
            notes=[mark, _("Telephones and names of contacts are masked.")],
            title=_("Ledger"),
            notes_title=_("Notes"),
        )
    count = written - 1  # the last line is the watermark
    job.total = job.done = count
    job.save(update_fields=["total", "done"])
    job.outcome = {"facts": [[_("Appeals"), count], [_("Filter used"), job.options["filter"]]]}
    log.write(
        LogKind.EXPORT,
        by=by,
        what=job.title,
        subject=job,
        after={"count": count, "filter": job.options["filter"]},
    )


def asker(job: Job) -> Actor:
    """With the rights of this moment, which may not be those of the asking."""
    if job.post is None or not job.post.active:
        raise Refused(_("The post that asked for this export no longer exists."))
    by = actor_of(job.post)
    if not by.may(Right.EXPORT):
        raise Refused(_("This post may not export lists."))
    return by


def watermark(job: Job, by: Actor) -> str:
    text = _("Exported by %(who)s (%(user)s) on %(when)s. Filter: %(filter)s. For internal use.") % {
        "who": by.label,
        "user": by.user.username if by.user else "-",
        "when": f"{timezone.localtime():%Y-%m-%d %H:%M}",
        "filter": job.options["filter"],
    }
    if approver := job.options.get("approved_by"):
        text += " " + _("Approved by %(who)s.") % {"who": approver}
    return text


def in_words(form: FilterForm) -> str:
    """The filter as a person reads it: label and word of each."""
    parts = []
    for name, value in form.given.items():
        field: Any = form.fields[name]
        words = {str(key): str(word) for key, word in getattr(field, "choices", ())}
        values = value if isinstance(value, list) else [value]
        said = "、".join(words.get(str(v), str(v)) for v in values)
        parts.append(_("%(label)s: %(words)s") % {"label": field.label or name, "words": said})
    return pgettext("between filters", "; ").join(parts) or _("all")


def _lines(rows: QuerySet[Any], mark: str, report: jobs.Report, total: int) -> Iterator[list[object]]:
    values = [value for _heading, value in columns()]
    done, last = 0, 0
    while chunk := list(_fetched(rows.filter(pk__gt=last))[:CHUNK]):
        for appeal in chunk:
            yield [value(appeal) for value in values]
        last, done = chunk[-1].pk, done + len(chunk)
        report(done, max(total, done))
    yield [mark]


def _fetched(rows: QuerySet[Any]) -> QuerySet[Any]:
    assignments = Assignment.objects.select_related("unit").order_by("id")
    reached = FollowUp.objects.filter(reached=True).order_by("id")
    return (
        rows.select_related("enterprise", "category", "lead_unit", "street")
        .prefetch_related(
            Prefetch("assignments", queryset=assignments), Prefetch("follow_ups", queryset=reached)
        )
        .order_by("pk")
    )


def columns() -> list[tuple[str, Any]]:
    """Heading and value of each column; the headings in the language of the one who asked."""
    return [
        (_("Number"), lambda a: a.number),
        (pgettext("column", "Registered"), lambda a: a.registered_at),
        (_("Population"), lambda a: a.get_population_display()),
        (_("Channel"), lambda a: a.get_channel_display()),
        (_("Enterprise"), lambda a: a.company),
        (pgettext("column", "Contact"), lambda a: mask_name(a.caller_name)),
        (_("Telephone"), lambda a: mask_phone(a.caller_phone)),
        (pgettext("column", "Street"), lambda a: a.street.short_name if a.street else ""),
        (pgettext("column", "Title"), lambda a: a.title),
        (_("What happened"), lambda a: a.text),
        (_("Category"), lambda a: a.category.path if a.category else ""),
        (_("Complexity"), lambda a: a.get_complexity_display()),
        (_("Mark"), lambda a: "、".join(str(mark.label) for mark in a.marks)),
        (_("Lead unit"), lambda a: a.lead_unit.short_name if a.lead_unit else ""),
        (_("Assisting units"), _assisting),
        (pgettext("column", "Stage"), lambda a: a.get_stage_display()),
        (pgettext("column", "Assigned"), lambda a: a.assigned_at),
        (_("Answer due"), lambda a: a.answer_due_at and due_date(a.answer_due_at)),
        (pgettext("column", "Answered"), lambda a: a.answered_at),
        (pgettext("column", "Closed"), lambda a: a.closed_at),
        (_("Working days"), lambda a: a.working_days),
        (pgettext("column", "On time"), lambda a: _yes_no(a.on_time)),
        (_("Unit's claim"), lambda a: a.get_claim_display() if a.claim else ""),
        (_("Satisfaction with the reply"), lambda a: _follow_up(a, "get_reply_satisfaction_display")),
        (_("Satisfaction with the solution"), lambda a: _follow_up(a, "get_solution_satisfaction_display")),
        (_("Solved, by the last follow-up"), lambda a: _yes_no(a.follow_up_solved)),
        (_("Solved, as inspected"), lambda a: _yes_no(a.inspected_solved)),
        (_("Times redone"), lambda a: a.redos),
    ]


def _assisting(appeal: Appeal) -> str:
    units = [a.unit.short_name for a in appeal.assignments.all() if a.part == Part.ASSIST]
    return "、".join(dict.fromkeys(units))


def _yes_no(said: bool | None) -> str:
    """Empty where nobody has said."""
    if said is None:
        return ""
    return pgettext("on time", "Yes") if said else pgettext("on time", "No")


def _follow_up(appeal: Appeal, display: str) -> str:
    """Of the answer that stands; an earlier one's was of that one."""
    found = list(appeal.follow_ups.all()) if appeal.follow_up_solved is not None else []
    return str(getattr(found[-1], display)()) if found else ""


def asked_sentence(limit: int) -> str:
    return ngettext(
        "The list holds more than %(limit)s row. The export waits for the approval of the programme office.",
        "The list holds more than %(limit)s rows. The export waits for the approval of the programme office.",
        limit,
    ) % {"limit": limit}
