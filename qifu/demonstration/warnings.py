"""Twelve warnings of the last weeks, in every state: drafted, issued, confirmed, reported, put right, not put right, withdrawn, objected to."""

import uuid
from datetime import datetime, timedelta
from decimal import Decimal

from qifu.demonstration.founding import Ground
from qifu.liaison.warnings import companies, warning
from qifu.liaison.warnings.models import Warned
from qifu.organisations.actors import Actor, caller
from qifu.organisations.roles import Role

DAY = timedelta(days=1)
WHO = "企业安全员"
MATTERS = (
    ("消防通道堆放物料", "中华人民共和国消防法", "第二十八条", "厂区东侧消防通道被物料占用。", "清空通道，重新划线并保持畅通。", "五千元以上五万元以下罚款。"),
    ("危险废物暂存间未设标识", "中华人民共和国固体废物污染环境防治法", "第七十七条", "危险废物暂存间未设置识别标志。", "按规范张贴识别标志并完善台账。", "十万元以上一百万元以下罚款。"),
    ("特种设备检验到期", "中华人民共和国特种设备安全法", "第四十条", "一台叉车检验合格有效期将满。", "停用并报检，合格后恢复使用。", "三万元以上三十万元以下罚款。"),
)  # fmt: skip
# How each one goes: days ago issued, and what follows. "" stays at issued.
COURSES = (
    (3, "draft"), (2, ""), (4, "confirm"), (5, "hand_over"), (9, "report"), (12, "report"), (30, "put_right"),
    (35, "put_right"), (45, "late"), (40, "not_right"), (15, "withdraw"), (6, "object"),
)  # fmt: skip
UNITS = ("fire", "ecology", "market")


def play(ground: Ground, now: datetime) -> None:
    """The oldest first, so that the numbers follow the days."""
    for n, (ago, course) in sorted(enumerate(COURSES), key=lambda each: -each[1][0]):
        _live(ground, n, now - ago * DAY, course)


def _live(ground: Ground, n: int, at: datetime, course: str) -> None:
    unit = UNITS[n % len(UNITS)]
    head = ground.actor(f"{unit}.head", Role.HEAD, "")
    title, law, article, wrong, remedy, penalty = MATTERS[n % len(MATTERS)]
    said = {
        "title": title, "law": law, "article": article, "wrong": wrong, "remedy": remedy, "penalty": penalty, "days": 10,
        "ask_name": head.name, "ask_phone": ground.units[unit].phone or ground.district.hotline,
    }  # fmt: skip
    company = ground.enterprises[
        (n - 1) * 7 % len(ground.enterprises)
    ]  # the second, issued, is of the contact who can be signed in as
    text = warning.draft(
        said, [company], by=head, district=ground.district, key=uuid.UUID(int=2400 + n), at=at
    )
    if course == "draft":
        return
    warning.issue(text, by=head, at=at)
    row = text.companies.select_related("district", "enterprise", "text").get()
    _follow(row, course, at, head, caller(ground.district, WHO))


def _follow(row: Warned, course: str, at: datetime, head: Actor, company: Actor) -> None:
    if course == "hand_over":
        warning.hand_over(row, by=head, who=WHO, at=at + DAY)
    elif course == "withdraw":
        warning.withdraw(row, by=head, note="复核后认定情形已消除，予以撤回。", at=at + 2 * DAY)
    elif course == "object":
        companies.object_to(
            row,
            by=company,
            text="该通道为园区公共道路，不由我公司管理，请复核责任主体。",
            phone="19900001111",
            at=at + DAY,
        )
    elif course:
        companies.confirm(row, by=company, who=WHO, at=at + DAY)
    if course in ("report", "put_right", "late", "not_right"):
        done = at + (20 if course == "late" else 4) * DAY
        companies.report(row, by=company, text="已按要求整改，并组织了全员培训。", at=done)
        if course == "not_right":
            warning.refuse(row, by=head, note="现场仍有物料，限期再次整改。", days=5, at=done + DAY)
            companies.report(row, by=company, text="已再次清理。", at=done + 3 * DAY)
            warning.refuse(row, by=head, note="复查仍未整改到位，转入执法程序。", at=done + 5 * DAY)
        elif course != "report":
            warning.accept(row, by=head, note="现场核查合格。", avoided=Decimal(5000), at=done + DAY)
