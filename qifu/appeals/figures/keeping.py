"""Figures of a past instant, counted once: at once where the events are few, else in the background, where the result is kept.

What was counted of an instant that has passed never changes, because events are only appended: whoever asks for it again
takes what is kept. It is kept of the whole district; what a person may not see is taken out when it is read.
"""

import json
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from qifu.appeals.figures.breakdown import districts_of
from qifu.appeals.figures.periods import Period
from qifu.appeals.figures.stood import NAMES, Stood, stood_at
from qifu.appeals.models import Appeal, Event
from qifu.appeals.querysets import EVERYTHING
from qifu.organisations import jobs
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Job, JobState, Post
from qifu.organisations.paging import count_up_to
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

KIND = "stood"
AT_ONCE = 20_000  # events that are folded while a person waits: a fifth of a second
MONTH = NAMES.index("month")


@dataclass(frozen=True)
class Then:
    """A past instant, and the days of registration that are counted. In a URL: instant~first~last."""

    until: datetime
    window: Period

    def __str__(self) -> str:
        return "~".join(each.isoformat() for each in (self.until, self.window.first, self.window.last))


def then_in(text: str) -> Then | None:
    """As the URL says it; None where it cannot be read."""
    try:
        until, first, last = text.split("~")
        then = Then(
            datetime.fromisoformat(until), Period(date.fromisoformat(first), date.fromisoformat(last))
        )
    except ValueError:
        return None
    return then if then.until.tzinfo else None


def stood(then: Then, by: Actor, *, at_once: bool = False) -> Stood | None:
    """What this person may see now, as it stood then. None: so many events are counted in the background first, unless one has
    the time.
    """
    districts = districts_of(by)
    if (kept := _kept(then, by)) is not None:
        found = kept
    elif at_once or _few(districts):
        found = _together([stood_at(district, then.window, then.until) for district in districts], then)
    else:
        return None
    if by.role in EVERYTHING:
        return found
    seen = Appeal.objects.visible_to(by).registered_within(then.window.first, then.window.last)
    return found.only(set(seen.order_by().values_list("pk", flat=True)))


def stood_or_refused(then: Then, by: Actor) -> Stood:
    found = stood(then, by)
    if found is None:
        raise Refused(
            _(
                "What was counted of that instant is no longer kept. Open the statistics of that instant again."
            )
        )
    return found


def job_of(then: Then, by: Actor) -> Job | None:
    """The newest that this person started for the instant."""
    own = Job.objects.visible_to(by).filter(kind=KIND, options__then=str(then))
    return own.order_by("-id").first()


def count_in_background(then: Then, post: Post, by: Actor) -> Job:
    """Asked for twice, counted once."""
    running = job_of(then, by)
    if running and running.state in (JobState.WAITING, JobState.RUNNING):
        return running
    title = _("Figures as they stood at %(at)s") % {"at": f"{then.until.astimezone():%Y-%m-%d %H:%M}"}
    return jobs.start(KIND, title=title, post=post, options={"then": str(then)})


@jobs.kind(KIND, fetched=False)  # it holds the whole district
def run(job: Job, report: jobs.Report) -> None:
    then = then_in(job.options["then"])
    assert then  # noqa: S101 - `count_in_background` wrote it
    districts = [job.district]
    if job.post and job.post.role == Role.CITY:
        districts += job.district.children.all()
    total = (
        Appeal.objects.filter(district__in=districts)
        .registered_within(then.window.first, then.window.last)
        .count()
    )
    parts: list[Stood] = []
    for district in districts:
        before = sum(part.count for part in parts)
        parts.append(stood_at(district, then.window, then.until, _onward(report, before, total)))
    found = _together(parts, then)
    _keep(job, found)
    job.total = job.done = found.count
    job.save(update_fields=["total", "done"])
    job.outcome = {"facts": [[_("Appeals counted"), found.count]]}


def _onward(report: jobs.Report, before: int, total: int) -> Callable[[int], None]:
    return lambda more: report(before + more, total)


def _keep(job: Job, found: Stood) -> None:
    rows = [[_plain(kind), keys.tolist()] for kind, keys in found.kinds.items()]
    with jobs.output(job, "stood.json").open("w", encoding="utf-8") as file:
        json.dump(rows, file)


def _plain(kind: tuple[Any, ...]) -> list[Any]:
    return [*kind[:MONTH], kind[MONTH].isoformat(), *kind[MONTH + 1 :]]


def _kept(then: Then, by: Actor) -> Stood | None:
    """Of the same district or city, whoever had it counted."""
    done = Job.objects.filter(
        district=by.district, kind=KIND, state=JobState.DONE, options__then=str(then)
    ).exclude(output="")
    of_city = Q(post__role=Role.CITY)  # of the districts below, too
    done = done.filter(of_city if by.role == Role.CITY else ~of_city)
    job = done.order_by("-id").first()
    path = jobs.output_path(job) if job else None
    if path is None or not path.is_file():
        return None
    with path.open(encoding="utf-8") as file:
        rows = json.load(file)
    return Stood(then.until, {_kind(values): array("q", keys) for values, keys in rows})


def _kind(values: list[Any]) -> tuple[Any, ...]:
    return (*values[:MONTH], date.fromisoformat(values[MONTH]), *values[MONTH + 1 :])


def _few(districts: Iterable[District]) -> bool:
    events = Event.objects.filter(district__in=[district.pk for district in districts])
    return count_up_to(events, AT_ONCE) <= AT_ONCE


def _together(parts: list[Stood], then: Then) -> Stood:
    """The district is a part of each kind, so that no two overlap."""
    return Stood(then.until, {kind: keys for part in parts for kind, keys in part.kinds.items()})
