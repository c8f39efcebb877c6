"""The columns of a file of enterprises, with the headings under which other registers keep them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.importing import Column

YES_OR_NO = _("Yes or no.")
COLUMNS = (
    Column(
        "name", _("Name"), ("名称", "企业名称", "单位名称", "公司名称", "企业全称", "市场主体名称", "company", "enterprise"),
        required=True, example="云川宏岳锅炉有限公司", note=_("The registered name in full."),
    ),
    Column(
        "credit_code", _("Unified social credit code"),
        ("信用代码", "统一信用代码", "社会信用代码", "统一社会信用代码", "信用编码", "uscc"),
        example="91350100M000100Y43", note=_("18 characters, the cell formatted as text; empty for records older than 2015."),
    ),
    Column(
        "street", _("Street"), ("街道", "所属街道", "所在街道", "镇街", "街镇", "所属园区", "乡镇街道", "属地"),
        example="码头街道", note=_("Name or short name of a street or zone of this district."),
    ),
    Column("address", pgettext_lazy("place", "Address"), ("地址", "企业地址", "单位地址", "经营地址", "住所", "注册地址", "详细地址"), example="滨江路 18 号"),
    Column("phone", _("Telephone"), ("电话", "企业电话", "单位电话", "办公电话", "固定电话", "座机"), example="0990-1234567"),
    Column(
        "industry", _("Industry code (GB/T 4754)"),
        ("行业代码", "行业", "国民经济行业代码", "行业编码", "industry code"),
        example="C3411", note=_("Section letter and digits, like C3411. Size class and above-scale follow from it."),
    ),
    Column("founded", _("Founded in"), ("成立年份", "成立时间", "成立年", "开业年份"), example=1998, note=_("Year in four digits.")),
    Column(
        "facts_year", _("Year of the facts"), ("数据年份", "统计年份", "年度", "报告年度"),
        example=2025, note=_("The year that staff, revenue and assets are of."),
    ),
    Column("staff", _("Staff"), ("从业人员", "从业人数", "职工人数", "员工人数", "人数", "employees"), example=350),
    Column("revenue", _("Revenue (10k yuan)"), ("营业收入", "年营业收入", "主营业务收入", "销售收入"), example=12800),
    Column("assets", _("Assets (10k yuan)"), ("资产总额", "总资产", "资产总计"), example=9600),
    Column("key", _("Key enterprise"), ("重点企业", "是否重点企业", "是否重点"), example="是", note=YES_OR_NO),
    Column("restructured", _("Restructured"), ("改制企业", "是否改制", "是否改制企业"), example="否", note=YES_OR_NO),
    Column("leader", _("Linked leader"), ("挂点领导", "联系领导", "挂钩领导", "包保领导"), note=_("Name of a leader of this district.")),
    Column("contact_name", _("Contact"), ("联系人", "联系人姓名", "经办人", "企业联系人", "contact"), example="陈静"),
    Column("contact_title", _("Contact's title"), ("职务", "联系人职务", "联系人职位"), example="办公室主任"),
    Column(
        "contact_phone", _("Contact's telephone"), ("联系电话", "联系人电话", "手机", "手机号", "手机号码", "联系方式", "mobile"),
        example="19900001234", note=_("With a number, the contact is added to the enterprise."),
    ),
)  # fmt: skip
