"""Sampling inspection in the demonstration: a draw each quarter and one of late that is half inspected.

They take their turn while the lives are lived, so that each frame is what was closed by then. Of the quarters' findings
none has a case handled again, because their lives go on as they are written; of the last draw's one has.
"""

import heapq
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from itertools import count

from django.utils import timezone

from qifu.appeals.words import Population, Stage
from qifu.demonstration.course import pick
from qifu.demonstration.founding import Ground
from qifu.organisations.calendar import calendar
from qifu.organisations.roles import Role
from qifu.supervision.models import Draw, Inspection
from qifu.supervision.sampling.drawing import cancel, draw
from qifu.supervision.sampling.framing import Plan, preview
from qifu.supervision.sampling.judging import Said, correct, inspect, stands
from qifu.supervision.sampling.sharing import share_evenly
from qifu.supervision.words import Consequence

Act = Callable[[datetime], None]
QUARTERS = (4, 7, 10)  # the months in whose sixth working day the quarter before is drawn
AFTER = 6  # working days: of the month, and since the last draw
SHARE, LEAST = 8, 1
FORGOTTEN = 11  # one case in so many is never looked at
SEED_SOURCE = "抽取会现场由企业代表掷骰十次记录"
FOUND = (
    "电话回访企业负责人，办理情况与答复一致。",
    "现场查看，承诺事项已完成，企业表示认可。",
    "调阅办理记录并与企业核对，时间节点属实。",
    "走访企业，问题已解决，企业希望今后提前告知。",
)
GROUNDS = (
    "首次联系晚于记录时间，企业称接到答复前未见承办人员。",
    "答复引用的文件已修订，未告知企业新的办理条件。",
    "佐证材料不全，缺少现场照片和企业签字。",
    "答复称“已解决”，现场核实仅完成一半。",
)
AGAIN = "承诺的整改未落实，企业反映问题依旧，须重新办理。"
CORRECTED = "企业补充提供了签收单，第三项改为合格。"
CALLED_OFF = "时段误填为上一年度，重新抽取。"


