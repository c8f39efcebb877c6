"""The invented district that a bench database holds before its appeals: units, people, categories, enterprises."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from stdnum.cn import uscc

from bench.bulk import Row, Table
from qifu.appeals.models import Category
from qifu.appeals.presets import load_presets
from qifu.enterprises.models import Contact, Enterprise
from qifu.lib.holidays_cn import BUILTIN_YEARS, builtin_exceptions
from qifu.lib.names import name_key
from qifu.organisations.calendar import load_year
from qifu.organisations.models import District, Front, Post, Unit, UnitKind, User
from qifu.organisations.roles import Role

PASSWORD = "Bench-2026-qifu"  # noqa: S105 - of a database that is thrown away
FRONTS, DEPARTMENTS, STREETS = 5, 24, 6
TRADES = ("锅炉", "轴承", "印染", "食品", "电缆", "家具", "物流", "软件", "医药", "纸业", "阀门", "制冷")
BRANDS = ("宏", "岳", "晟", "沛", "霖", "煜", "筠", "澄", "朗", "嘉", "川", "泽", "启", "盈", "禾", "钧")
PREFIX = "临江区"


@dataclass(frozen=True)
class Ground:
    district: District
    office: Post
    officers: list[Post]  # one a department, the first signs in
    heads: list[Post]
    streets: list[Unit]
    categories: list[Category]
    enterprises: int


def lay(enterprises: int) -> Ground:
    """The few rows that come before the many; through the models, since they are few."""
    for year in range(timezone.localdate().year - 3, timezone.localdate().year + 2):
        announced = year in BUILTIN_YEARS  # next year's calendar comes late in this one
        load_year(year, builtin_exceptions([year]) if announced else {date(year, 1, 1): False}, "bench")
    city = District.objects.create(code="990100", name="云川市", active=False)
    district = District.objects.create(code="990199", name=PREFIX, parent=city)
    load_presets(district)
    fronts = [Front.objects.create(district=district, name=f"第{n + 1}战线", order=n) for n in range(FRONTS)]
    office = _unit(district, UnitKind.OFFICE, "企业服务年活动办公室", "活动办", None, 0)
    departments = [
        _unit(district, UnitKind.DEPARTMENT, f"{PREFIX}第{n + 1}局", f"{n + 1}局", fronts[n % FRONTS], n + 1)
        for n in range(DEPARTMENTS)
    ]
    streets = [
        _unit(district, UnitKind.STREET, f"第{n + 1}街道办事处", f"{n + 1}街道", None, 50 + n)
        for n in range(STREETS)
    ]
    password = make_password(PASSWORD)
    return Ground(
        district,
        _post("office", password, Role.OFFICE, office),
        [_post(f"officer{n}", password, Role.OFFICER, unit) for n, unit in enumerate(departments)],
        [_post(f"head{n}", password, Role.HEAD, unit) for n, unit in enumerate(departments)],
        streets,
        _categories(district),
        enterprises,
    )


def _unit(district: District, kind: UnitKind, name: str, short: str, front: Front | None, order: int) -> Unit:
    return Unit.objects.create(
        district=district, kind=kind, name=name, short_name=short, front=front, order=order
    )


def _post(username: str, password: str, role: Role, unit: Unit) -> Post:
    user = User.objects.create(
        username=username, name=username, password=password, password_changed_at=timezone.now()
    )
    return Post.objects.create(user=user, role=role, district=unit.district, unit=unit)


def _categories(district: District) -> list[Category]:
    leaves = []
    for top in range(1, 7):
        above = Category.objects.create(district=district, code=f"{top:02}", name=f"第{top}类")
        for middle in range(1, 4):
            code = f"{top:02}{middle:02}"
            between = Category.objects.create(
                district=district, code=code, name=f"第{top}.{middle}类", parent=above
            )
            leaves += [
                Category.objects.create(
                    district=district,
                    code=f"{code}{leaf:02}",
                    name=f"第{top}.{middle}.{leaf}类",
                    parent=between,
                )
                for leaf in range(1, 4)
            ]
    return leaves


def phone_of(enterprise: int) -> str:
    return f"199{enterprise:08}"


def name_of(enterprise: int) -> str:
    """No two alike up to 10^5: three brand characters, a trade, and a number where those run out."""
    a, b, c = enterprise % 16, enterprise // 16 % 16, enterprise // 256 % 16
    turn = enterprise // 4096
    return f"云川{BRANDS[a]}{BRANDS[b]}{BRANDS[c]}{TRADES[(enterprise + turn) % 12]}{f'第{turn}' if turn else ''}有限公司"


def enterprise_rows(ground: Ground) -> Iterator[tuple[Table, Row]]:
    enterprise_table, contact_table = Table(Enterprise), Table(Contact)
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
    for n in range(1, ground.enterprises + 1):
        name, body = name_of(n), f"91990199{n:09}"
        yield (
            enterprise_table,
            enterprise_table.row(
                id=n,
                district_id=ground.district.pk,
                number=f"Q{n:06}",
                name=name,
                name_key=name_key(name)[:100],
                credit_code=body + uscc.calc_check_digit(body),
                street_id=ground.streets[n % STREETS].pk,
                phone=f"0990-{n:07}",
                industry="C3411",
                size="small",
                created_at=now,
            ),
        )
        phone = phone_of(n)
        yield (
            contact_table,
            contact_table.row(id=n, enterprise_id=n, name="陈静", phone=phone, phone_key=phone),
        )
