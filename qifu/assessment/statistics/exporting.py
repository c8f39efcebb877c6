"""The statistics as a workbook: a sheet for each dimension, and one that says what is counted, when, by which rules, for whom."""

from collections.abc import Iterator

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qifu.appeals.figures.breakdown import Line, merged, total
from qifu.appeals.figures.dimensions import Dimension, dimensions_for
from qifu.appeals.figures.keeping import stood
from qifu.appeals.figures.measures import MEASURES, RATES, RATES_OF, RULES
from qifu.appeals.lists.exporting import asker
from qifu.appeals.words import Population
from qifu.assessment.statistics.asking import Asked, asked
from qifu.assessment.statistics.charts import percent
from qifu.assessment.statistics.counting import Past, Source
from qifu.lib.sheets import Table, write_book
from qifu.organisations import jobs, log
from qifu.organisations.models import Job, LogKind, Post

KIND = "export-statistics"
Row = list[object]


def ask(post: Post, query: str) -> Job:
    return jobs.start(KIND, title=_("Export of statistics"), post=post, options={"query": query})


@jobs.kind(KIND)
def run(job: Job, report: jobs.Report) -> None:
    by = asker(job)
    said = asked(QueryDict(job.options["query"]), by, timezone.now())
    past = stood(said.then, by, at_once=True) if said.then else None
    name = _("Statistics %(date)s.xlsx") % {"date": f"{timezone.localtime(said.at):%Y%m%d-%H%M}"}
    path = jobs.output(job, name)
    with path.open("wb") as file:
        rows = write_book(
            file, _tables(said, Past(past) if past else None, report), notes(said), _("Definitions")
        )
    job.total = job.done = rows
    job.save(update_fields=["total", "done"])
    job.outcome = {"facts": [[_("Rows"), rows]]}
    log.write(LogKind.EXPORT, by=by, what=job.title, subject=job, after={"query": job.options["query"]})


def _tables(said: Asked, past: Past | None, report: jobs.Report) -> Iterator[Table]:
    dimensions = dimensions_for(said.by)
    for number, dimension in enumerate(dimensions):
        report(number, len(dimensions))
        rows = list(_rows(said, dimension, past or said.live(dimension.column)))
        yield Table(str(dimension.label), headings(dimension), rows)


def headings(dimension: Dimension) -> list[str]:
    found = [
        _("Population"),
        str(dimension.label),
        str(MEASURES["received"].label),
        pgettext("rates", "Excluded"),
        str(MEASURES["listed"].label),
    ]
    for rate in RATES.values():
        found += [
            f"{rate.label} %",
            _("%(rate)s: numerator") % {"rate": rate.label},
            _("%(rate)s: denominator") % {"rate": rate.label},
            _("%(rate)s before exclusion %%") % {"rate": rate.label},
        ]
    days = [_("Median, working days"), _("P90, working days"), _("P95, working days"), _("Answers timed")]
    return [*found, *days]


def _rows(said: Asked, dimension: Dimension, source: Source) -> Iterator[Row]:
    """The populations one below the other, each with its own total."""
    for population in Population:
        lines = merged(dimension.lines(said.cohort(population, source)))
        for line in [*lines, *([total(lines)] if lines else [])]:
            yield [str(population.label), line.label, *_numbers(line, population)]


def _numbers(line: Line, population: Population) -> Iterator[object]:
    """Of nothing there is no rate: an empty cell. A rate that does not speak of the population is empty with its parts."""
    tally = line.tally
    yield from (tally.before("received"), tally.excluded, tally.before("listed"))
    for name, rate in RATES.items():
        if name not in RATES_OF[population]:
            yield from (None, None, None, None)
            continue
        above, below = rate.numerator, rate.denominator
        yield from (percent(tally[above], tally[below]), tally[above], tally[below])
        yield percent(tally.before(above), tally.before(below))
    yield from (tally.median, tally.p90, tally.p95, tally["timed"])


def notes(said: Asked) -> list[str]:
    at = timezone.localtime(said.then.until if said.then else said.at)
    who = {"who": said.by.label, "when": f"{timezone.localtime(said.at):%Y-%m-%d %H:%M}"}
    stands = _("As it stood at %(at)s, told from the events.") if said.then else _("Counted at %(at)s.")
    return [
        _("Registered from %(first)s to %(last)s") % {"first": said.period.first, "last": said.period.last},
        stands % {"at": f"{at:%Y-%m-%d %H:%M}"},
        _("Version of the definitions: %(rules)s") % {"rules": RULES},
        _("Exported by %(who)s at %(when)s. For internal use; it counts what this post may see.") % who,
        "",
        *(str(measure.definition) for measure in MEASURES.values()),
        "",
        *(
            f"{rate.label} = {MEASURES[rate.numerator].label} / {MEASURES[rate.denominator].label}"
            for rate in RATES.values()
        ),
        "",
        _(
            "The populations are never added up. Of nothing there is no rate: its cell is empty. Rates are after exclusion; beside them stands the rate before it. Fewer than ten cases are too few to rank."
        ),
    ]
