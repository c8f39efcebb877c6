"""What is counted, and the rates (domain.md section 4): each with one definition, used by statistics, boards, assessment and papers.

A measure is a Q. The database counts by it, and the list behind a figure filters by it, so that the two cannot differ. Counted
is a cohort: the appeals registered in a period, as they stand at the cut-off instant. What depends on the cut-off alone (a clock
that ran out without anybody doing anything) is in the Q too; everything else was decided by a step of the workflow.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.words import RUNNING, Claim, Population, Satisfaction, Stage
from qifu.lib.percentiles import from_histogram, median

Text = Promise | str
RULES = "2026-1"  # the version of the definitions below; a change of one is a new version

TAKEN = Q(lead_unit__isnull=False)
# An answer stands. What is said of one (claim, verdicts) is taken off the appeal as soon as it stands no more, by redo, reopening
# or withdrawal, so that those measures need not ask for the stage: that is half of what a year costs.
STANDS = Q(stage__in=(Stage.ANSWERED, Stage.CLOSED))
IN_HAND = (Stage.HANDLING, Stage.WAITING, Stage.SIGNING)
UNANSWERED = Q(
    on_time__isnull=True, answer_due_at__isnull=False
)  # its answer clock runs or ran: the index `appeal_unanswered`
SATISFIED = Satisfaction.FAIRLY_SATISFIED  # and above


@dataclass(frozen=True)
class Measure:
    name: str
    label: Text
    definition: Text
    decided: Q  # by the steps taken so far
    running: Callable[[datetime], Q] | None = (
        None  # a clock that has run out by then though nobody did anything
    )

    def condition(self, at: datetime) -> Q:
        """The two have no appeal in common."""
        return self.decided | self.running(at) if self.running else self.decided


MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure(
            "received",
            pgettext_lazy("figure", "Received"),
            _("Received: registered in the period, whatever became of it."),
            Q(),
        ),
        Measure(
            "assigned",
            pgettext_lazy("figure", "Assigned"),
            _("Assigned: of these, given to a lead unit (or taken up by the unit that found it)."),
            TAKEN,
        ),
        Measure(
            "to_settle",
            pgettext_lazy("figure", "To settle"),
            _("To settle: the assigned, less the withdrawn and the merged."),
            TAKEN & ~Q(stage__in=(Stage.WITHDRAWN, Stage.MERGED)),
        ),
        Measure(
            "settled",
            pgettext_lazy("figure", "Settled"),
            _("Settled: of these, those whose answer stands (stage answered or closed)."),
            TAKEN & STANDS,
        ),
        Measure(
            "answered",
            pgettext_lazy("figure", "Answered"),
            _("Answered: of the received, those whose answer stands (stage answered or closed)."),
            STANDS,
        ),
        Measure(
            "closed",
            pgettext_lazy("figure", "Closed"),
            _("Closed: of the received, those closed now."),
            Q(stage=Stage.CLOSED),
        ),
        Measure(
            "listed",
            pgettext_lazy("figure", "On the long-term list"),
            _(
                "On the long-term list: of the received, those listed now; they are assigned, but not due until the review."
            ),
            Q(stage=Stage.LISTED),
        ),
        Measure(
            "sign_due",
            pgettext_lazy("figure", "Due to sign for"),
            _(
                "Due to sign for: signed for by the unit that leads it now, or not yet signed for though its clock ran out "
                "before the cut-off. After an upheld objection only the new unit's clock counts."
            ),
            Q(signed_on_time__isnull=False),
            lambda at: UNANSWERED & Q(signed_on_time__isnull=True, stage=Stage.ASSIGNED, sign_due_at__lte=at),
        ),
        Measure(
            "signed_on_time",
            pgettext_lazy("figure", "Signed for in time"),
            _("Signed for in time: of these, signed for within the clock."),
            Q(signed_on_time=True),
        ),
        Measure(
            "contact_due",
            pgettext_lazy("figure", "Due to contact"),
            _(
                "Due to contact: the enterprise was contacted under a clock, or was not though the clock ran out before the "
                "cut-off."
            ),
            Q(contacted_on_time__isnull=False),
            lambda at: (
                UNANSWERED & Q(contacted_on_time__isnull=True, stage__in=IN_HAND, contact_due_at__lte=at)
            ),
        ),
        Measure(
            "contacted_on_time",
            pgettext_lazy("figure", "Contacted in time"),
            _("Contacted in time: of these, contacted within the clock."),
            Q(contacted_on_time=True),
        ),
        Measure(
            "due",
            pgettext_lazy("figure", "Due"),
            _(
                "Due: answered under a clock, or unanswered though the answer clock ran out before the cut-off. "
                "Waiting, listed, merged and withdrawn ones, and history without a clock, are not due."
            ),
            Q(on_time__isnull=False),
            lambda at: UNANSWERED & Q(stage__in=RUNNING, answer_due_at__lte=at),
        ),
        Measure(
            "on_time",
            pgettext_lazy("figure", "On time"),
            _(
                "On time: of the due, answered within the clock, approved extensions included. After a redo or a reopening "
                "the new answer is judged by its new clock."
            ),
            Q(on_time=True),
        ),
        Measure(
            "claimed_solved",
            pgettext_lazy("figure", "Solved, says the unit"),
            _("Solved, says the unit: of the answered, those whose answer claims “solved”."),
            Q(claim=Claim.SOLVED),
        ),
        Measure(
            "followed_up",
            pgettext_lazy("figure", "Followed up"),
            _(
                "Followed up: of the answered, those with an effective follow-up of the present answer: the enterprise was "
                "reached, or judged it itself. An attempt at which nobody answered does not count."
            ),
            Q(follow_up_solved__isnull=False),
        ),
        Measure(
            "solved",
            pgettext_lazy("figure", "Solved"),
            _("Solved: of the followed up, those that the enterprise calls solved (its last word counts)."),
            Q(follow_up_solved=True),
        ),
        Measure(
            "reply_satisfied",
            pgettext_lazy("figure", "Satisfied with the reply"),
            _("Satisfied with the reply: of the followed up, fairly satisfied and above."),
            Q(reply_satisfaction__gte=SATISFIED),
        ),
        Measure(
            "solution_satisfied",
            pgettext_lazy("figure", "Satisfied with the solution"),
            _("Satisfied with the solution: of the followed up, fairly satisfied and above."),
            Q(solution_satisfaction__gte=SATISFIED),
        ),
        Measure(
            "solved_satisfied",
            pgettext_lazy("figure", "Solved and satisfied"),
            _(
                "Solved and satisfied: of the solved, those satisfied with the solution. The programme's own rate of "
                "satisfaction is over the solved ones."
            ),
            Q(follow_up_solved=True, solution_satisfaction__gte=SATISFIED),
        ),
        Measure(
            "redone",
            pgettext_lazy("figure", "Redone"),
            _("Redone: of the assigned, those sent back to be redone at least once."),
            Q(redos__gt=0),
        ),
        Measure(
            "extended",
            pgettext_lazy("figure", "Extended"),
            _("Extended: of the assigned, those with an approved extension."),
            Q(extended=True),
        ),
        Measure(
            "objected",
            pgettext_lazy("figure", "Objected to"),
            _(
                "Objected to: of the assigned, those to which the unit that leads them now objected. Upheld objections led "
                "to another unit: they stand in the flow of disputes."
            ),
            Q(objected=True),
        ),
        Measure(
            "overruled",
            pgettext_lazy("figure", "Overruled"),
            _("Overruled: of the assigned, those whose unit objected and was overruled."),
            Q(overruled=True),
        ),
        Measure(
            "inspected",
            pgettext_lazy("figure", "Inspected"),
            _("Inspected: of the answered, those on whose present answer an inspector has given a verdict."),
            Q(inspected_solved__isnull=False),
        ),
        Measure(
            "inspected_solved",
            pgettext_lazy("figure", "Solved, says the inspector"),
            _("Solved, says the inspector: of the inspected, those that the inspector found solved."),
            Q(inspected_solved=True),
        ),
        Measure(
            "claim_judged",
            pgettext_lazy("figure", "Claimed solved and judged by the enterprise"),
            _(
                "Claimed solved and judged by the enterprise: of those whose answer claims “solved”, the followed up ones."
            ),
            Q(claim=Claim.SOLVED, follow_up_solved__isnull=False),
        ),
        Measure(
            "claim_denied",
            pgettext_lazy("figure", "Claimed solved, the enterprise says no"),
            _("Claimed solved, the enterprise says no: of these, those that it calls not solved."),
            Q(claim=Claim.SOLVED, follow_up_solved=False),
        ),
        Measure(
            "claim_inspected",
            pgettext_lazy("figure", "Claimed solved and inspected"),
            _("Claimed solved and inspected: of those whose answer claims “solved”, the inspected ones."),
            Q(claim=Claim.SOLVED, inspected_solved__isnull=False),
        ),
        Measure(
            "claim_refuted",
            pgettext_lazy("figure", "Claimed solved, the inspector says no"),
            _("Claimed solved, the inspector says no: of these, those that the inspector found not solved."),
            Q(claim=Claim.SOLVED, inspected_solved=False),
        ),
        Measure(
            "word_inspected",
            pgettext_lazy("figure", "Solved, says the enterprise, and inspected"),
            _("Solved, says the enterprise, and inspected: of the solved, the inspected ones."),
            Q(follow_up_solved=True, inspected_solved__isnull=False),
        ),
        Measure(
            "word_refuted",
            pgettext_lazy("figure", "The enterprise says solved, the inspector says no"),
            _(
                "The enterprise says solved, the inspector says no: of these, those that the inspector found not solved."
            ),
            Q(follow_up_solved=True, inspected_solved=False),
        ),
        Measure(
            "timed",
            pgettext_lazy("figure", "Timed"),
            _(
                "Median, P90 and P95: working days from assigning to the answer, by nearest rank, over the answered whose "
                "working days are on record."
            ),
            Q(working_days__isnull=False),
        ),
    )
}
COUNTED = [
    measure for measure in MEASURES.values() if measure.name != "timed"
]  # the histogram has it already


@dataclass(frozen=True)
class Rate:
    """A share: both parts are measures, the lower one holds the upper one. `more_is_better` is how an assessment reads it."""

    name: str
    label: Text
    numerator: str
    denominator: str
    more_is_better: bool = True


RATES: dict[str, Rate] = {
    rate.name: rate
    for rate in (
        Rate("assigned", pgettext_lazy("figure", "Assigned"), "assigned", "received"),
        Rate("answered", pgettext_lazy("figure", "Answered"), "answered", "received"),
        Rate("closed", pgettext_lazy("figure", "Closed"), "closed", "received"),
        Rate("sign_in", pgettext_lazy("rate", "Signed for in time"), "signed_on_time", "sign_due"),
        Rate("response", pgettext_lazy("rate", "Response"), "contacted_on_time", "contact_due"),
        Rate("settled", pgettext_lazy("rate", "Settled"), "settled", "to_settle"),
        Rate("on_time", pgettext_lazy("figure", "On time"), "on_time", "due"),
        Rate("claimed_solved", pgettext_lazy("rate", "Solved by claim"), "claimed_solved", "answered"),
        Rate("follow_up", pgettext_lazy("rate", "Followed up"), "followed_up", "answered"),
        Rate("solved", pgettext_lazy("rate", "Solved"), "solved", "followed_up"),
        Rate(
            "reply_satisfied",
            pgettext_lazy("rate", "Satisfied with the reply"),
            "reply_satisfied",
            "followed_up",
        ),
        Rate(
            "solution_satisfied",
            pgettext_lazy("rate", "Satisfied with the solution"),
            "solution_satisfied",
            "followed_up",
        ),
        Rate(
            "solved_satisfied",
            pgettext_lazy("rate", "Satisfied, of the solved"),
            "solved_satisfied",
            "solved",
        ),
        Rate("redone", pgettext_lazy("rate", "Redone"), "redone", "assigned", more_is_better=False),
        Rate("extended", pgettext_lazy("rate", "Extended"), "extended", "assigned", more_is_better=False),
        Rate("objected", pgettext_lazy("rate", "Objected to"), "objected", "assigned", more_is_better=False),
        Rate("overruled", pgettext_lazy("rate", "Overruled"), "overruled", "assigned", more_is_better=False),
        Rate(
            "inspected_solved",
            pgettext_lazy("rate", "Solved by inspection"),
            "inspected_solved",
            "inspected",
        ),
        Rate(
            "claim_denied",
            pgettext_lazy("rate", "Claimed solved, enterprise says no"),
            "claim_denied",
            "claim_judged",
            more_is_better=False,
        ),
        Rate(
            "claim_refuted",
            pgettext_lazy("rate", "Claimed solved, inspector says no"),
            "claim_refuted",
            "claim_inspected",
            more_is_better=False,
        ),
        Rate(
            "word_refuted",
            pgettext_lazy("rate", "Enterprise says solved, inspector says no"),
            "word_refuted",
            "word_inspected",
            more_is_better=False,
        ),
    )
}
FIRST = ("assigned", "answered", "closed", "on_time")  # where there is room for few
VERDICTS = (
    "claimed_solved", "follow_up", "solved", "reply_satisfied", "solution_satisfied", "solved_satisfied", "inspected_solved",
)  # fmt: skip
DISAGREEMENT = ("claim_denied", "claim_refuted", "word_refuted")
GROUPS: dict[str, tuple[Text, tuple[str, ...]]] = {  # fourteen columns would not fit on a page
    "first": (pgettext_lazy("rates", "In short"), FIRST),
    "clocks": (pgettext_lazy("rates", "Clocks"), ("sign_in", "response", "settled", "on_time")),
    "verdicts": (pgettext_lazy("rates", "Verdicts"), VERDICTS),
    "disagreement": (pgettext_lazy("rates", "Disagreement"), DISAGREEMENT),
    "process": (
        pgettext_lazy("rates", "Disputes and redoing"),
        ("redone", "extended", "objected", "overruled"),
    ),
}
# Which rates speak of a population. Nobody is given what is told at the desk; what a unit found itself is neither signed
# for nor disputed.
RATES_OF: dict[str, tuple[str, ...]] = {
    Population.ASSIGNED: tuple(RATES),
    Population.SELF_FOUND: ("assigned", "answered", "closed", "settled", "on_time", *VERDICTS, *DISAGREEMENT, "redone", "extended"),
    Population.NOTIFIED: ("answered", "closed"),
}  # fmt: skip


def rates_of(population: str, names: Sequence[str] = FIRST) -> list[Rate]:
    """Of these rates those that speak of the population."""
    return [RATES[name] for name in names if name in RATES_OF[population]]


@dataclass
class Tally:
    """How many of each measure, and how often each number of working days.

    What the office has excluded from the rates stands apart: the rates are shown without it and, beside them, with it.
    """

    counts: Counter[str] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, tallies: Iterable["Tally"]) -> "Tally":
        together = cls()
        for each in tallies:
            together.add(each)
        return together

    def add(self, other: "Tally") -> None:
        self.counts += other.counts
        self.days += other.days
        self.left_out += other.left_out

    def __getitem__(self, measure: str) -> int:
        return self.days.total() if measure == "timed" else self.counts[measure]

    def before(self, measure: str) -> int:
        """Before exclusion."""
        return self.counts[measure] + self.left_out[measure]

    @property
    def excluded(self) -> int:
        return self.left_out["received"]

    @property
    def median(self) -> int | None:
        return median(self.days)

    @property
    def p90(self) -> int | None:
        return from_histogram(self.days, 0.90)

    @property
    def p95(self) -> int | None:
        return from_histogram(self.days, 0.95)


def summed(tallies: Iterable[tuple[Any, Tally]]) -> dict[Any, Tally]:
    """Key -> the tallies that stand under it, together."""
    found: dict[Any, Tally] = {}
    for key, tally in tallies:
        found.setdefault(key, Tally()).add(tally)
    return found


def tally_by(appeals: AppealQuerySet, column: str, at: datetime) -> dict[Any, Tally]:
    """Value of the column -> its tally, for the appeals of one population. The database hands out no appeal.

    Two passes over the index `appeal_figures`. Its order is population, month, lead unit, excluded, working days, so that
    with the month in front nothing is sorted for the figures by unit.
    """
    tallies = tallies_of(appeals, at, "month", column)
    spread = summed((value, tally) for (_month, value), tally in tallies.items())
    for value, days in days_by(appeals, column).items():
        spread.setdefault(value, Tally()).days = days
    return spread


def days_by(appeals: AppealQuerySet, column: str) -> dict[Any, Counter[int]]:
    """Value of the column -> how often each number of working days, of what is not excluded."""
    found: dict[Any, Counter[int]] = {}
    answered = appeals.filter(excluded=False, working_days__isnull=False)
    for _month, value, days, n in _ones(answered, "month", column, "working_days"):
        found.setdefault(value, Counter())[days] += n
    return found


def tallies_of(appeals: AppealQuerySet, at: datetime, *keys: str) -> dict[Any, Tally]:
    """Values of the columns -> tally, without working days, in one pass. In the index's own order nothing is sorted."""
    return counted(appeals, {measure.name: measure.condition(at) for measure in COUNTED}, *keys)


def counted(appeals: AppealQuerySet, conditions: Mapping[str, Q], *keys: str) -> dict[Any, Tally]:
    counts = {
        f"n_{name}": Count(Value(1), filter=condition or None) for name, condition in conditions.items()
    }
    tallies: dict[Any, Tally] = {}
    for row in appeals.order_by().values_list(*keys, "excluded").annotate(**counts):
        key, excluded, found = row[: len(keys)], row[len(keys)], row[len(keys) + 1 :]
        tally = tallies.setdefault(key, Tally())
        numbers = tally.left_out if excluded else tally.counts
        numbers.update({name: n for name, n in zip(conditions, found, strict=True) if n})
    return tallies


def _ones(appeals: AppealQuerySet, *keys: str) -> Any:
    """Ones are counted, not primary keys: those are not in the index."""
    return appeals.order_by().values_list(*keys).annotate(n=Count(Value(1)))
