"""The invented programme's words: aims, duties with their yearly quantities, and what was issued and held."""

from dataclasses import dataclass

TITLE = "{year}年企业服务年活动"
NUMBER = "青办发〔{year}〕11号"
LAST_YEARS_NUMBER = "青办发〔{year}〕9号"
AIMS = """\
以解决企业实际困难为主线，领导带头、部门联动、街道兜底，推动服务力量下沉一线。
一、全年走访规模以上企业和重点项目单位全覆盖，问题当场登记、限期交办、逐件回访。
二、交办问题按期办结率达到95%以上，企业对已解决问题的满意率达到90%以上。
三、历史遗留问题逐件建档，明确包案领导和办结时限，全年化解不少于六成。
四、梳理共性问题，年内出台一批管长远的制度，把好做法固定下来。"""
LAST_YEARS_AIMS = "组织机关干部进企业、送政策、解难题，建立问题台账，逐件交办、逐件回访。"


@dataclass(frozen=True)
class Written:
    """A duty that is counted: so many `measure` in the year, done by the last day of the month `due`."""

    unit: str
    aspect: str
    title: str
    content: str
    due: int
    total: int
    measure: str
    doing: str
    helpers: tuple[str, ...] = ()


DUTIES = (
    Written("industry", "industry", "规模以上工业企业走访全覆盖", "逐户走访规模以上工业企业，了解订单、用工、用能和融资情况，问题当场登记，三个工作日内转交办理。", 12, 168, "户", "走访规模以上工业企业", ("development", "zone")),
    Written("industry", "industry", "推动技术改造项目落地", "建立技术改造项目清单，逐项明确服务专员，协调备案、能评和设备补贴，年内开工不少于36项。", 11, 36, "项", "协调技术改造项目开工"),
    Written("development", "project", "重点项目前期手续集中攻坚", "对尚未开工的重点项目列出手续清单，每月召开一次会商，逐项销号。", 9, 42, "项", "办结前期手续", ("planning", "housing", "services")),
    Written("development", "service", "惠企政策汇编和解读", "汇编现行有效的惠企政策，分行业编印口袋书，线上线下同步发放。", 5, 12, "期", "编印政策解读"),
    Written("finance", "service", "惠企资金直达快享", "清理惠企资金拨付流程，取消重复证明，符合条件的十五个工作日内拨付到户。", 12, 260, "笔", "拨付惠企资金", ("industry", "commerce")),
    Written("banking", "service", "银企对接服务", "每月组织一场银企对接，为有市场、有订单、缺流动资金的企业对接信贷产品。", 12, 12, "场", "组织银企对接", ("industry", "zone")),
    Written("banking", "service", "小微企业应急转贷", "用好应急转贷资金，压缩过桥时间，帮助企业按期续贷。", 12, 80, "笔", "办理应急转贷"),
    Written("reform", "reform", "改制企业遗留资产确权", "对改制企业名下未确权的房屋、土地逐宗建档，会同有关部门分类办理。", 12, 54, "宗", "办结确权", ("planning", "housing", "tax")),
    Written("reform", "leftover", "改制企业职工社保接续", "核对改制企业职工名册，逐人落实社会保险接续手续。", 10, 630, "人", "落实社保接续", ("labour",)),
    Written("power", "environment", "企业用电报装提速", "低压报装全程不超过八个工作日，高压报装实行专人负责，外线工程同步推进。", 12, 210, "户", "完成用电报装", ("municipal", "planning")),
    Written("power", "environment", "园区供电线路改造", "改造老旧线路和配电设施，减少计划外停电，停电提前七日告知到户。", 8, 18, "条", "改造园区线路", ("zone",)),
    Written("zone", "project", "园区标准厂房招租和入驻服务", "为入驻企业代办注册、消防、环评手续，实行一名专员跟到投产。", 12, 45, "家", "服务企业入驻", ("services", "fire")),
    Written("zone", "environment", "园区道路和停车场整治", "修复破损路面，新增货车停车位，规范园区出入口交通组织。", 7, 26, "处", "完成道路和停车整治", ("municipal", "police")),
    Written("planning", "project", "工业用地手续容缺受理", "对申请材料主件齐全的先行受理，缺项材料在办理期限内补齐。", 12, 60, "件", "容缺受理用地手续"),
    Written("planning", "leftover", "历史遗留不动产登记", "对手续不全、权属清楚的厂房分类处置，逐宗出具处理意见。", 11, 72, "宗", "办结不动产登记", ("housing", "tax")),
    Written("housing", "project", "工程建设项目联合验收", "规划、消防、人防等事项一次申请、集中验收、统一出具意见。", 12, 48, "项", "组织联合验收", ("planning", "fire")),
    Written("municipal", "environment", "规范涉企占道和招牌管理", "先指导后执法，上门讲清设置要求，轻微问题首次不罚。", 10, 320, "户", "上门指导商户"),
    Written("transport", "environment", "货运车辆通行证网上办理", "企业货车通行证全程网办，重点企业实行年度备案。", 6, 900, "张", "网上办理通行证", ("police",)),
    Written("water", "environment", "园区排水管网清淤", "汛期前完成园区主干管网清淤，汛期每半月巡查一次，积水点逐处销号。", 6, 38, "公里", "清淤排水管网", ("zone", "municipal")),
    Written("water", "environment", "企业用水报装和水压改善", "用水报装不超过五个工作日，对末端水压不足片区实施加压改造。", 11, 16, "处", "改善供水水压"),
    Written("ecology", "environment", "环保帮扶问诊", "组织专家上门问诊，一企一策提出整改建议，整改期内不重复检查。", 12, 96, "家", "开展环保帮扶问诊", ("industry",)),
    Written("commerce", "industry", "商贸企业培育入统", "对接近标准的商贸企业逐户辅导，做好统计入库服务。", 12, 40, "家", "辅导商贸企业入统"),
    Written("market", "environment", "企业开办一日办结", "企业设立登记、印章刻制、税务登记一个窗口受理，一个工作日办结。", 12, 2400, "户", "一日办结企业开办", ("tax", "police")),
    Written("tax", "service", "税费优惠政策精准推送", "按行业和规模筛选适用对象，逐户推送并回访享受情况。", 12, 1500, "户", "推送税费优惠政策"),
    Written("labour", "service", "企业用工保障", "建立缺工企业名册，每月举办招聘会，组织校企对接和外出招工。", 12, 24, "场", "举办招聘活动", ("education",)),
    Written("services", "service", "涉企审批事项流程再造", "梳理涉企事项办事指南，减少材料、压缩时限，年内再造流程60项。", 10, 60, "项", "完成流程再造"),
    Written("police", "environment", "企业周边治安整治", "在重点企业周边增设巡逻点，依法打击强揽工程、阻工闹事行为。", 12, 30, "处", "整治企业周边治安点位"),
    Written("justice", "service", "法律顾问进企业", "组织律师为中小企业作合同、用工、知识产权方面的法律体检。", 12, 150, "家", "开展法律体检"),
    Written("emergency", "environment", "安全生产指导服务", "对一般隐患以指导整改为主，编印分行业自查表，组织示范企业观摩。", 9, 180, "家", "开展安全指导"),
    Written("fire", "environment", "消防手续上门指导", "对新入驻企业提前介入，开工前讲清消防要求，避免返工。", 12, 70, "家", "上门指导消防手续"),
    Written("shitang", "leftover", "镇办企业历史欠账清理", "核清镇办企业往来账目，逐笔确认、分类化解。", 11, 33, "笔", "清理历史欠账", ("finance", "justice")),
    Written("xingang", "industry", "港园物流企业联系服务", "街道干部分片包户，每季度走访一遍物流企业，收集问题及时上报。", 12, 88, "户", "走访物流企业", ("transport",)),
)  # fmt: skip

