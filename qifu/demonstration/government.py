"""The invented government: fronts, units, leaders, and who is seated where."""

from dataclasses import dataclass

from qifu.demonstration.names import mobile, person
from qifu.demonstration.places import STREETS

PEOPLE_BY_UNIT = 3  # a head and up to two officers


@dataclass(frozen=True)
class Front:
    key: str
    name: str


@dataclass(frozen=True)
class Unit:
    key: str
    name: str
    short: str
    kind: str  # office, department, street, zone
    front: str
    phone: str
    seat: str = ""  # the unit in which it is seated


@dataclass(frozen=True)
class Leader:
    key: str  # also the user name
    name: str
    title: str
    front: str = ""
    is_head: bool = False


@dataclass(frozen=True)
class Seat:
    role: str
    unit: str = ""
    leader: str = ""


@dataclass(frozen=True)
class Person:
    username: str
    name: str
    phone: str
    seats: tuple[Seat, ...]
    at_city: bool = False


FRONTS = (
    Front("industry", "工业经济战线"),
    Front("construction", "城市建设战线"),
    Front("commerce", "商贸服务战线"),
    Front("society", "社会事业战线"),
    Front("governance", "政务法治战线"),
)

_DEPARTMENTS = (
    ("office", "青渡区企业服务活动办公室", "活动办", "office", "industry"),
    ("industry", "青渡区工业和信息化局", "区工信局", "department", "industry"),
    ("development", "青渡区发展和改革局", "区发改局", "department", "industry"),
    ("finance", "青渡区财政局", "区财政局", "department", "industry"),
    ("banking", "青渡区金融工作办公室", "区金融办", "department", "industry"),
    ("reform", "青渡区企业改制工作办公室", "区改制办", "department", "industry"),
    ("power", "云川供电公司青渡供电分公司", "青渡供电分公司", "department", "industry"),
    ("zone", "青渡经济开发区管理委员会", "开发区管委会", "zone", "industry"),
    ("planning", "青渡区自然资源和规划局", "区资规局", "department", "construction"),
    ("housing", "青渡区住房和城乡建设局", "区住建局", "department", "construction"),
    ("municipal", "青渡区城市管理局", "区城管局", "department", "construction"),
    ("transport", "青渡区交通运输局", "区交通局", "department", "construction"),
    ("water", "青渡区水务局", "区水务局", "department", "construction"),
    ("ecology", "云川市生态环境局青渡分局", "生态环境分局", "department", "construction"),
    ("commerce", "青渡区商务局", "区商务局", "department", "commerce"),
    ("market", "青渡区市场监督管理局", "区市场监管局", "department", "commerce"),
    ("tax", "国家税务总局云川市青渡区税务局", "区税务局", "department", "commerce"),
    ("labour", "青渡区人力资源和社会保障局", "区人社局", "department", "society"),
    ("education", "青渡区教育局", "区教育局", "department", "society"),
    ("health", "青渡区卫生健康局", "区卫健局", "department", "society"),
    ("services", "青渡区行政审批服务局", "区审批局", "department", "governance"),
    ("police", "云川市公安局青渡分局", "公安青渡分局", "department", "governance"),
    ("justice", "青渡区司法局", "区司法局", "department", "governance"),
    ("emergency", "青渡区应急管理局", "区应急局", "department", "governance"),
    ("fire", "青渡区消防救援大队", "区消防大队", "department", "governance"),
    ("supervision", "青渡区委区政府督查室", "区督查室", "department", "governance"),
)

_STREET_FRONTS = (
    "commerce",
    "commerce",
    "construction",
    "industry",
    "commerce",
    "industry",
    "construction",
    "society",
)

