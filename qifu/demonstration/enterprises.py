"""Three hundred invented companies, by index arithmetic: the same ones on every machine."""

from dataclasses import dataclass
from functools import cache

from stdnum.cn import uscc

from qifu.demonstration.government import CONTACT_ACCOUNTS, LEADERS
from qifu.demonstration.names import mobile, person
from qifu.demonstration.places import CITY, DISTRICT, STREETS, Street
from qifu.demonstration.trades import OLD_FIRMS, PROJECTS, TRADES, Trade

COUNT = 300
KEY = 40
FIRST = "澄栗汀砚磐昀柏楠沐澜岱芷稷珞钧荻骊峤湛翊"
SECOND = "和盛达源泰丰信元瑞禾宏远成捷宁"
OLDER_WITHOUT_CODE = 15
FACTS_YEAR = 2025


@dataclass(frozen=True)
class Contact:
    name: str
    title: str
    phone: str
    username: str = ""


@dataclass(frozen=True)
class Project:
    name: str
    investment: int  # 10k yuan
    stage: str  # planned, started, finished, stopped
    unit: str


@dataclass(frozen=True)
class Enterprise:
    index: int
    name: str
    short: str
    credit_code: str  # "" for records older than 2015
    street: str
    road: str
    address: str
    phone: str
    industry: str  # GB/T 4754, section letter first
    trade: str
    founded: int
    staff: int
    revenue: int  # 10k yuan, as assets
    assets: int
    key: bool
    restructured: bool
    leader: str
    contacts: tuple[Contact, ...]
    projects: tuple[Project, ...]

    @property
    def section(self) -> str:
        return self.industry[0]


def organisation_code(body: str) -> str:
    """GB 11714: eight characters and a check character."""
    values = (ord(c) - 48 if c.isdigit() else ord(c) - 55 for c in body)
    total = sum(value * weight for value, weight in zip(values, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return body + "0123456789X0"[(11 - total % 11) % 11 if total % 11 else 0]


def credit_code(index: int, founded: int) -> str:
    serial = 4_096_003 + index * 7_919
    body = f"MA{serial % 1_000_000:06d}" if founded >= 2015 else f"7{serial:07d}"
    number = f"91{DISTRICT.code}{organisation_code(body)}"
    return number + str(uscc.calc_check_digit(number))


@cache
def enterprises() -> tuple[Enterprise, ...]:
    return tuple(_enterprise(i) for i in range(COUNT))


def _enterprise(i: int) -> Enterprise:
    old = _old_firm(i)
    trade = _trade(i)
    founded = 1958 + old * 5 % 37 if old is not None else 1999 + (i * 7) % 26
    street = _street(i, trade, old)
    name, short = _name(i, trade, street, old)
    coded = old is None or old >= OLDER_WITHOUT_CODE
    road = street.roads[i // 3 % len(street.roads)]
    key = i < KEY
    staff, revenue, assets = _size(i, trade, key)
    return Enterprise(
        index=i,
        name=name,
        short=short,
        credit_code=credit_code(i, founded) if coded else "",
        street=street.key,
        road=road,
        address=f"{DISTRICT.name}{street.name}{road}{(i * 13) % 268 + 1}号",
        phone=f"8551-{2001 + i:04d}",
        industry=trade.code,
        trade=trade.name,
        founded=founded,
        staff=staff,
        revenue=revenue,
        assets=assets,
        key=key,
        restructured=old is not None,
        leader=LEADERS[i % len(LEADERS)].key if key else "",
        contacts=_contacts(i),
        projects=(_builders()[i],) if i in _builders() else (),
    )


def _old_firm(i: int) -> int | None:
    """Behind the key companies, every seventh one is a former state or collective firm."""
    at, rest = divmod(i - KEY, 7)
    return at if rest == 0 and 0 <= at < len(OLD_FIRMS) else None


def _trade(i: int) -> Trade:
    old = _old_firm(i)
    if old is not None:
        return next(trade for trade in TRADES if trade.name == OLD_FIRMS[old][1])
    makers = sum(1 for trade in TRADES if trade.code[0] == "C")
    return TRADES[(i * 5) % makers if i < KEY or i % 3 == 0 else (i * 11 + i // 7) % len(TRADES)]


def _street(i: int, trade: Trade, old: int | None) -> Street:
    """Works stand mostly at the port, on the ridges and in the town; shops and offices in the old streets.

    An old firm stands where its name says.
    """
    if old is not None:
        for street in STREETS:
            if street.short in OLD_FIRMS[old][0]:
                return street
    places = (5, 7, 3, 6, 5, 4, 7, 2) if trade.code[0] == "C" else (0, 1, 4, 2, 1, 0, 3, 5)
    return STREETS[places[(i * 3 + i // 8) % len(places)]]


def _name(i: int, trade: Trade, street: Street, old: int | None) -> tuple[str, str]:
    if old is not None:
        name, _trade, short = OLD_FIRMS[old]
        return name, short
    brand = FIRST[i % len(FIRST)] + SECOND[(i // len(FIRST) + i * 2) % len(SECOND)]
    place = (CITY.name, "云川", f"{CITY.name}青渡区", "云川")[i % 4]
    company = "股份有限公司" if i < KEY and i % 9 == 4 else "有限公司" if i % 5 else "有限责任公司"
    return f"{place}{brand}{trade.label}{company}", f"{brand}{trade.label}"


def _size(i: int, trade: Trade, key: bool) -> tuple[int, int, int]:
    staff = trade.staff * (60 + (i * 37) % 130) // 100 * (4 if key else 1)
    revenue = trade.revenue * (55 + (i * 53) % 160) // 100 * (5 if key else 1)
    return max(3, staff), max(40, revenue), max(60, revenue * (70 + (i * 29) % 90) // 100)


def _contacts(i: int) -> tuple[Contact, ...]:
    titles = ("总经理", "办公室主任", "副总经理", "行政主管", "厂长助理", "财务负责人")
    account = CONTACT_ACCOUNTS[i] if i < len(CONTACT_ACCOUNTS) else ""
    first = Contact(person(400 + i), titles[i % 6], mobile(1000 + i), account)
    if i % 3 == 2:
        return (first,)
    return first, Contact(person(800 + i), titles[(i + 3) % 6], mobile(2000 + i))


@cache
def _builders() -> dict[int, Project]:
    """Each project with the second company of its trade: the first ones have stories enough."""
    return {
        [i for i in range(COUNT) if _trade(i).name == trade][1]: Project(name, investment, stage, unit)
        for name, investment, stage, unit, trade in PROJECTS
    }
