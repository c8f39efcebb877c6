"""Two invented lists of the first quarter, property transfers and deed tax, laid side by side and half cleared."""

import csv
import uuid
from datetime import datetime, timedelta
from io import BytesIO, StringIO

from django.utils import timezone

from qifu.appeals.files import Incoming
from qifu.demonstration.founding import Ground
from qifu.enterprises.models import Enterprise
from qifu.liaison.reconciliation import clearing
from qifu.liaison.reconciliation.models import Difference, Run
from qifu.liaison.reconciliation.running import begin, lay_side_by_side
from qifu.liaison.reconciliation.words import ClearingStage, DifferenceKind
from qifu.lib.uploads import inspect
from qifu.organisations.roles import Role

ROWS = 300
DAY = timedelta(days=1)
LIMIT = 10_000_000
REASONS = (
    "分期缴纳，余款已列入下季度计划。",
    "登记簿面积有误，已由不动产登记中心更正。",
    "已补缴，完税证明另附。",
)
APPEAL = "我公司按合同价缴纳契税，后经评估核减，多缴部分申请退还，请协调办理。"


def play(ground: Ground, now: datetime) -> None:
    at = now - 9 * DAY
    office = ground.actor("office1", Role.OFFICE, "")
    left, right = _lists(ground.enterprises, at)
    run, _new = begin(
        "不动产转移与契税核对", ("不动产登记中心：不动产转移", left), ("税务局：契税入库", right),
        by=office, district=ground.district, key=uuid.UUID(int=25), at=at,
    )  # fmt: skip
    lay_side_by_side(run, lambda done, total: None)
    _clear(ground, run, at, now)


def _lists(companies: list[Enterprise], at: datetime) -> tuple[Incoming, Incoming]:
    """Every company several times; some taxes are short, some lacking, some of companies that bought nothing."""
    sold, paid = [], []
    for n in range(ROWS):
        company = companies[n % len(companies)]
        name, code = company.name, company.credit_code or ""
        amount, day = f"{(n * 37 % 900 + 60) * 1000}.00", timezone.localdate(at - (30 + n % 60) * DAY)
        sold.append([code, name, amount, f"{day}", f"示例路{n + 1}号"])
        if n % 17 != 5:
            less = f"{(n * 37 % 900 + 50) * 1000}.00" if n % 41 == 7 else amount
            paid.append([code, name, less, f"{day + 5 * DAY}"])
    for n, (one, other) in enumerate(
        (("临江瑞禾食品", "临江瑞和食品"), ("云川宏岳机械", "云川宏嶽机械"), ("江畔启明建材", "江畔启明建村"))
    ):
        sold.append(["", f"{one}有限公司", f"{n + 3}00000.00", "", ""])
        paid.append(["", f"{other}有限公司", f"{n + 3}00000.00", ""])
    sold.append(["", "", "120000.00", "", "买受人未填"])
    paid.append(["", "滨江新引进企业有限公司", "四十万", ""])
    paid += [["", f"外地投资{letter}有限公司", "88000.00", ""] for letter in "甲乙丙"]
    return (
        _file("不动产转移.csv", ["统一社会信用代码", "受让方名称", "成交金额", "登记日期", "坐落"], sold),
        _file("契税入库.csv", ["纳税人识别号", "纳税人名称", "计税金额", "缴款日期"], paid),
    )


def _file(name: str, headings: list[str], rows: list[list[str]]) -> Incoming:
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(headings)
    lines.writerows(rows)
    content = BytesIO(text.getvalue().encode("gb18030"))
    return Incoming(name, content, inspect(content, name, LIMIT))


def _clear(ground: Ground, run: Run, at: datetime, now: datetime) -> None:
    office = ground.actor("office1", Role.OFFICE, "")
    likeness = list(run.differences.filter(kind=DifferenceKind.LIKENESS).order_by("id"))
    if likeness:
        clearing.confirm(likeness[0], by=office, at=at + DAY)
    if len(likeness) > 1:
        clearing.reject(likeness[1], by=office, at=at + DAY)
    rows = list(run.differences.filter(stage=ClearingStage.OPEN).order_by("id"))
    unit, head = ground.units["tax"], ground.actor("tax.head", Role.HEAD, "")
    mine = [row.pk for row in rows[: len(rows) * 2 // 3]]
    due = timezone.localdate(now + 5 * DAY)
    clearing.assign(run, mine, unit=unit, due_on=due, by=office, at=at + DAY)
    for n, row in enumerate(Difference.objects.filter(pk__in=mine).order_by("id")[:9]):
        when = at + (2 + n % 4) * DAY
        if n == 4 and row.enterprise_id:
            clearing.make_appeal(row, by=head, note=APPEAL, at=when)
            continue
        act = clearing.correct if n % 3 == 1 else clearing.explain
        act(row, by=head, note=REASONS[n % 3], at=when)
        if n % 2 == 0:
            clearing.check(row, by=office, note="已核对。", at=when + DAY)
