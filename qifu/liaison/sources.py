"""Where findings come from: each institution registers, from `AppConfig.ready()`, how its rows are spoken of.

    sources.register(Kind("visit", _("Visit"), Channel.VISIT, describe))

`describe(ids)` answers, in one query, with a `Source` for each id. That is how an appeal's page says “found on the visit of 12 March”
with a link, although the appeal knows nothing of visits.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from qifu.appeals.words import Channel
from qifu.liaison.models import Finding


@dataclass(frozen=True)
class Source:
    """`sentence` tells the company and the officer alike: “Found on the visit of 12 March”. The page behind `url` guards itself."""

    sentence: str
    day: date
    url: str


@dataclass(frozen=True)
class Kind:
    """`name` is what `Finding.source` holds. Appeals that are raised from it carry the channel."""

    name: str
    label: Promise
    channel: Channel
    describe: Callable[[Collection[int]], Mapping[int, Source]]


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    _kinds.update({kind.name: kind for kind in kinds})


def kind_of(finding: Finding) -> Kind:
    return _kinds[finding.source]


def every() -> list[Kind]:
    return list(_kinds.values())


def described(findings: Iterable[Finding]) -> dict[int, Source]:
    """By the finding's key; one query for each kind that occurs."""
    findings, ids = list(findings), defaultdict(set)
    for finding in findings:
        ids[finding.source].add(finding.source_id)
    told = {name: _kinds[name].describe(each) for name, each in ids.items()}
    return {finding.pk: told[finding.source][finding.source_id] for finding in findings}
