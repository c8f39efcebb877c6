"""The same operations in bare SQL: the fewest statements that bring or store the same rows, with the same durability."""

import uuid
from datetime import UTC, datetime, timedelta
from functools import cache

from django.db.models import Model

from bench.lives import TEXT
from bench.raw import Raw
from bench.sample import Sample
from qifu.appeals.models import Appeal, Clock, Event

APPEAL = "a.id, a.number, a.title, a.stage, a.complexity, a.channel, a.registered_at, a.due_at, e.name"
WORKLIST = f"""SELECT s.id, s.due_at, s.due_kind, {APPEAL} FROM appeals_assignment s JOIN appeals_appeal a ON a.id = s.appeal_id
LEFT JOIN enterprises_enterprise e ON e.id = a.enterprise_id WHERE s.unit_id = %s AND s.ended_at IS NULL ORDER BY s.due_at, s.id LIMIT 50"""
INBOX = f"""SELECT {APPEAL} FROM appeals_appeal a LEFT JOIN enterprises_enterprise e ON e.id = a.enterprise_id
WHERE a.district_id = %s AND a.stage = 'registered' ORDER BY a.due_at, a.id LIMIT 50"""
ONE = f"""SELECT {APPEAL}, a.text, a.wish, a.caller_name, a.caller_phone, c.path, u.name FROM appeals_appeal a
LEFT JOIN enterprises_enterprise e ON e.id = a.enterprise_id LEFT JOIN appeals_category c ON c.id = a.category_id
LEFT JOIN organisations_unit u ON u.id = a.lead_unit_id WHERE a.district_id = %s AND a.number = %s"""
HANGING = (
    "SELECT verb, at, who, note, data, source, target FROM appeals_event WHERE appeal_id = %s ORDER BY id",
    "SELECT s.*, u.name FROM appeals_assignment s JOIN organisations_unit u ON u.id = s.unit_id WHERE s.appeal_id = %s",
    "SELECT claim, reply, sent_at FROM appeals_answer WHERE appeal_id = %s",
    "SELECT kind, due_at, stopped_at FROM appeals_clock WHERE appeal_id = %s",
    "SELECT name, public FROM appeals_attachment WHERE appeal_id = %s",
)
BY_UNIT = """SELECT lead_unit_id, count(*), count(assigned_at), count(answered_at), count(closed_at),
sum(CASE WHEN on_time THEN 1 ELSE 0 END) FROM appeals_appeal WHERE district_id = %s AND population = 'assigned'
AND month BETWEEN %s AND %s GROUP BY lead_unit_id"""
FIGURE = """FROM appeals_appeal a LEFT JOIN enterprises_enterprise e ON e.id = a.enterprise_id
WHERE a.district_id = %s AND a.population = 'assigned' AND a.month BETWEEN %s AND %s"""
OF_UNIT = f"SELECT {APPEAL} {FIGURE} AND a.lead_unit_id = %s AND a.on_time ORDER BY a.registered_at DESC, a.id DESC LIMIT 50"
REDONE = f"SELECT {APPEAL} {FIGURE} AND a.redos > 0 ORDER BY a.registered_at DESC, a.id DESC LIMIT 50"
NUMBER = """INSERT INTO organisations_numberseries (district_id, kind, year, last) VALUES (%s, 'appeal', %s, 1)
ON CONFLICT (district_id, kind, year) DO UPDATE SET last = organisations_numberseries.last + 1 RETURNING last"""
DIGEST = "0" * 64


