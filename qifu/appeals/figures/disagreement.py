"""Three verdicts on the answers of a cohort, side by side: the unit's claim, the company's word, the inspector's finding.

One GROUP BY over the index `appeal_figures`; each number opens the list of exactly its appeals (`verdicts=claim.company.inspector`).
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlencode

from django.db.models import Count, Q, Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from qifu.appeals.figures.breakdown import NONE, Cohort, Query, Share
from qifu.appeals.figures.measures import DISAGREEMENT, MEASURES, RATES, STANDS, Text
from qifu.appeals.figures.past import holds
from qifu.appeals.words import Claim, Stage

ANY = "any"
YES, NO = "yes", "no"
SAID: dict[str, bool | None] = {YES: True, NO: False, NONE: None}
CLAIMS: dict[str, Text] = {**{claim.value: claim.label for claim in Claim}, NONE: gettext_lazy("Not said")}
COMPANY: dict[str, Promise] = {
    YES: pgettext_lazy("verdict", "Solved"),
    NO: pgettext_lazy("verdict", "Not solved"),
    NONE: pgettext_lazy("verdict", "Not asked"),
}
INSPECTOR: dict[str, Promise] = {**COMPANY, NONE: pgettext_lazy("verdict", "Not inspected")}
PAIRS = list(product(COMPANY, INSPECTOR))
Counts = Counter[tuple[str, str, str]]  # (claim, company, inspector) -> appeals


def disagree(claim: str | None, company: bool | None, inspector: bool | None) -> bool:
    """Whether one calls solved what another does not. A unit that claims anything but “solved” has not said so."""
    said = {True if claim == Claim.SOLVED else None, company, inspector}
    return {True, False} <= said


@dataclass(frozen=True)
class Verdicts:
    """Which of the answered: each part a word of its table, or `any`."""

    claim: str = ANY
    company: str = ANY
    inspector: str = ANY

    def __str__(self) -> str:
        return f"{self.claim}.{self.company}.{self.inspector}"

    @property
    def condition(self) -> Q:
        found = STANDS
        if self.claim != ANY:
            found &= Q(claim__isnull=True) if self.claim == NONE else Q(claim=self.claim)
        for column, word in (("follow_up_solved", self.company), ("inspected_solved", self.inspector)):
            if word != ANY:
                found &= Q(**{f"{column}__isnull": True} if word == NONE else {column: SAID[word]})
        return found

    @property
    def definition(self) -> str:
        """What the list says above its rows."""
        parts = (
            (_("the unit: %s"), CLAIMS, self.claim),
            (_("the enterprise: %s"), COMPANY, self.company),
            (_("the inspector: %s"), INSPECTOR, self.inspector),
        )
        between = pgettext("between filters", "; ")
        said = between.join(sentence % words[word] for sentence, words, word in parts if word != ANY)
        return _("Answered, with these verdicts: %s") % (said or _("whatever they are"))


def verdicts_in(text: str) -> Verdicts | None:
    """As the URL says it; None where it cannot be read."""
    words = text.split(".")
    tables: tuple[Collection[str], ...] = (CLAIMS, COMPANY, INSPECTOR)
    if len(words) != 3 or any(w != ANY and w not in table for w, table in zip(words, tables, strict=True)):
        return None
    return Verdicts(*words)


@dataclass(frozen=True)
class Cell:
    count: int
    url: str
    disagrees: bool = False


@dataclass(frozen=True)
class Line:
    label: Text
    cells: list[Cell]
    together: Cell


@dataclass(frozen=True)
class Disagreement:
    """`shares`: the rates of disagreement, of the whole cohort. What is excluded from the rates stands apart."""

    lines: list[Line]
    total: Line
    shares: list[Share]
    excluded: Cell

    @property
    def company_heads(self) -> list[Promise]:
        return list(COMPANY.values())

    @property
    def inspector_heads(self) -> list[Promise]:
        return [INSPECTOR[inspector] for _company, inspector in PAIRS]


def disagreement_of(cohort: Cohort) -> Disagreement:
    """The table of a cohort. A claim that nobody made is no line, but the five claims always are."""
    counted, left_out = _counts(cohort)
    rated: Query = {"excluded": NO} if left_out else {}
    claims = [claim for claim in CLAIMS if claim != NONE or any(key[0] == NONE for key in counted)]
    return Disagreement(
        lines=[_line(CLAIMS[claim], claim, cohort, counted, rated) for claim in claims],
        total=_line(gettext_lazy("Together"), ANY, cohort, counted, rated),
        shares=_shares(cohort, counted, left_out, rated),
        excluded=Cell(left_out.total(), _url(cohort, Verdicts(), {"excluded": YES})),
    )


def _counts(cohort: Cohort) -> tuple[Counts, Counts]:
    words = {value: word for word, value in SAID.items()}
    counted: Counts = Counter()
    left_out: Counts = Counter()
    rows = (
        cohort.appeals.filter(STANDS)
        .order_by()
        .values_list("claim", "follow_up_solved", "inspected_solved", "excluded")
        .annotate(n=Count(Value(1)))
    )
    for claim, company, inspector, excluded, n in rows:
        (left_out if excluded else counted)[claim or NONE, words[company], words[inspector]] += n
    return counted, left_out


def _line(label: Text, claim: str, cohort: Cohort, counted: Counts, rated: Query) -> Line:
    def cell(company: str, inspector: str) -> Cell:
        wanted = (claim, company, inspector)
        count = sum(
            n
            for key, n in counted.items()
            if all(word in (ANY, said) for word, said in zip(wanted, key, strict=True))
        )
        return Cell(count, _url(cohort, Verdicts(*wanted), rated), _contradicts(*wanted))

    return Line(label, [cell(company, inspector) for company, inspector in PAIRS], cell(ANY, ANY))


def _contradicts(claim: str, company: str, inspector: str) -> bool:
    return disagree(claim, SAID.get(company), SAID.get(inspector))


def _shares(cohort: Cohort, counted: Counts, left_out: Counts, rated: Query) -> list[Share]:
    found = []
    for name in DISAGREEMENT:
        above, below = RATES[name].numerator, RATES[name].denominator
        before = Share(
            RATES[name].label,
            _holding(above, counted + left_out, cohort),
            _holding(below, counted + left_out, cohort),
            cohort.url(above, {}),
            cohort.url(below, {}),
        )
        numerator, denominator = _holding(above, counted, cohort), _holding(below, counted, cohort)
        urls = cohort.url(above, rated), cohort.url(below, rated)
        found.append(Share(before.label, numerator, denominator, *urls, before if left_out else None))
    return found


def _holding(measure: str, counts: Counts, cohort: Cohort) -> int:
    """How many of them the measure counts: by its own definition, asked of the three verdicts."""
    condition = MEASURES[measure].condition(cohort.at)
    return sum(
        n
        for (claim, company, inspector), n in counts.items()
        if holds(
            condition,
            {
                "stage": Stage.ANSWERED,
                "claim": None if claim == NONE else claim,
                "follow_up_solved": SAID[company],
                "inspected_solved": SAID[inspector],
            },
        )
    )


def _url(cohort: Cohort, verdicts: Verdicts, rated: Query) -> str:
    return f"{reverse('appeals')}?{urlencode({**cohort.query, 'verdicts': str(verdicts), **rated})}"
