"""The appeals of a bench database: three years of them, one in ten still open, each with exactly four events.

A real life of a closed appeal has seven events and more; the load leaves out the ones between (accept, sign_for, submit),
because the sizes that others published have four an appeal. Chains and digests are the ledger's own.
"""

import hmac
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from django.conf import settings

from bench.bulk import Row, Table
from bench.ground import Ground, name_of, phone_of
from qifu.appeals.models import Answer, Appeal, Assignment, Clock, Event, Involvement
from qifu.lib.workdays import local_date
from qifu.organisations.calendar import calendar
from qifu.organisations.models import Post

YEARS = 3
OPEN_SHARE = 10  # one in ten
REDONE_EACH = 97  # a rare figure, spread over all units
TITLES = ("厂区停水三天", "道路积水货车进不来", "用电增容办不下来", "招不到熟练焊工", "环评批复超期", "门前占道经营", "贷款续贷卡住", "产权证面积不符")  # fmt: skip
TEXT = "自本月以来反复出现，已多次反映仍未解决，影响生产和交货。请有关部门到现场看一看，给一个明确的办理时限，并告知需要我们配合准备哪些材料。"
REPLY = "已安排专人到现场核实，问题属实，现已处理完毕并与企业确认；后续如再出现请直接联系承办科室。"
# The life of an appeal by its stage: (verb, source, target, hours after registration)
CLOSED = (("register", "", "registered", 0), ("assign", "registered", "assigned", 5), ("answer", "assigned", "answered", 70), ("close", "answered", "closed", 96))  # fmt: skip
LIVES = {
    "closed": CLOSED,
    "registered": (CLOSED[0], *(("comment", "registered", "registered", hours) for hours in (2, 3, 4))),
    "accepted": (CLOSED[0], ("comment", "registered", "registered", 2), ("comment", "registered", "registered", 3), ("accept", "registered", "accepted", 4)),
    "assigned": (CLOSED[0], ("comment", "registered", "registered", 2), ("accept", "registered", "accepted", 4), ("assign", "accepted", "assigned", 5)),
    "handling": (CLOSED[0], ("accept", "registered", "accepted", 4), ("assign", "accepted", "assigned", 5), ("sign_for", "assigned", "handling", 8)),
}  # fmt: skip
OPEN_STAGES = ("registered", "accepted", *("assigned",) * 4, *("handling",) * 4)
COLUMNS = {"street": "street_id", "category": "category_id", "lead_unit": "lead_unit_id"}
CHANNELS = ("portal", "portal", "hotline", "visit", "on_site", "symposium")


