"""Each line beside the same one of another period: of a unit itself, of a month the month before, or a year before."""

from collections.abc import Callable
from datetime import date

from qifu.appeals.figures.breakdown import Cohort, Earlier, Line, merged
from qifu.appeals.figures.measures import Tally
from qifu.appeals.figures.periods import Period, of_whole_months
from qifu.assessment.statistics.asking import Asked
from qifu.lib.months import end_of_month

IN_TIME = ("month", "quarter", "year")
Finder = Callable[[Line], Earlier | None]


class Comparison:
    """Counted in one pass over the other period, without its working days."""

    def __init__(self, asked: Asked, period: Period) -> None:
        self.asked, self.period = asked, period
        self.source = asked.live(asked.dimension.column, period, with_days=False)

    def cohort(self, population: str | None = None) -> Cohort:
        return self.asked.cohort(population, self.source, self.period)

    def of_population(self, population: str) -> Earlier:
        tally = Tally.of(self.source.months(population).values())
        return Line("", None, {}, tally), self.cohort(population)

    def of_lines(self, lines: list[Line], cohort: Cohort) -> Finder:
        """`lines` are those of the table."""
        other = self.cohort()
        found = merged(self.asked.dimension.lines(other))
        if self.asked.dimension.name not in IN_TIME:
            by_query = {tuple(line.query.items()): line for line in found}
            return lambda line: _pair(by_query.get(tuple(line.query.items())), other)
        if not of_whole_months(self.asked.period):
            return lambda line: None  # a part of a month beside a whole one would tell nothing
        by_years = bool(self.asked.form.cleaned_data.get("compare"))
        in_time = {line.order: (line, other) for line in found if by_years or not _cut(line)}
        in_time |= {line.order: (line, cohort) for line in lines}
        return lambda line: in_time.get((a_year_back if by_years else one_back)(line.order))


def _pair(line: Line | None, cohort: Cohort) -> Earlier | None:
    return (line, cohort) if line else None


def _cut(line: Line) -> bool:
    """The period it is of ended in the middle of a month."""
    until = date.fromisoformat(line.query["until"])
    return until != end_of_month(until)


def one_back(name: str) -> str:
    """2026 -> 2025, 2026-Q1 -> 2025-Q4, 2026-03 -> 2026-02."""
    year, dash, part = name.partition("-")
    if not dash:
        return str(int(year) - 1)
    quarter = part.startswith("Q")
    number, last = int(part.removeprefix("Q")), 4 if quarter else 12
    year, number = (year, number - 1) if number > 1 else (str(int(year) - 1), last)
    return f"{year}-Q{number}" if quarter else f"{year}-{number:02d}"


def a_year_back(name: str) -> str:
    return f"{int(name[:4]) - 1}{name[4:]}"
