"""The three-level tree of enterprises' problems, their aspects, and which unit's duty each is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Category:
    code: str
    name: str
    aspect: str
    complexity: str  # the usual class; above the third level it says nothing

    @property
    def level(self) -> int:
        return len(self.code) // 2

    @property
    def parent(self) -> str:
        return self.code[:-2]


@dataclass(frozen=True)
class Duty:
    lead: str
    assist: tuple[str, ...] = ()


# The letters of the rules on clocks, in the ledger's words.
CLASSES = {"C": "simple", "B": "several", "A": "left_over"}

ASPECTS = {
    "reform": "企业改革",
    "project": "项目建设",
    "service": "服务体系",
    "environment": "发展环境",
    "industry": "产业发展",
    "leftover": "遗留问题",
}

# Code, name; a third-level code also carries its usual class. The aspect is the first level's unless said.
_TREE = """
01 水电气与通信 environment
0101 用电
010101 线路跳闸与停电 B
010102 用电报装与增容 B
010103 电价电费与转供电 C
0102 用水
010201 水压与水质 C
010202 用水报装 C
010203 水费计量 C
0103 用气
010301 燃气接驳 B
010302 气价与保供 C
0104 通信
010401 宽带接入 C
010402 移动信号覆盖 C
02 市政与排水 environment
0201 排水
020101 积水内涝 B
020102 管网堵塞溢流 C
020103 排水接驳许可 C
0202 市政设施
020201 道路破损 C
020202 路灯照明 C
020203 管线杆线迁改 B
0203 市容环卫
020301 垃圾清运 C
020302 占道与施工围挡 C
020303 门头招牌 C
03 规划与项目建设 project
0301 规划审批
030101 规划许可 B
030102 规划条件调整 B
0302 施工与验收
030201 施工许可 C
030202 竣工联合验收 B
0303 项目推进
030301 征地拆迁 B
030302 配套设施 B
030303 手续协调 B
0304 项目申报
030401 立项备案 C
030402 专项资金申报 C
04 用地与产权 project
0401 用地
040101 供地与用地指标 B
040102 闲置与低效用地 B
040103 厂房与场地租赁 C
0402 不动产登记
040201 首次登记 B
040202 转移与分割登记 B
040203 抵押登记 C
0403 权属纠纷
040301 界址争议 B
05 登记与准入 service
0501 登记注册
050101 设立与变更登记 C
050102 注销登记 C
050103 住所登记 C
0502 行业许可
050201 食品经营生产许可 C
050202 特种设备检验 C
050203 药械经营许可 C
0503 信用与知识产权
050301 信用修复 C
050302 商标侵权 B
06 税费 service
0601 办税服务
060101 发票领用 C
060102 退税 C
060103 税收优惠 C
0602 涉企收费
060201 行政事业性收费 C
060202 中介与协会收费 C
07 融资与账款 industry
0701 融资
070101 贷款难贷款贵 B
070102 续贷转贷 B
070103 融资担保 B
0702 账款
070201 政府工程款拖欠 B
070202 企业货款拖欠 B
08 用工与人才 industry
0801 招聘
080101 普工招聘 C
080102 技能人才招聘 C
0802 社会保险
080201 参保与转移 C
080202 工伤认定 C
080203 稳岗与培训补贴 C
0803 劳动关系
080301 劳资纠纷 B
0804 人才服务
080401 子女入学 B
080402 住房保障 C
09 交通与物流 environment
0901 货运物流
090101 货车通行 C
090102 限高限重与桥涵 B
0902 出行配套
090201 公交线路与站点 C
090202 停车 C
090203 道路开口 C
10 环保安全消防 environment
1001 环境保护
100101 环评审批 C
100102 排污许可与监测 C
100103 噪声油烟扰民 B
100104 固废危废处置 C
1002 安全生产
100201 安全许可与评价 C
100202 检查频次 C
1003 消防
100301 消防审验 B
100302 消防设施与通道 C
11 改制与历史遗留 leftover
1101 职工安置
110101 安置补偿 A reform
110102 社保欠费 A
110103 职工档案 A
1102 资产债务
110201 房产土地确权 A
110202 债务担保 A
110203 股权与公章证照 A reform
1103 社会职能移交
110301 水电气物业分离移交 A
110302 退休人员社会化管理 A
1104 改制政策
110401 改制审批与税费 B reform
12 法治与政务 service
1201 治安环境
120101 盗窃与破坏 C environment
120102 阻工与强揽 B environment
1202 行政执法
120201 检查与处罚 C
1203 法律服务
120301 合同与追偿 C
1204 政策兑现
120401 奖补资金兑现 B
120402 资质认定申报 C
1205 政务服务
120501 窗口服务 C
120502 网上办理 C
120503 政策咨询 C
"""


def _read(tree: str) -> tuple[Category, ...]:
    found: list[Category] = []
    aspect = ""
    for line in tree.split("\n"):
        if not line:
            continue
        code, name, *rest = line.split(" ")
        if len(code) == 2:
            aspect, rest = rest[0], []
        complexity = CLASSES[rest[0]] if rest else "simple"
        found.append(Category(code, name, rest[1] if len(rest) > 1 else aspect, complexity))
    return tuple(found)


CATEGORIES = _read(_TREE)
CATEGORY = {category.code: category for category in CATEGORIES}

# The duty of a second-level category, unless a third-level one says otherwise.
DUTIES = {
    "0101": Duty("power", ("zone",)),
    "010103": Duty("market", ("power",)),
    "0102": Duty("water"),
    "0103": Duty("housing", ("zone",)),
    "0104": Duty("industry"),
    "0201": Duty("water", ("municipal",)),
    "0202": Duty("municipal"),
    "020203": Duty("housing", ("power", "municipal")),
    "0203": Duty("municipal"),
    "0301": Duty("planning"),
    "0302": Duty("services", ("housing",)),
    "030202": Duty("housing", ("planning", "fire")),
    "0303": Duty("development", ("zone",)),
    "0304": Duty("development"),
    "0401": Duty("planning", ("zone",)),
    "040103": Duty("zone"),
    "0402": Duty("planning"),
    "0403": Duty("planning"),
    "0501": Duty("services", ("market",)),
    "0502": Duty("market"),
    "0503": Duty("market"),
    "0601": Duty("tax"),
    "0602": Duty("market", ("finance",)),
    "0701": Duty("banking"),
    "0702": Duty("industry", ("finance",)),
    "070201": Duty("finance"),
    "0801": Duty("labour"),
    "0802": Duty("labour"),
    "0803": Duty("labour", ("justice",)),
    "0804": Duty("labour"),
    "080401": Duty("education", ("labour",)),
    "0901": Duty("transport", ("police",)),
    "090101": Duty("police", ("transport",)),
    "0902": Duty("transport"),
    "090203": Duty("municipal", ("police",)),
    "1001": Duty("ecology"),
    "1002": Duty("emergency"),
    "1003": Duty("fire"),
    "100301": Duty("housing", ("fire",)),
    "1101": Duty("reform", ("labour",)),
    "1102": Duty("reform", ("finance",)),
    "110201": Duty("reform", ("planning",)),
    "1103": Duty("reform"),
    "1104": Duty("reform", ("tax",)),
    "1201": Duty("police"),
    "1202": Duty("justice", ("market",)),
    "1203": Duty("justice"),
    "1204": Duty("industry", ("finance",)),
    "1205": Duty("services"),
}


def duty_of(code: str) -> Duty:
    """The hint which the assigning page gives; the office decides."""
    return DUTIES.get(code) or DUTIES[code[:4]]
