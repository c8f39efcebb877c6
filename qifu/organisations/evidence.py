"""What stands under the five "in place" 五个落实: each app registers, from `AppConfig.ready()`, what it can count.

    evidence.register(Counter("symposia", Heading.PLAN, _("Symposia held"), count_symposia))

`count(district, since, until)` (both days included) answers with the number and the address of the list behind it.
It lies below all apps, because those which count (meetings, supervision, publications) do not know the one that shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise

from qifu.organisations.models import District


class Heading(StrEnum):
    PLAN = "plan"  # 规划与调研
    ORGANISATION = "organisation"  # 组织
    PUBLICITY = "publicity"  # 宣传
    INSTITUTIONS = "institutions"  # 制度
    SUPERVISION = "supervision"  # 督查


@dataclass(frozen=True)
class Counted:
    count: int
    url: str = ""


@dataclass(frozen=True)
class Counter:
    """One query and no more: the board asks every counter."""

    name: str
    heading: Heading
    label: Promise
    count: Callable[[District, date, date], Counted]
    order: int = 100


_counters: dict[str, Counter] = {}


def register(*counters: Counter) -> None:
    _counters.update({counter.name: counter for counter in counters})


def counters_of(heading: Heading) -> list[Counter]:
    found = [counter for counter in _counters.values() if counter.heading == heading]
    return sorted(found, key=lambda counter: counter.order)
