"""What a file of enterprises looks like, and what a batch of its rows means.

A row is matched by credit code, then by name and street. An empty cell takes nothing away; a row that matches a record which
was merged into another changes nothing, since the record that stands may know better.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qifu.enterprises.codes import checked_code, checked_industry
from qifu.enterprises.import_columns import COLUMNS
from qifu.enterprises.models import Contact, Enterprise
from qifu.enterprises.numbers import next_numbers
from qifu.enterprises.streets import Streets
from qifu.lib.names import name_key, phone_key
from qifu.organisations import log
from qifu.organisations.actors import Actor
from qifu.organisations.importing import Importer, Line, Outcome, register
from qifu.organisations.models import Leader, LogEntry, LogKind
from qifu.organisations.refusals import Refused

KEY_LENGTH = 100
NUMBERS = ("founded", "facts_year", "staff", "revenue", "assets")
MOST = {"founded": 9999, "facts_year": 9999, "staff": 2**31 - 1, "revenue": 2**53, "assets": 2**53}
CONTACT = {"name": 40, "title": 40, "phone": 30}
STEADY = ("id", "number", "created_at", "district_id", "merged_into_id")
CHANGING = [field.name for field in Enterprise._meta.concrete_fields if field.attname not in STEADY]


@dataclass
class Row:
    """A line that was read: the columns which it says, its contact, and the record it means."""

    line: Line
    said: dict[str, Any]
    contact: dict[str, str]
    key: str
    code: str | None
    record: Enterprise | None = None

    @property
    def street_id(self) -> int | None:
        return self.said["street"].pk if self.said.get("street") else None

    def fill(self, record: Enterprise) -> None:
        for column, value in self.said.items():
            setattr(record, column, value)
        record.derive()
        self.record = record


class Companies:
    def __init__(self, by: Actor, dry: bool, options: Mapping[str, Any]) -> None:
        assert by.district  # noqa: S101 - every post that may import has one
        self.by, self.dry, self.district = by, dry, by.district
        self.streets = Streets(by.district)
        leaders = Leader.objects.filter(district=by.district, active=True)
        self.leaders = {leader.name: leader for leader in leaders}
        self.seen: dict[
            int, int
        ] = {}  # hash of a code, or of name and street, to the row where it first stands

    def take(self, lines: Sequence[Line]) -> None:
        rows = [row for line in lines if (row := self._read(line))]
        try:
            self._match_and_store(rows)
        except IntegrityError:  # somebody stored one of these at the same moment: now it can be matched
            self._match_and_store(rows)

    def finish(self) -> dict[str, Any]:
        return {}

    def _read(self, line: Line) -> Row | None:
        said: dict[str, Any] = {"name": line.text("name", 100, numbers=False)}
        if not said["name"] and not line.problems:
            line.refuse("name", _("The name is missing."))
        code = self._code(line)
        if code:
            said["credit_code"] = code
        for key, longest in (("address", 150), ("phone", 30)):
            if line.has(key):
                said[key] = line.text(key, longest)
        said |= {key: line.whole(key, MOST[key]) for key in NUMBERS if line.has(key)}
        said |= {key: line.yes(key) for key in ("key", "restructured") if line.has(key)}
        self._read_names(line, said)
        row = Row(line, said, self._contact(line, said), name_key(said["name"])[:KEY_LENGTH], code)
        if not line.problems:
            self._refuse_twice(row)
        return None if line.problems else row

    @staticmethod
    def _contact(line: Line, said: dict[str, Any]) -> dict[str, str]:
        """A number without a person is the enterprise's own, unless that is said too."""
        contact = {key: line.text(f"contact_{key}", length) for key, length in CONTACT.items()}
        if contact["name"] and not phone_key(contact["phone"]):
            line.refuse("contact_phone", _("A contact needs a telephone number."))
        if not contact["name"] and contact["phone"]:
            said.setdefault("phone", contact["phone"])
        return contact if contact["name"] else {}

    def _code(self, line: Line) -> str | None:
        cell = line.cells.get("credit_code")
        if cell is None:
            return None
        if not isinstance(cell, str):
            line.refuse(
                "credit_code",
                _(
                    "The cell holds a number, and a spreadsheet keeps only 15 digits. Format the column as text and enter the code again."
                ),
            )
            return None
        try:
            return checked_code(cell)
        except Refused as refused:
            line.refuse("credit_code", str(refused))
            return None

    def _read_names(self, line: Line, said: dict[str, Any]) -> None:
        if line.has("street"):
            said["street"] = self.streets.find(line.text("street", 60))
            if said["street"] is None:
                line.refuse("street", _("This district has no such street. It has: %s.") % self.streets.names)
        if line.has("leader"):
            said["leader"] = self.leaders.get(line.text("leader", 30))
            if said["leader"] is None:
                line.refuse("leader", _("This district has no leader of this name."))
        if line.has("industry"):
            try:
                said["industry"] = checked_industry(line.text("industry", 5))
            except Refused as refused:
                line.refuse("industry", str(refused))

    def _refuse_twice(self, row: Row) -> None:
        """The same code twice is one enterprise too many; so is the same name in the same street, unless codes tell them apart."""
        place = (row.key, row.street_id)
        bare, coded = hash((*place, "bare")), hash((*place, "coded"))
        if row.code and (first := self.seen.get(hash(row.code))):
            row.line.refuse("credit_code", _("The same code stands in row %s already.") % first)
        elif first := self.seen.get(bare) or (0 if row.code else self.seen.get(coded)):
            row.line.refuse("name", _("The same name and street stand in row %s already.") % first)
        else:
            self.seen.setdefault(coded if row.code else bare, row.line.number)
            if row.code:
                self.seen[hash(row.code)] = row.line.number

    def _match_and_store(self, rows: Sequence[Row]) -> None:
        numbers: list[str] = []
        matching = Matching(self.district.pk, rows)
        for row in rows:
            row.record = matching.record_of(row)
        rows = [row for row in rows if not row.line.problems]
        if not self.dry and (new := sum(row.record is None for row in rows)):
            numbers = next_numbers(self.district, new)
        with transaction.atomic():
            self._store(rows, iter(numbers))

    def _store(self, rows: Sequence[Row], numbers: Iterator[str]) -> None:
        new, changed, entries = [], [], []
        for row in rows:
            if row.record and row.record.merged_into_id:
                continue
            before = log.facts(row.record) if row.record else None
            record = row.record or Enterprise(district=self.district, number=next(numbers, ""))
            row.fill(record)
            if before is None:
                new.append(record)
                row.line.outcome = Outcome.NEW
            elif log.facts(record) != before:
                changed.append(record)
                row.line.outcome = Outcome.CHANGED
            else:
                continue
            entries.append((record, before))
        if not self.dry:
            Enterprise.objects.bulk_create(new)
            Enterprise.objects.bulk_update(changed, CHANGING, batch_size=100)
            LogEntry.objects.bulk_create(self._entry(record, before) for record, before in entries)
        self._store_contacts([row for row in rows if row.contact])

    def _store_contacts(self, rows: Sequence[Row]) -> None:
        """A person is known again by the telephone number."""
        standing = [row.record.pk for row in rows if row.record and row.record.pk]
        known = {(c.enterprise_id, c.phone_key): c for c in Contact.objects.filter(enterprise__in=standing)}
        new, changed = [], []
        for row in rows:
            record = row.record
            if record is None or record.merged_into_id:
                continue
            contact = known.get((record.pk, phone_key(row.contact["phone"])))
            said = {
                key: value for key, value in row.contact.items() if value and (not contact or key != "phone")
            }
            if contact is None:
                contact = Contact(enterprise=record)
                new.append(contact)
            elif all(getattr(contact, key) == value for key, value in said.items()):
                continue
            else:
                changed.append(contact)
            for key, value in said.items():
                setattr(contact, key, value)
            contact.derive()
            if row.line.outcome == Outcome.UNCHANGED:
                row.line.outcome = Outcome.CHANGED
        if not self.dry:
            Contact.objects.bulk_create(new)
            Contact.objects.bulk_update(changed, ["name", "title"])

    def _entry(self, record: Enterprise, before: log.Facts | None) -> LogEntry:
        before, after = log.difference(before, log.facts(record))
        return log.entry(
            LogKind.ENTERPRISE,
            by=self.by,
            what=f"{record.number} {record.name}",
            subject=record,
            before=before,
            after=after,
            reason=_("Import"),
        )


