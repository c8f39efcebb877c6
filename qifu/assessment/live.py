"""How the units stand now: the same scheme over the live figures, stored nowhere; and what would lift a unit most."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from qifu.appeals.figures.measures import RATES, Tally, tally_by
from qifu.appeals.figures.periods import Period
from qifu.appeals.models import Appeal
from qifu.appeals.querysets import AppealQuerySet
from qifu.assessment import indicators
from qifu.assessment.computing import standings, window_of
from qifu.assessment.indicators import Cases, Window
from qifu.assessment.models import SchemeVersion
from qifu.assessment.schemes import Group, groups_of, terms_of
from qifu.assessment.scoring import Figure, Kind, Mode, Scored, Terms
from qifu.lib.workdays import local_date
from qifu.organisations.models import District, Unit

SHOWN = 20


@dataclass(frozen=True)
class Standing:
    unit: Unit
    scored: Scored
    rank: int | None
    figures: Mapping[str, Figure]

    def cells(self) -> list[tuple[indicators.Text, Figure]]:
        """With the registry's labels; what is given by hand has no live figure."""
        return [(indicators.label_of(name), figure) for name, figure in self.figures.items()]


def standings_now(version: SchemeVersion, at: datetime) -> list[tuple[Group, list[Standing]]]:
    district = version.scheme.district
    groups, terms = groups_of(version, district), terms_of(version)
    units = {unit.pk: (group.name, unit) for group in groups for unit in group.units}
    own = figures_now(version, terms, units, at)
    found = standings(version.mode, terms, {pk: (units[pk][0], own[pk]) for pk in units})
    league = []
    for group in groups:
        lines = [Standing(unit, *found[unit.pk], own[unit.pk]) for unit in group.units]
        league.append((group, sorted(lines, key=lambda line: (line.rank is None, line.rank))))
    return league


def figures_now(
    version: SchemeVersion, terms: Mapping[str, Terms], units: Mapping[int, object], at: datetime
) -> dict[int, dict[str, Figure]]:
    """Unit -> indicator -> figure, counted by the database from the live columns."""
    district, period = version.scheme.district, window_of(version, local_date(at))
    window = Window(district, period.first, period.last, at, version.population)
    tallies = tally_by(appeals_of(version, district, period), "lead_unit", at)
    found = {
        name: indicator.source(window)
        for name in terms
        if (indicator := indicators.get(name)) and indicator.source
    }
    return {
        pk: {
            name: _figure(name, each, tallies.get(pk, Tally()), found.get(name, {}).get(pk, Cases()), version)
            for name, each in terms.items()
        }
        for pk in units
    }


def appeals_of(version: SchemeVersion, district: District, period: Period) -> AppealQuerySet:
    appeals: AppealQuerySet = Appeal.objects.filter(district=district, population=version.population)
    return appeals.registered_within(period.first, period.last)


def _figure(name: str, terms: Terms, tally: Tally, cases: Cases, version: SchemeVersion) -> Figure:
    if terms.kind == Kind.HAND:
        return Figure(Decimal(0) if version.mode == Mode.DEDUCTIONS else None)
    if rate := RATES.get(name):
        return Figure(tally[rate.numerator], tally[rate.denominator])
    total = len(cases.met) + len(cases.unmet)
    return Figure(len(cases.met), total if terms.kind == Kind.RATE else None)
