"""The invented district and its streets.

No province has the digits 99 in GB/T 2260, so 990104 is shaped like a district's code and is nobody's.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    hotline: str = ""


@dataclass(frozen=True)
class Street:
    key: str
    name: str
    short: str
    roads: tuple[str, ...]
    landmark: str


CITY = Place("990100", "云川市")
DISTRICT = Place("990104", "云川市青渡区", "8550-2006")

STREETS = (
    Street(
        "dukou", "渡口街道", "渡口", ("渡口正街", "船厂路", "沿江东路", "义码头巷", "纱厂路"), "老轮渡码头"
    ),
    Street(
        "wenmiao", "文庙街道", "文庙", ("文庙大街", "泮池路", "学门前街", "云台路", "小东门路"), "文庙广场"
    ),
    Street("liudi", "柳堤街道", "柳堤", ("柳堤路", "闸口路", "长堰路", "排涝站路", "柳堤北路"), "柳堤排涝站"),
    Street("lishan", "栗山街道", "栗山", ("栗山路", "机床厂路", "井湾路", "栗山二路", "红砖路"), "栗山立交"),
    Street(
        "yantang", "雁塘街道", "雁塘", ("雁塘大道", "雁北路", "荷塘路", "麻园路", "雁塘横路"), "雁塘大市场"
    ),
    Street(
        "xingang",
        "新港街道",
        "新港",
        ("新港大道", "港园一路", "港园二路", "港园三路", "保税仓路"),
        "新港货运码头",
    ),
    Street(
        "baishiling",
        "白石岭街道",
        "白石岭",
        ("白石岭路", "岭东路", "岭背路", "采石路", "茶场路"),
        "白石岭水厂",
    ),
    Street(
        "shitang", "石塘镇", "石塘", ("石塘正街", "镇园路", "创业大道", "石桥路", "圩场路"), "石塘镇老圩场"
    ),
)

STREET = {street.key: street for street in STREETS}