UNITS = (
    *(
        Unit(key, name, short, kind, front, f"8550-{1101 + i:04d}", "industry" if key == "office" else "")
        for i, (key, name, short, kind, front) in enumerate(_DEPARTMENTS)
    ),
    *(
        Unit(
            street.key,
            f"青渡区{street.name}{'人民政府' if street.name.endswith('镇') else '办事处'}",
            street.name,
            "street",
            front,
            f"8550-{1201 + i:04d}",
        )
        for i, (street, front) in enumerate(zip(STREETS, _STREET_FRONTS, strict=True))
    ),
)
UNIT = {unit.key: unit for unit in UNITS}

LEADERS = (
    Leader("secretary", "贺长青", "区委书记"),
    Leader("district.head", "谭志远", "区委副书记、区长", is_head=True),
    Leader("congress", "廖佩云", "区人大常委会主任"),
    Leader("consultative", "段光明", "区政协主席"),
    Leader("deputy.secretary", "尹学文", "区委副书记"),
    Leader("deputy.industry", "邹立军", "区委常委、副区长", "industry"),
    Leader("deputy.construction", "石明辉", "副区长", "construction"),
    Leader("deputy.commerce", "易晓燕", "副区长", "commerce"),
    Leader("deputy.society", "汤慧敏", "副区长", "society"),
    Leader("deputy.governance", "侯正华", "区委常委、政法委书记", "governance"),
    Leader("united.front", "夏春梅", "区委常委、统战部部长"),
    Leader("zone.secretary", "匡建新", "开发区党工委书记、管委会主任"),
)
LEADER = {leader.key: leader for leader in LEADERS}

CONTACT_ACCOUNTS = ("company1", "company2", "company3", "company4")  # of the enterprises 0 to 3


def _unit_staff() -> tuple[Person, ...]:
    people = []
    for i, unit in enumerate(unit for unit in UNITS if unit.kind != "office"):
        officers = 1 if unit.key in {"supervision", "health", "education", "justice"} else 2
        people.append(_seated(f"{unit.key}.head", 100 + i * PEOPLE_BY_UNIT, Seat("head", unit.key)))
        people.extend(
            _seated(f"{unit.key}{n}", 100 + i * PEOPLE_BY_UNIT + n, Seat("officer", unit.key))
            for n in range(1, officers + 1)
        )
    return tuple(people)


def _seated(username: str, index: int, *seats: Seat, at_city: bool = False) -> Person:
    return Person(username, person(index), mobile(index), seats, at_city)


OFFICE_STAFF = (
    _seated("office1", 1, Seat("office", "office")),
    _seated("office2", 2, Seat("office", "office"), Seat("operator", "office")),
    _seated("office3", 3, Seat("office", "office"), Seat("officer", "industry")),
)
OPERATORS = tuple(_seated(f"hotline{n}", 10 + n, Seat("operator", "office")) for n in (1, 2, 3))
INSPECTORS = tuple(_seated(f"inspector{n}", 20 + n, Seat("inspector", "supervision")) for n in (1, 2, 3))
ADMINISTRATORS = (
    _seated("sysadmin", 31, Seat("system_admin")),
    _seated("secadmin", 32, Seat("security_admin")),
    _seated("auditadmin", 33, Seat("audit_admin")),
)
CITY_USER = _seated("city1", 34, Seat("city"), at_city=True)
LEADER_ACCOUNTS = tuple(
    Person(leader.key, leader.name, mobile(40 + i), (Seat("leader", leader=leader.key),))
    for i, leader in enumerate(LEADERS)
)
UNIT_STAFF = _unit_staff()

STAFF = (
    *OFFICE_STAFF,
    *OPERATORS,
    *INSPECTORS,
    *ADMINISTRATORS,
    CITY_USER,
    *LEADER_ACCOUNTS,
    *UNIT_STAFF,
)
USERNAMES = frozenset(person.username for person in STAFF) | frozenset(CONTACT_ACCOUNTS)


def officers_of(unit: str) -> tuple[str, ...]:
    return tuple(p.username for p in UNIT_STAFF if p.seats == (Seat("officer", unit),))


def deputy_over(front: str) -> Leader:
    return next(leader for leader in LEADERS if leader.front == front)
