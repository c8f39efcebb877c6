"""Which rows the measures ask for: spread over the whole ledger, the same for a page and its floor."""

import threading
from random import Random
from urllib.parse import urlencode

from django.utils import timezone

from bench.ground import BRANDS
from qifu.appeals.models import Appeal, Assignment
from qifu.organisations.models import District, Post
from qifu.organisations.roles import Role

SPREAD = 2000


class Sample:
    def __init__(self, appeals: int) -> None:
        self.random = Random(1)
        self.year = timezone.localdate().year - 1  # the last whole year, a third of the ledger
        here = District.objects.get(children=None)
        self.district, self.code = here.pk, here.code
        officers = (
            Post.objects.filter(role=Role.OFFICER).order_by("pk").values_list("unit_id", "user__username")
        )
        self.units = [unit for unit, _name in officers]
        self.officers = [name for _unit, name in officers]
        wanted = self.random.sample(range(1, appeals + 1), min(SPREAD, appeals))
        rows = Appeal.objects.filter(pk__in=wanted).order_by("pk").values_list("number", "caller_phone_key")
        self.numbers = list(rows)
        self._turn = threading.Lock()
        self._share_out_assigned()

    def _share_out_assigned(self) -> None:
        """The assigned ones, in turn: to the pages by officer, and to the floor."""
        self.assigned: dict[int, list[str]] = {unit: [] for unit in self.units}
        self._for_floor: list[tuple[int, int]] = []
        rows = Assignment.objects.filter(ended_at=None, appeal__stage="assigned").order_by("-pk")
        for n, (pk, appeal, unit, number) in enumerate(
            rows.values_list("pk", "appeal_id", "unit_id", "appeal__number")[:8000]
        ):
            if n % 3 == 0:
                self._for_floor.append((appeal, pk))
            else:
                self.assigned[unit].append(number)
        first = self.assigned[self.units[0]]
        self.for_counting = [first.pop(), first.pop()]  # of the first officer, for bench/queries.py

    def figure(self, measure: str, **line: str) -> str:
        """The list that a figure of the year opens, as the statistics link to it."""
        days = {"since": f"{self.year}-01-01", "until": f"{self.year}-12-31"}
        query = {"population": "assigned", **days, **line, "measure": measure}
        return f"/appeals/?{urlencode(query)}"

    def any_number(self) -> str:
        return self.random.choice(self.numbers)[0]

    def any_with_phone(self) -> tuple[str, str]:
        return self.random.choice(self.numbers)

    def any_name_part(self) -> str:
        """Two characters in the middle of a name, as somebody types them."""
        return "".join(self.random.choice(BRANDS) for _turn in range(2))

    @property
    def left_for_floor(self) -> int:
        return len(self._for_floor)

    def take_for_floor(self) -> tuple[int, int]:
        with self._turn:
            return self._for_floor.pop()

    def assigned_to(self, officer: int) -> list[str]:
        return self.assigned[self.units[officer]]
