"""The hotline's calls: those behind the appeals that came by telephone, some answered on the spot, questions, and what was missed.

The telephone system has told of most of them. A few of today's and yesterday's are to be called back.
"""

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import TypeVar
from zlib import crc32

from django.utils import timezone

from qifu.appeals.models import Appeal
from qifu.appeals.words import Channel, Population
from qifu.demonstration.enterprises import enterprises
from qifu.demonstration.founding import Ground
from qifu.demonstration.hotline_text import KNOWLEDGE, QUESTIONS, REMARKS
from qifu.liaison.hotline.calling_back import owe, try_call_back
from qifu.liaison.hotline.knowing import save_entry
from qifu.liaison.hotline.models import Call, CallBack, Extension, KnowledgeEntry
from qifu.liaison.hotline.presets import load_presets
from qifu.liaison.hotline.taking import SOURCE, Said, local_day_and_hour, take_call
from qifu.liaison.hotline.words import CallBackKind, CallOutcome
from qifu.liaison.models import Finding
from qifu.liaison.words import Outcome
from qifu.lib.names import phone_key
from qifu.lib.workdays import YearNotLoaded
from qifu.organisations.calendar import calendar
from qifu.organisations.roles import Role

OPERATORS = ("hotline1", "hotline2", "hotline3")
DAYS, A_DAY = 60, 3
BRANCHES = {
    "water": "0102", "power": "0101", "tax": "0601", "labour": "0802", "market": "0502", "ecology": "1001", "fire": "1003",
    "planning": "0402", "housing": "0103", "transport": "0902", "municipal": "0202",
}  # fmt: skip
REVIEW_BEFORE = timedelta(days=30)
KINDS = (
    CallOutcome.QUESTION, CallOutcome.QUESTION, CallOutcome.MISSED, CallOutcome.QUESTION, CallOutcome.WRONG, CallOutcome.QUESTION,
    CallOutcome.QUESTION, CallOutcome.DROPPED, CallOutcome.QUESTION, CallOutcome.QUESTION,
)  # fmt: skip


T = TypeVar("T")


def drawn(choices: Sequence[T], word: str, number: object) -> T:
    """The same on every machine."""
    return choices[crc32(f"{word} {number}".encode()) % len(choices)]