class Matching:
    """The records that a batch may mean, fetched in two queries."""

    def __init__(self, district_id: int, rows: Sequence[Row]) -> None:
        here = Enterprise.objects.filter(district_id=district_id)
        codes = [row.code for row in rows if row.code]
        self.by_code: dict[str | None, Enterprise] = {}
        for record in here.filter(credit_code__in=codes).order_by("-merged_into"):
            if record.credit_code not in self.by_code or record.merged_into_id is None:
                self.by_code[record.credit_code] = record
        self.by_key: dict[str, list[Enterprise]] = defaultdict(list)
        for record in here.filter(name_key__in=[row.key for row in rows]).order_by("pk"):
            self.by_key[record.name_key].append(record)

    def record_of(self, row: Row) -> Enterprise | None:
        if row.code and (record := self.by_code.get(row.code)):
            return record
        same = [
            record
            for record in self.by_key[row.key]
            if not (row.code and record.credit_code)
            and (record.street_id == row.street_id or row.street_id is None)
        ]
        standing = [record for record in same if record.merged_into_id is None]
        candidates = [r for r in standing if r.name == row.said["name"]] or standing or same
        if len(candidates) > 1:
            numbers = ", ".join(record.number for record in candidates)
            row.line.refuse(
                "name", _("Several enterprises bear this name: %s. Add the credit code.") % numbers
            )
            return None
        return candidates[0] if candidates else None


ENTERPRISES = register(Importer("import-enterprises", gettext_lazy("Import enterprises"), COLUMNS, Companies))
