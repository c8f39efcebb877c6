"""What a file of appeals looks like, and what each of its rows means; past.py stores it.

A row is known again by what it says (its own number, title, time and text), so that the same file, under whatever name,
changes nothing the second time; a row that has been answered since closes the appeal which it made.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qifu.appeals.imports.past import SOURCE, Past, close, store
from qifu.appeals.models import Appeal, Category
from qifu.appeals.words import Stage
from qifu.enterprises.models import Enterprise
from qifu.lib.names import name_key
from qifu.lib.percentiles import from_histogram, median
from qifu.organisations.actors import Actor
from qifu.organisations.importing import Column, Importer, Line, Outcome, register
from qifu.organisations.models import Unit

LONGEST = 20_000  # characters; answers of other systems carry whole rules in them
COLUMNS = (
    Column(
        "text", gettext_lazy("Content"), ("内容", "留言详情", "诉求内容", "反映内容", "body", "message"), required=True,
        example="厂区门前道路破损，货车无法通行。", note=gettext_lazy("What the enterprise says."),
    ),
    Column(
        "received_at", gettext_lazy("Received"), ("来信时间", "留言时间", "受理时间", "登记时间", "提交时间", "日期", "date", "created_at"),
        required=True, example="2026-03-02 09:30", note=gettext_lazy("Date, or date and time, like 2026-03-02 09:30."),
    ),
    Column("source_id", gettext_lazy("Number there"), ("编号", "留言编号", "id", "no", "number"), example="A-1042"),
    Column("title", gettext_lazy("Title"), ("标题", "主题", "留言主题", "subject"), example="门前道路破损"),
    Column("caller_name", gettext_lazy("Sender"), ("来信人", "留言用户", "联系人", "姓名", "user", "name", "contact"), example="陈静"),
    Column("caller_phone", gettext_lazy("Telephone"), ("电话", "联系电话", "手机", "phone"), example="19900001234"),
    Column("enterprise", gettext_lazy("Enterprise"), ("企业", "企业名称", "单位名称", "company"), example="云川宏岳锅炉有限公司"),
    Column("credit_code", gettext_lazy("Unified social credit code"), ("信用代码", "统一社会信用代码", "uscc")),
    Column(
        "category", gettext_lazy("Category"), ("类别", "一级标签", "分类"),
        note=gettext_lazy("Name or code of a category of this district; others are passed over."),
    ),
    Column(
        "unit", gettext_lazy("Unit that answered"), ("承办单位", "答复单位", "主办单位", "department"),
        note=gettext_lazy("Name or short name of a unit of this district."),
    ),
    Column("reply", gettext_lazy("Answer"), ("答复", "答复意见", "回复", "答复内容")),
    Column("replied_at", gettext_lazy("Answered at"), ("答复时间", "回复时间", "办结时间", "answered_at")),
)  # fmt: skip


class Messages:
    """One import of appeals: judges and stores batches, and counts what the result page shows."""

    def __init__(self, by: Actor, dry: bool, options: Mapping[str, Any]) -> None:
        assert by.district  # noqa: S101 - every post that may import has one
        self.by, self.dry, self.district, self.now = by, dry, by.district, timezone.now()
        active = Category.objects.filter(district=self.district, active=True)
        self.categories = {name: row for row in active for name in (row.name, row.code, row.path)}
        units = Unit.objects.filter(district=self.district)
        self.units = {name: row for row in units for name in (row.name, row.short_name)}
        self.seen: set[str] = set()
        self.received: Counter[str] = Counter()  # by month
        self.days: dict[str, Counter[int]] = defaultdict(
            Counter
        )  # by month received: whole days to the answer

    def take(self, lines: Sequence[Line]) -> None:
        companies = self._companies(lines)
        read = [(line, past) for line in lines if (past := self._read(line, companies))]
        known = Appeal.objects.filter(
            district=self.district,
            source=SOURCE,
            source_id__in=[past.source_id for _line, past in read],
        )
        before = {appeal.source_id: appeal for appeal in known}
        fresh, answered = [], []
        for line, past in read:
            appeal = before.get(past.source_id)
            if past.source_id in self.seen:
                continue  # stands in the file twice
            self.seen.add(past.source_id)
            self._count(past)
            if appeal is None:
                line.outcome = Outcome.NEW
                fresh.append(past)
            elif past.replied_at and appeal.stage == Stage.REGISTERED:
                line.outcome = Outcome.CHANGED
                answered.append((appeal, past))
        if self.dry:
            return
        store(fresh, by=self.by, district=self.district)
        for appeal, past in answered:
            close(appeal, past, by=self.by)

    def finish(self) -> dict[str, Any]:
        every: Counter[int] = Counter()
        for days in self.days.values():
            every.update(days)
        months = [
            {"month": m, "received": self.received[m], **_spread(self.days[m])} for m in sorted(self.received)
        ]
        return {"figures": {"received": self.received.total(), **_spread(every), "months": months}}

    def _read(self, line: Line, companies: Mapping[str, Enterprise]) -> Past | None:
        text, title, number = line.prose("text", LONGEST), line.text("title", 100), line.text("source_id", 64)
        received_at, replied_at = line.moment("received_at"), line.moment("replied_at")
        reply, unit = line.prose("reply", LONGEST), line.text("unit", 50)
        self._judge(line, received_at, replied_at, text=text, reply=reply, unit=unit)
        if line.problems or received_at is None:
            return None
        name = line.text("enterprise", 100)
        told = "\x1f".join((number, title, received_at.isoformat(), text))
        return Past(
            source_id=hashlib.sha256(told.encode()).hexdigest(),
            number_there=number,
            title=title or text.split("。")[0].split("\n")[0][:40],
            text=text,
            received_at=received_at,
            caller_name=line.text("caller_name", 40),
            caller_phone=line.text("caller_phone", 30),
            enterprise_name=name,
            enterprise=companies.get(line.text("credit_code", 18)) or companies.get(name_key(name)),
            category=self.categories.get(line.text("category", 130)),
            unit=self.units.get(unit),
            reply=reply,
            replied_at=replied_at,
        )

    def _judge(
        self,
        line: Line,
        received_at: datetime | None,
        replied_at: datetime | None,
        *,
        text: str,
        reply: str,
        unit: str,
    ) -> None:
        for key, value in (("text", text), ("received_at", line.has("received_at"))):
            if not value:
                line.refuse(key, _("It is empty."))
        for key, at in (("received_at", received_at), ("replied_at", replied_at)):
            if at and at > self.now:
                line.refuse(key, _("It lies in the future."))
        if received_at and replied_at and replied_at < received_at:
            line.refuse("replied_at", _("The answer is older than the appeal."))
        if reply and not line.has("replied_at"):
            line.refuse("replied_at", _("There is an answer, but not when it was given."))
        if replied_at and not reply:
            line.refuse("reply", _("There is the time of an answer, but no answer."))
        if unit and unit not in self.units:
            line.refuse("unit", _("No unit of this district has that name."))

    def _companies(self, lines: Sequence[Line]) -> dict[str, Enterprise]:
        """The register's enterprises that these lines name, by credit code and by name; two of one name count as unknown."""
        codes = {line.shown("credit_code") for line in lines} - {""}
        keys = {name_key(str(line.cells.get("enterprise") or "")) for line in lines} - {""}
        here = Enterprise.objects.filter(district=self.district, merged_into=None)
        found = {row.credit_code: row for row in here.filter(credit_code__in=codes) if row.credit_code}
        named = list(here.filter(name_key__in=keys))
        often = Counter(row.name_key for row in named)
        return {**{row.name_key: row for row in named if often[row.name_key] == 1}, **found}

    def _count(self, past: Past) -> None:
        month = timezone.localtime(past.received_at).strftime("%Y-%m")
        self.received[month] += 1
        if past.replied_at:
            self.days[month][(past.replied_at - past.received_at).days] += 1


def _spread(days: Counter[int]) -> dict[str, int | None]:
    return {"answered": days.total(), "median": median(days), "p95": from_histogram(days, 0.95)}


APPEALS = register(
    Importer(
        "import-appeals",
        gettext_lazy("Import appeals"),
        COLUMNS,
        Messages,
        outcome_template="appeals/import_outcome.html",
    )
)
