"""Size classes of enterprises and the above-scale line of industry.

Source: 统计上大中小微型企业划分办法（2017）, 国统字〔2017〕213号, on GB/T 4754-2017. Amounts are in 10,000
yuan. An enterprise has the highest class all of whose lower bounds it reaches; what misses any bound of
small is micro.
"""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

Amount = int | Decimal


class SizeClass(StrEnum):
    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"
    MICRO = "micro"


class Sector(StrEnum):
    FARMING = "farming"
    INDUSTRY = "industry"
    CONSTRUCTION = "construction"
    WHOLESALE = "wholesale"
    RETAIL = "retail"
    TRANSPORT = "transport"
    STORAGE = "storage"
    POST = "post"
    LODGING = "lodging"
    CATERING = "catering"
    TELECOM = "telecom"
    SOFTWARE = "software"
    REAL_ESTATE = "real_estate"
    PROPERTY = "property"
    LEASING = "leasing"
    OTHER = "other"


Bounds = tuple[int, int, int]  # the least for large, medium, small
RULES: Mapping[Sector, Mapping[str, Bounds]] = MappingProxyType(
    {
        Sector.FARMING: {"revenue": (20000, 500, 50)},
        Sector.INDUSTRY: {"staff": (1000, 300, 20), "revenue": (40000, 2000, 300)},
        Sector.CONSTRUCTION: {"revenue": (80000, 6000, 300), "assets": (80000, 5000, 300)},
        Sector.WHOLESALE: {"staff": (200, 20, 5), "revenue": (40000, 5000, 1000)},
        Sector.RETAIL: {"staff": (300, 50, 10), "revenue": (20000, 500, 100)},
        Sector.TRANSPORT: {"staff": (1000, 300, 20), "revenue": (30000, 3000, 200)},
        Sector.STORAGE: {"staff": (200, 100, 20), "revenue": (30000, 1000, 100)},
        Sector.POST: {"staff": (1000, 300, 20), "revenue": (30000, 2000, 100)},
        Sector.LODGING: {"staff": (300, 100, 10), "revenue": (10000, 2000, 100)},
        Sector.CATERING: {"staff": (300, 100, 10), "revenue": (10000, 2000, 100)},
        Sector.TELECOM: {"staff": (2000, 100, 10), "revenue": (100000, 1000, 100)},
        Sector.SOFTWARE: {"staff": (300, 100, 10), "revenue": (10000, 1000, 50)},
        Sector.REAL_ESTATE: {"revenue": (200000, 1000, 100), "assets": (10000, 5000, 2000)},
        Sector.PROPERTY: {"staff": (1000, 300, 100), "revenue": (5000, 1000, 500)},
        Sector.LEASING: {"staff": (300, 100, 10), "assets": (120000, 8000, 100)},
        Sector.OTHER: {"staff": (300, 100, 10)},
    }
)

# Since which year how much revenue makes an industrial enterprise 规上, newest first.
ABOVE_SCALE: tuple[tuple[int, int], ...] = ((2011, 2000), (1998, 500))

# First and last division, the group where a division is split, and the sector; the first that fits decides.
# Not covered by the rule, so absent: railways 53, finance 66-69, letting of own property 704, education 83,
# health 84, public administration 91-96, international organisations 97.
CODES: tuple[tuple[str, str, Sector], ...] = (
    ("01", "05", Sector.FARMING),
    ("06", "46", Sector.INDUSTRY),
    ("47", "50", Sector.CONSTRUCTION),
    ("51", "51", Sector.WHOLESALE),
    ("52", "52", Sector.RETAIL),
    ("54", "58", Sector.TRANSPORT),
    ("591", "591", Sector.TRANSPORT),
    ("592", "599", Sector.STORAGE),
    ("60", "60", Sector.POST),
    ("61", "61", Sector.LODGING),
    ("62", "62", Sector.CATERING),
    ("63", "64", Sector.TELECOM),
    ("65", "65", Sector.SOFTWARE),
    ("701", "701", Sector.REAL_ESTATE),
    ("702", "702", Sector.PROPERTY),
    ("703", "703", Sector.OTHER),
    ("709", "709", Sector.OTHER),
    ("71", "72", Sector.LEASING),
    ("73", "82", Sector.OTHER),
    ("85", "90", Sector.OTHER),
)
SECTIONS = {
    "A": ("01", "05"), "B": ("06", "12"), "C": ("13", "43"), "D": ("44", "46"), "E": ("47", "50"),
    "F": ("51", "52"), "G": ("53", "60"), "H": ("61", "62"), "I": ("63", "65"), "J": ("66", "69"),
    "K": ("70", "70"), "L": ("71", "72"), "M": ("73", "75"), "N": ("76", "79"), "O": ("80", "82"),
    "P": ("83", "83"), "Q": ("84", "85"), "R": ("86", "90"), "S": ("91", "96"), "T": ("97", "97"),
}  # fmt: skip
INDUSTRY_CODE = re.compile(r"([A-T]?)(\d{2,4})?")


def size_class(
    sector: Sector, staff: int | None, revenue: Amount | None, assets: Amount | None
) -> SizeClass | None:
    """None when a fact that the sector's rule asks for is missing."""
    facts = {"staff": staff, "revenue": revenue, "assets": assets}
    rank = 0
    for fact, bounds in RULES[sector].items():
        value = facts[fact]
        if value is None:
            return None
        rank = max(rank, sum(value < bound for bound in bounds))
    return tuple(SizeClass)[rank]


def above_scale(sector_is_industry: bool, revenue: Amount | None, year: int) -> bool | None:
    """None when the revenue, or the threshold of that year, is not known."""
    if not sector_is_industry:
        return False
    for since, threshold in ABOVE_SCALE:
        if year >= since:
            return None if revenue is None else revenue >= threshold
    return None


def sector_of(industry_code: str) -> Sector | None:
    """None when the code is unknown, too short to tell (F, K70), or outside the rule."""
    match = INDUSTRY_CODE.fullmatch(unicodedata.normalize("NFKC", industry_code).strip().upper())
    if match is None:
        return None
    section, digits = match.group(1), match.group(2)
    if section and digits:
        first, last = SECTIONS[section]
        return _sector(digits, digits) if first <= digits[:2] <= last else None
    if section:
        return _sector(*SECTIONS[section])
    return _sector(digits, digits) if digits else None


def _sector(first: str, last: str) -> Sector | None:
    for start, end, sector in CODES:
        width = len(start)
        if len(first) >= width and start <= first[:width] and last[:width] <= end:
            return sector
    return None