class Floors:
    def __init__(self, sample: Sample, raw: Raw) -> None:
        self.sample, self.raw = sample, raw

    def worklist(self) -> None:
        assert len(self.raw.execute(WORKLIST, [self.sample.units[0]])) > 0

    def inbox(self) -> None:
        assert len(self.raw.execute(INBOX, [self.sample.district])) > 0

    def appeal(self) -> None:
        [row] = self.raw.execute(ONE, [self.sample.district, self.sample.any_number()])
        for sql in HANGING:
            self.raw.execute(sql, [row[0]])

    def follow(self) -> None:
        number, phone = self.sample.any_with_phone()
        sql = "SELECT * FROM appeals_appeal WHERE district_id = %s AND number = %s AND caller_phone_key = %s"
        [row] = self.raw.execute(sql, [self.sample.district, number, phone])
        for statement in (HANGING[0], HANGING[2], HANGING[4]):
            self.raw.execute(statement, [row[0]])

    def statistics(self) -> None:
        year = self.sample.year
        assert self.raw.execute(BY_UNIT, [self.sample.district, f"{year}-01-01", f"{year}-12-31"])

    def drill(self) -> None:
        """A page and its count."""
        given = [*self._year(), self.sample.units[0]]
        assert self.raw.execute(OF_UNIT, given)
        assert self.raw.execute(f"SELECT count(*) {FIGURE} AND a.lead_unit_id = %s AND a.on_time", given)

    def drill_rare(self) -> None:
        assert self.raw.execute(REDONE, self._year())
        assert self.raw.execute(f"SELECT count(*) {FIGURE} AND a.redos > 0", self._year())

    def _year(self) -> list[int | str]:
        year = self.sample.year
        return [self.sample.district, f"{year}-01-01", f"{year}-12-01"]

    def search(self) -> None:
        sql = "SELECT id, name FROM enterprises_enterprise WHERE district_id = %s AND name_key LIKE %s ORDER BY name_key LIMIT 10"
        assert self.raw.execute(sql, [self.sample.district, f"%{self.sample.any_name_part()}%"])

    def file(self) -> None:
        now = datetime.now(UTC)
        at, sample = self._instant(now), self.sample
        [(last,)] = self.raw.execute(NUMBER, [sample.district, now.year])
        number, due = f"{now.year}-{last:06}", self._instant(now + timedelta(days=5))
        with self.raw.transaction():
            pk = self._insert(
                Appeal, district_id=sample.district, number=number, channel="portal", enterprise_id=1, enterprise_name="云川公司", caller_name="陈静",
                caller_phone="19900000001", caller_phone_key="19900000001", title="停水三天", text=TEXT, registered_at=at, registered_on=at[:10], month=f"{at[:8]}01",
                due_at=due, events=1, head=DIGEST,
            )  # fmt: skip
            self._event(pk, 1, at, "register", "", "registered", "contact")
            self._clock(pk, None, "review", at, due)

    def sign_for(self) -> None:
        """One by one through the assigned appeals that `sample.for_floor` holds back from the pages."""
        now = datetime.now(UTC)
        at, due = self._instant(now), self._instant(now + timedelta(days=1))
        pk, assignment = self.sample.take_for_floor()
        with self.raw.transaction():
            self.raw.execute(
                "UPDATE appeals_appeal SET stage = 'handling', events = 5, head = %s, due_at = %s WHERE id = %s AND events = 4 AND stage = 'assigned'",
                [DIGEST, due, pk],
            )
            self.raw.execute(
                "UPDATE appeals_assignment SET signed_at = %s, due_at = %s, due_kind = 'contact' WHERE id = %s",
                [at, due, assignment],
            )
            self.raw.execute(
                "UPDATE appeals_clock SET stopped_at = %s WHERE assignment_id = %s AND kind = 'sign_for' AND stopped_at IS NULL",
                [at, assignment],
            )
            self._clock(pk, assignment, "contact", at, due)
            self._event(pk, 5, at, "sign_for", "assigned", "handling", "officer")

    def _event(
        self, appeal: int, sequence: int, at: str, verb: str, source: str, target: str, role: str
    ) -> None:
        self._insert(
            Event, district_id=self.sample.district, appeal_id=appeal, sequence=sequence, at=at, recorded_at=at, verb=verb, source=source, target=target,
            role=role, who="某局 某人", data="{}", key=uuid.uuid4().hex, previous=DIGEST, digest=DIGEST,
        )  # fmt: skip

    def _clock(self, appeal: int, assignment: int | None, kind: str, at: str, due: str) -> None:
        self._insert(
            Clock, district_id=self.sample.district, appeal_id=appeal, assignment_id=assignment, kind=kind, started_at=at, counted_from=at,
            working_days=3, due_at=due,
        )  # fmt: skip

    def _insert(self, model: type[Model], **values: object) -> int:
        """A whole row; what is not named has its default, as a column that came later."""
        row = {**_defaults(model), **values}
        marks = ",".join(["%s"] * len(row))
        sql = f"INSERT INTO {model._meta.db_table} ({','.join(row)}) VALUES ({marks}) RETURNING id"
        [(pk,)] = self.raw.execute(sql, list(row.values()))
        return int(pk)

    def _instant(self, at: datetime) -> str:
        return at.strftime("%Y-%m-%d %H:%M:%S") + ("" if self.raw.is_sqlite else "+00")


@cache
def _defaults(model: type[Model]) -> dict[str, object]:
    return {
        field.column: field.get_default() for field in model._meta.concrete_fields if not field.primary_key
    }