class Hotline:
    def __init__(self, ground: Ground, now: datetime) -> None:
        self.ground, self.now, self.turn = ground, now, count(1)
        self.operators = [ground.actor(name, Role.OPERATOR, "") for name in OPERATORS]
        self.entries: list[KnowledgeEntry] = []

    def found(self) -> None:
        ground, today = self.ground, timezone.localdate(self.now)
        load_presets(ground.district)
        office = ground.actor("office1", Role.OFFICE, "")
        for unit, question, answer, basis, months, _asked in KNOWLEDGE:
            until = today + timedelta(days=30 * months) if months else None
            entry = KnowledgeEntry(
                district=ground.district, unit=ground.units[unit], question=question, answer=answer, basis=basis, valid_until=until,
                review_on=until and until - REVIEW_BEFORE,
            )  # fmt: skip
            save_entry(entry, by=office)
            self.entries.append(entry)
        for number, name in enumerate(OPERATORS, 8001):
            Extension.objects.create(district=ground.district, extension=f"{number}", user=ground.users[name])

    def calls_of_appeals(self) -> list[Call]:
        """Each appeal that came by telephone had a call, and was found in it."""
        rows = Appeal.objects.filter(district=self.ground.district, channel=Channel.HOTLINE, parent=None)
        appeals = list(rows.select_related("enterprise").order_by("registered_at", "id"))
        calls = Call.objects.bulk_create(self._of(appeal) for appeal in appeals)
        Finding.objects.bulk_create(
            self._finding(call, appeal) for call, appeal in zip(calls, appeals, strict=True)
        )
        return calls

    def _of(self, appeal: Appeal) -> Call:
        told = appeal.population == Population.NOTIFIED
        call = self._call(
            appeal.registered_at - timedelta(minutes=4), CallOutcome.TOLD if told else CallOutcome.REGISTERED, appeal.caller_phone
        )  # fmt: skip
        call.appeal, call.enterprise, call.enterprise_name = appeal, appeal.enterprise, appeal.enterprise_name
        call.caller_name, call.note = appeal.caller_name, appeal.text
        call.entry = drawn(self.entries[:-1], "entry", appeal.number) if told else None
        return call

    def _finding(self, call: Call, appeal: Appeal) -> Finding:
        return Finding(
            district=self.ground.district, source=SOURCE, source_id=call.pk, day=call.day, enterprise=call.enterprise,
            raised_by=call.caller_name, text=appeal.text, outcome=Outcome.APPEAL, appeal=appeal, unit_id=appeal.origin_unit_id,
            by=call.operator, at=appeal.registered_at,
        )  # fmt: skip

    def others(self) -> list[Call]:
        """Questions, wrong numbers, lines that broke, and what nobody answered."""
        return Call.objects.bulk_create(self._other(number, at) for number, at in enumerate(self._instants()))

    def told(self) -> None:
        """Every other working day somebody is answered at once, with what the hotline knows."""
        for number, day in enumerate(list(self._days())[-24::2]):
            at = timezone.make_aware(datetime.combine(day, time(10 + number % 5, 17)))
            if at >= self.now - timedelta(minutes=20):
                continue
            entry, (unit, _question, answer, *_rest, asked) = self.entries[number], KNOWLEDGE[number]
            index = drawn(range(len(self.ground.enterprises)), "told", number)
            contact = enterprises()[index].contacts[0]
            said = Said(
                phone=contact.phone, caller_name=contact.name, enterprise=self.ground.enterprises[index], text=asked,
                category=self.ground.categories[BRANCHES[unit] + "01"], reply=answer, entry=entry,
            )  # fmt: skip
            key = uuid.uuid5(uuid.NAMESPACE_OID, f"told {number}")
            operator = self.operators[number % 3]
            take_call(
                said, CallOutcome.TOLD, by=operator, district=self.ground.district, key=key, begun_at=at, at=at + timedelta(minutes=3)
            )  # fmt: skip

    def _other(self, number: int, at: datetime) -> Call:
        index = drawn(range(len(self.ground.enterprises)), "caller", number)
        written, outcome = enterprises()[index], KINDS[number % len(KINDS)]
        call = self._call(at, outcome, written.contacts[0].phone)
        if outcome in (CallOutcome.QUESTION, CallOutcome.DROPPED):
            call.enterprise, call.caller_name = self.ground.enterprises[index], written.contacts[0].name
            asks_what_is_known = number % 2 == 0
            at_entry = drawn(range(len(self.entries) - 1), "asked", number)
            call.entry = self.entries[at_entry] if asks_what_is_known else None
            call.note = KNOWLEDGE[at_entry][-1] if asks_what_is_known else drawn(QUESTIONS, "asks", number)
        return call

    def _instants(self) -> Iterator[datetime]:
        for day in self._days():
            for each in range(A_DAY):
                minute = drawn(range(8 * 60 + 30, 17 * 60 + 30), "minute", f"{day}{each}")
                at = timezone.make_aware(datetime.combine(day, time(minute // 60, minute % 60)))
                if at < self.now - timedelta(minutes=10):
                    yield at

    def _days(self) -> Iterator[date]:
        today = timezone.localdate(self.now)
        for back in range(DAYS, -1, -1):
            day = today - timedelta(days=back)
            try:
                works = calendar().is_workday(day)
            except YearNotLoaded:
                works = day.weekday() < 5
            if works and (day.year == today.year or today.timetuple().tm_yday < DAYS):
                yield day

    def _call(self, at: datetime, outcome: CallOutcome, phone: str) -> Call:
        number = next(self.turn)
        waited = drawn((4, 6, 7, 8, 9, 11, 12, 14, 19, 27), "waited", number)
        missed, told_by_system = outcome == CallOutcome.MISSED, number % 9 != 0
        day, hour = local_day_and_hour(at)
        answered = None if missed else at + timedelta(seconds=waited)
        return Call(
            district=self.ground.district, external_id=f"{day:%Y%m%d}-{number:05d}" if told_by_system else None, phone=phone,
            phone_key=phone_key(phone)[:30], begun_at=at, answered_at=answered,
            ended_at=(answered or at) + timedelta(seconds=35 + number * 37 % 400), wait_seconds=waited if answered and told_by_system else None,
            day=day, hour=hour, operator=None if missed else self.operators[number % 3].user, outcome=outcome,
            recorded_at=None if missed else at, key=uuid.uuid5(uuid.NAMESPACE_OID, f"call {number}"),
        )  # fmt: skip

    def call_backs(self, calls: list[Call]) -> None:
        """The older ones were reached, given up or called again; of the newest, some are open, one was tried in vain."""
        owed = [call for call in calls if call.outcome in (CallOutcome.MISSED, CallOutcome.DROPPED)]
        for number, call in enumerate(owed):
            kind = CallBackKind.MISSED if call.outcome == CallOutcome.MISSED else CallBackKind.DROPPED
            row = owe(call, kind, call.begun_at)
            left = len(owed) - number
            if row and row.is_open and row.call_id == call.pk:
                self._tried(row, number, left)
        promised = [call for call in calls if call.outcome == CallOutcome.QUESTION][-1:]
        for call in promised:
            owe(call, CallBackKind.PROMISED, self.now + timedelta(hours=2))

    def _tried(self, row: CallBack, number: int, left: int) -> None:
        if left <= 3 and left != 2:
            return
        in_vain = 1 if left == 2 else 3 if number % 7 == 3 else number % 2
        at = row.call.begun_at
        for turn in range(in_vain):
            at = min(at + timedelta(hours=2), self.now - timedelta(minutes=5))
            self._try(row, turn, reached=False, at=at)
        if left > 3 and in_vain < 3:
            self._try(
                row, in_vain, reached=True, at=min(at + timedelta(hours=2), self.now - timedelta(minutes=4))
            )

    def _try(self, row: CallBack, turn: int, *, reached: bool, at: datetime) -> None:
        remark = "已解答" if reached else drawn(REMARKS, "remark", f"{row.pk}{turn}")
        key = uuid.uuid5(uuid.NAMESPACE_OID, f"try {row.pk} {turn}")
        try_call_back(row, by=self.operators[row.pk % 3], reached=reached, remark=remark, key=key, at=at)

    def count_uses(self) -> None:
        calls = Call.objects.filter(district=self.ground.district, entry__isnull=False)
        used = Counter(calls.values_list("entry", flat=True))
        for entry in self.entries:
            entry.uses = used[entry.pk]
        KnowledgeEntry.objects.bulk_update(self.entries, ["uses"])


def play(ground: Ground, now: datetime) -> None:
    hotline = Hotline(ground, now)
    hotline.found()
    calls = [*hotline.calls_of_appeals(), *hotline.others()]
    hotline.call_backs(calls)
    hotline.told()
    hotline.count_uses()