class Inspecting:
    """`until` is told each instant that the lives have come to, and takes what has come due in the order of time."""

    def __init__(self, ground: Ground, now: datetime) -> None:
        self.ground, self.now = ground, now
        self.inspectors = [ground.actor(f"inspector{n}", Role.INSPECTOR, "") for n in (1, 2, 3)]
        self.acts: list[tuple[datetime, int, Act]] = []
        self.turn, self.begun = count(), False

    def until(self, at: datetime) -> None:
        if not self.begun:
            self.begun = True
            self._call_draws(timezone.localdate(at))
        while self.acts and self.acts[0][0] <= at:
            when, _turn, act = heapq.heappop(self.acts)
            act(when)

    def finish(self, now: datetime) -> None:
        self.until(now)
        last = Draw.objects.filter(district=self.ground.district, cancellation=None).first()
        if last:
            self._handle_again(last, now)

    def _call_draws(self, first: date) -> None:
        lately = _at(_workdays_before(timezone.localdate(self.now), AFTER), 10)
        for month in QUARTERS:
            begins = date(first.year, month - 3, 1)
            ends = date(first.year, month, 1) - timedelta(days=1)
            at = _at(calendar().add(ends, AFTER), 10)
            if first <= ends and at < lately - timedelta(days=20):
                self._later(at, self._drawer(begins, ends, f"第{'一二三'[month // 3 - 1]}季度抽检"))
                self._later(
                    at + timedelta(hours=1), self._drawer(begins, ends, "自办件抽检", Population.SELF_FOUND)
                )
        ends = timezone.localdate(lately) - timedelta(days=1)
        begins = (ends.replace(day=1) - timedelta(days=1)).replace(day=1)
        self._later(
            lately - timedelta(minutes=40),
            self._drawer(begins.replace(year=begins.year - 1), ends, "月度抽检", called_off=True),
        )
        self._later(lately, self._drawer(begins, ends, "月度抽检"))

    def _drawer(
        self,
        begins: date,
        ends: date,
        purpose: str,
        population: str = Population.ASSIGNED,
        *,
        called_off: bool = False,
    ) -> Act:
        plan = Plan(begins, ends, population, share=SHARE, least=LEAST)

        def make(at: datetime) -> None:
            district = self.ground.district
            if not preview(plan, district, at).framed:
                return
            by = self.inspectors[0]
            made = draw(
                plan,
                seed=_dice(at),
                seed_source=SEED_SOURCE,
                purpose=purpose,
                district=district,
                by=by,
                at=at,
            )
            if called_off:
                cancel(made, by=by, reason=CALLED_OFF, at=at + timedelta(minutes=20))
            else:
                self._look_at(made, at)

        return make

    def _look_at(self, made: Draw, at: datetime) -> None:
        """Shared out the same afternoon, two cases each working day from the next one on."""
        people = [inspector.user for inspector in self.inspectors if inspector.user]
        share_evenly(made, people, by=self.inspectors[0], at=at + timedelta(hours=5))
        cases = list(made.inspections.order_by("unit__order", "pk"))
        pace = -(-len(cases) // 11)
        for n, case in enumerate(cases):
            if n % FORGOTTEN != FORGOTTEN - 1:
                day = calendar().add(timezone.localdate(at), 1 + n // pace)
                self._later(_at(day, 9 + n % pace % 8, 15), self._inspector(case, n))

    def _inspector(self, case: Inspection, n: int) -> Act:
        def look(at: datetime) -> None:
            case.refresh_from_db()
            by = next(i for i in self.inspectors if i.user and i.user.pk == case.inspector_id)
            defect = n % 6 == 2
            said = self._said(case, n, defect=defect)
            inspect(case, said, by=by, at=at)
            if n % 17 == 8:
                items = case.draw.checklist.items.all()
                later = replace(said, points={**said.points, items[2].pk: items[2].points})
                correct(case, later, why=CORRECTED, by=by, at=at + timedelta(minutes=90))

        return look

    def _said(self, case: Inspection, n: int, *, defect: bool, again: bool = False) -> Said:
        items = list(case.draw.checklist.items.all())
        lost = 3 if defect else 0
        points = {
            item.pk: item.points - min(item.points, (n + place) % 4 * 2 + lost * (place % 2))
            for place, item in enumerate(items)
        }
        return Said(
            points=points,
            solved=not again and (not defect or n % 4 != 0),
            note=AGAIN if again else pick(GROUNDS if defect else FOUND, n),
            defect=defect or again,
            grounds=AGAIN if again else pick(GROUNDS, n) if defect else "",
            consequence=Consequence.REOPENED if again else Consequence.NOTED if defect else "",
        )  # fmt: skip

    def _handle_again(self, last: Draw, now: datetime) -> None:
        """This morning's finding."""
        waiting = last.inspections.filter(state="open", appeal__stage=Stage.CLOSED).select_related(
            "appeal", "draw"
        )
        case = next((each for each in waiting.order_by("pk") if stands(each)), None)
        if case:
            by = next(i for i in self.inspectors if i.user and i.user.pk == case.inspector_id)
            inspect(case, self._said(case, 3, defect=True, again=True), by=by, at=now - timedelta(minutes=25))

    def _later(self, at: datetime, act: Act) -> None:
        if at <= self.now:
            heapq.heappush(self.acts, (at, next(self.turn), act))


def _dice(at: datetime) -> str:
    """Ten throws, the same whenever the demonstration is loaded on the same day."""
    throws = sha256(f"{at:%Y%m%d%H}".encode()).digest()[:10]
    return "".join(str(1 + throw % 6) for throw in throws)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _workdays_before(day: date, n: int) -> date:
    for _each in range(n):
        day = calendar().last_workday(day - timedelta(days=1))
    return day