class Lives:
    def __init__(self, ground: Ground, appeals: int, now: datetime) -> None:
        self.ground, self.count = ground, appeals
        self.key = settings.LEDGER_KEY.encode()
        self.random = Random(appeals)
        self.start = now.replace(microsecond=0) - timedelta(days=365 * YEARS)
        self.pause = timedelta(days=365 * YEARS) / appeals
        self.appeal, self.event, self.clock = Table(Appeal), Table(Event), Table(Clock)
        self.assignment, self.answer = Table(Assignment), Table(Answer)
        self.involvement = Table(Involvement)
        self.events = self.clocks = self.assignments = 0
        self.numbers: dict[int, int] = defaultdict(int)  # year -> the last number taken

    def rows(self) -> Iterator[tuple[Table, Row]]:
        newest_are_open = self.count - self.count // OPEN_SHARE
        for n in range(1, self.count + 1):
            stage = "closed" if n <= newest_are_open else OPEN_STAGES[n % len(OPEN_STAGES)]
            yield from self._life(n, stage)

    def _life(self, n: int, stage: str) -> Iterator[tuple[Table, Row]]:
        ground, at = self.ground, self.start + self.pause * n
        at = at.replace(microsecond=0)
        day = local_date(at)
        self.numbers[day.year] += 1
        number = f"{day.year}-{self.numbers[day.year]:06}"
        unit = n % len(ground.officers)
        officer, head = ground.officers[unit], ground.heads[unit]
        instants = {verb: at + timedelta(hours=hours) for verb, _source, _target, hours in LIVES[stage]}
        clocks, facts = list(self._clocks(n, stage, at, instants)), self._facts(n, at)
        head_digest = ""
        for sequence, (verb, source, target, hours) in enumerate(LIVES[stage], start=1):
            counted = self._counted(n, verb, target, officer, clocks, facts)
            row, head_digest = self._event(n, number, sequence, verb, source, target, at + timedelta(hours=hours), self._who(verb, officer, head), head_digest, counted)  # fmt: skip
            yield self.event, row
        yield from self._appeal(n, number, stage, at, instants, officer, head_digest, clocks, facts)

    def _facts(self, n: int, at: datetime) -> dict[str, Any]:
        """What the figures count of it once it is registered; each step adds its own (`_counted`)."""
        enterprise = self.random.randint(1, self.ground.enterprises)
        street = self.ground.streets[enterprise % len(self.ground.streets)].pk
        return {"enterprise": enterprise, "channel": CHANNELS[n % 6], "street": street, "registered_on": local_date(at).isoformat()}  # fmt: skip

    def _counted(
        self,
        n: int,
        verb: str,
        target: str,
        officer: Post,
        clocks: list[dict[str, Any]],
        facts: dict[str, Any],
    ) -> dict[str, Any]:
        """What this step changes of the facts."""
        if verb == "register":
            return {name: value for name, value in facts.items() if name != "enterprise"}
        due = {row["kind"]: row["due_at"] for row in clocks}
        category = {"category": self.ground.categories[n * 7 % len(self.ground.categories)].pk}
        given = {
            "lead_unit": officer.unit_id,
            "sign_due_at": due.get("sign_for"),
            "answer_due_at": due.get("answer"),
        }
        signed = {"signed_on_time": n % 11 != 0}
        said = {
            "accept": category,
            "assign": given | category,
            "sign_for": signed | {"contact_due_at": due.get("contact")},
            "answer": signed | {"contacted_on_time": n % 13 != 0, "claim": "solved", "on_time": n % 9 != 0, "working_days": n % 7, **({"redos": 1} if n % REDONE_EACH == 0 else {})},
            "close": {"follow_up_solved": n % 8 != 0, "reply_satisfaction": 5 - n % 4, "solution_satisfaction": 5 - n % 5},
        }.get(verb, {})  # fmt: skip
        found = {name: value for name, value in {**said, "stage": target}.items() if facts.get(name) != value}
        if target == "registered":
            found.pop("stage", None)
        facts.update(found)
        return found

    def _who(self, verb: str, officer: Post, head: Post) -> Post | None:
        return {"register": None, "sign_for": officer, "answer": head}.get(verb, self.ground.office)

    def _event(
        self,
        n: int,
        number: str,
        sequence: int,
        verb: str,
        source: str,
        target: str,
        at: datetime,
        post: Post | None,
        previous: str,
        counted: dict[str, Any],
    ) -> tuple[Row, str]:
        self.events += 1
        stored, role = _stored(at), post.role if post else "contact"
        who = f"{post.unit.short_name} {post.user.name}" if post and post.unit else "陈静"
        user, unit = (post.user_id, post.unit_id) if post else (None, None)
        note = "已电话核实" if verb == "comment" else ""
        said = {name: _zoned(value) if name.endswith("_due_at") else value for name, value in counted.items()}
        changed = json.dumps(said, sort_keys=True, separators=(",", ":")) if said else ""
        told = f'"counted":{changed},' if changed else ""
        canonical = f"{stored.replace(' ', 'T')}.000000+00:00"
        content = (
            f'{{"appeal":"{number}","at":"{canonical}",{told}"data":{{}},"district":{self.ground.district.pk},"key":null,"note":"{note}",'
            f'"previous":"{previous}","recorded_at":"{canonical}","role":"{role}","sequence":{sequence},"source":"{source}",'
            f'"target":"{target}","unit":{_json(unit)},"user":{_json(user)},"verb":"{verb}","who":"{who}"}}'
        )
        digest = hmac.digest(self.key, content.encode(), "sha256").hex()
        row = self.event.row(
            id=self.events, district_id=self.ground.district.pk, appeal_id=n, sequence=sequence, at=stored, recorded_at=stored, verb=verb,
            source=source, target=target, user_id=user, role=role, unit_id=unit, who=who, note=note, data="{}", counted=changed or None, previous=previous, digest=digest,
        )  # fmt: skip
        return row, digest

    def _appeal(
        self,
        n: int,
        number: str,
        stage: str,
        at: datetime,
        instants: dict[str, datetime],
        officer: Post,
        digest: str,
        clocks: list[dict[str, Any]],
        facts: dict[str, Any],
    ) -> Iterator[tuple[Table, Row]]:
        enterprise, assigned, answered = (
            facts.pop("enterprise"),
            instants.get("assign"),
            instants.get("answer"),
        )
        due = min((row["due_at"] for row in clocks if row["stopped_at"] is None), default=None)
        if assigned:
            yield from self._assignment(n, stage, assigned, instants, officer, due, clocks)
        yield self.appeal, self.appeal.row(
            id=n, district_id=self.ground.district.pk, number=number, enterprise_id=enterprise,
            enterprise_name=name_of(enterprise), caller_name="陈静", caller_phone=phone_of(enterprise), caller_phone_key=phone_of(enterprise),
            title=TITLES[n % 8], text=TEXT, registered_at=_stored(at), month=facts["registered_on"][:8] + "01",
            assigned_at=_stored(assigned) if assigned else None, answered_at=_stored(answered) if answered else None,
            closed_at=_stored(instants["close"]) if answered else None, due_at=due,
            events=4, head=digest, **{COLUMNS.get(name, name): value for name, value in facts.items()},
        )  # fmt: skip
        for row in clocks:
            self.clocks += 1
            yield self.clock, self.clock.row(id=self.clocks, **row)

    def _clocks(
        self, n: int, stage: str, at: datetime, instants: dict[str, datetime]
    ) -> Iterator[dict[str, str | int | None]]:
        accepted, assigned = instants.get("accept") or instants.get("assign"), instants.get("assign")
        yield self._run(n, "review", at, 3, accepted)
        if assigned:
            yield self._run(n, "sign_for", assigned, 1, instants.get("sign_for") or instants.get("answer"))
            yield self._run(n, "answer", assigned, 5, instants.get("answer"))
        if stage == "handling":
            yield self._run(n, "contact", instants["sign_for"], 1, None)

    def _run(
        self, n: int, kind: str, start: datetime, days: int, stop: datetime | None
    ) -> dict[str, str | int | None]:
        begun = _stored(start)
        return {
            "district_id": self.ground.district.pk, "appeal_id": n, "kind": kind, "started_at": begun, "counted_from": begun,
            "working_days": days, "due_at": _deadline(local_date(start).toordinal(), days), "stopped_at": _stored(stop) if stop else None,
        }  # fmt: skip

    def _assignment(
        self, n: int, stage: str, assigned: datetime, instants: dict[str, datetime], officer: Post, due: str | int | None, clocks: list[dict[str, str | int | None]]
    ) -> Iterator[tuple[Table, Row]]:  # fmt: skip
        self.assignments += 1
        for row in clocks:
            row["assignment_id"] = self.assignments if row["kind"] != "review" else None
        signed = instants.get("sign_for") or instants.get("answer")
        yield self.assignment, self.assignment.row(
            id=self.assignments, district_id=self.ground.district.pk, appeal_id=n, unit_id=officer.unit_id, part="lead", assigned_at=_stored(assigned),
            due_at=due, due_kind={"assigned": "sign_for", "handling": "contact"}.get(stage), signed_at=_stored(signed) if signed else None,
            signed_by_id=officer.user_id if signed else None, ended_at=_stored(instants["close"]) if stage == "closed" else None,
        )  # fmt: skip
        yield (
            self.involvement,
            self.involvement.row(
                id=self.assignments, district_id=self.ground.district.pk, appeal_id=n, unit_id=officer.unit_id
            ),
        )
        if answered := instants.get("answer"):
            yield self.answer, self.answer.row(
                id=self.assignments, district_id=self.ground.district.pk, appeal_id=n, assignment_id=self.assignments, claim="solved", reply=REPLY,
                drafted_at=_stored(answered), drafted_by_id=officer.user_id, sent_at=_stored(answered), signed_by_id=officer.user_id,
            )  # fmt: skip


@cache
def _json(value: int | None) -> str:
    return json.dumps(value)


@cache
def _deadline(ordinal: int, days: int) -> str:
    start = datetime.fromordinal(ordinal).replace(hour=4, tzinfo=UTC)  # noon in the ledger's zone
    return _stored(calendar().deadline(start, days))


def _zoned(stored: str | None) -> str | None:
    return f"{stored.replace(' ', 'T')}+00:00" if stored else None


def _stored(instant: datetime) -> str:
    """UTC as SQLite keeps it and as PostgreSQL reads it."""
    return instant.isoformat(" ", "seconds")[:19]