NEXT = (
    "下月继续按计划推进，对进度偏慢的逐一分析原因。",
    "存在的问题：个别环节材料往返较多，已商请有关单位一次告知。",
    "下月将会同配合单位现场办公，集中解决共性问题。",
    "已建立台账，每周调度一次。",
    "企业反映较好，拟总结做法在全区交流。",
    "下月重点做好薄弱环节，确保按时完成。",
)
SENT_BACK = "未写明与上月相比的新增数量，请补充后重新上报。"
FINISHED = "年度任务已完成，转入常态化服务。"


@dataclass(frozen=True)
class Issued:
    """Evidence that the office entered: heading, month and day, title, document number without the year."""

    heading: str
    month: int
    day: int
    title: str
    number: str = ""


EVIDENCE = (
    Issued("plan", 1, 6, "企业服务年活动调研提纲", "青服办〔{year}〕1号"),
    Issued("plan", 2, 26, "全区企业生产经营困难调研报告", "青服办〔{year}〕4号"),
    Issued("plan", 7, 14, "重点项目落地情况专题调研报告", "青服办〔{year}〕17号"),
    Issued("organisation", 1, 8, "关于成立企业服务年活动领导小组的通知", "青办发〔{year}〕12号"),
    Issued("organisation", 1, 12, "成员单位责任领导和联络员名单", "青服办〔{year}〕2号"),
    Issued("organisation", 3, 3, "从成员单位抽调业务骨干集中办公"),
    Issued("publicity", 1, 9, "全区企业服务年活动动员大会"),
    Issued("publicity", 3, 18, "区电视台开设《企业服务》专栏"),
    Issued("publicity", 6, 5, "政策宣讲进园区首场活动"),
    Issued("institutions", 2, 11, "企业问题交办督办暂行办法", "青政办发〔{year}〕6号"),
    Issued("institutions", 4, 9, "区领导挂点联系重点企业制度", "青办发〔{year}〕21号"),
    Issued("institutions", 9, 2, "涉企检查备案管理办法", "青政办发〔{year}〕33号"),
    Issued("supervision", 4, 22, "第一季度责任事项进展督查通报", "青督字〔{year}〕8号"),
    Issued("supervision", 7, 24, "上半年责任事项进展督查通报", "青督字〔{year}〕15号"),
    Issued("supervision", 10, 23, "第三季度责任事项进展督查通报", "青督字〔{year}〕22号"),
)
