"""Two letters: one delivered in five streets and closed, one on its way in the harbour and in Shitang."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from qifu.appeals.models import Category
from qifu.demonstration.founding import Ground
from qifu.demonstration.government import officers_of
from qifu.liaison.findings import note_only, raise_appeal, settle
from qifu.liaison.letters import delivering, drafting, sharing
from qifu.liaison.letters.models import Delivery, Letter
from qifu.liaison.targets import Target
from qifu.organisations.actors import Actor, actor_of
from qifu.organisations.models import Post
from qifu.organisations.roles import Role

DAY = timedelta(days=1)
DONE_IN, RUNNING_IN = ("dukou", "wenmiao", "liudi", "lishan", "baishiling"), ("xingang", "shitang")
TEXT = """{company}：
感谢贵企业多年来为青渡区发展作出的贡献。今年区委、区政府继续开展企业服务年活动，把企业的事当作自己的事来办。
贵企业所在的{street}已确定由{officer}上门联系。凡在用水用电、用工、用地、融资、审批等方面遇到困难，请当面告诉送信的同志，也可致电活动办公室{office_phone}。
每件诉求都有编号、有单位、有时限，办得好不好由您评价。
祝{contact}工作顺利，祝贵企业兴旺发达！
{leader}"""
SAID = (
    "", "感谢区里关心，暂时没有困难。", "", "希望多来走走。", "", "今年订单不错，正在扩产。", "已经转给老板。", "",
)  # fmt: skip
SETTLED = (
    ("门口共享单车乱停，货车进出不便。", "当天联系城管队员清理，并在厂门两侧划出禁停线。"),
    ("不清楚社保减免怎么申请。", "当场用手机演示申报，下午已提交成功。"),
    ("厂区周边路灯坏了两盏。", "已报修，次日晚恢复照明。"),
)
NEEDED = (
    "招不到熟练焊工，希望组织专场招聘。",
    "厂区东侧雨季积水，仓库进过两次水。",
    "想了解技改贴息今年的申报时间。",
)


def play(ground: Ground, now: datetime) -> None:
    now = timezone.localtime(now).replace(hour=10, minute=0, second=0, microsecond=0)
    _delivered(ground, now - 52 * DAY)
    _on_its_way(ground, now)


def _delivered(ground: Ground, at: datetime) -> None:
    letter = _started(ground, "致全区企业的一封信", DONE_IN, at, 30)
    needs = iter(SETTLED)
    for n, row in enumerate(letter.deliveries.select_related("officer", "unit").order_by("id")):
        when, by = at + (3 + n % 17) * DAY, _carrier(row)
        if n % 19 == 7:
            delivering.not_found(row, by=by, note="厂房已转租，门卫不知去向。", at=when)
        elif n % 11 == 9:
            continue
        else:
            delivering.deliver(row, by=by, said=SAID[n % len(SAID)], at=when)
            if n % 37 == 5 and (need := next(needs, None)):
                finding = delivering.need(row, need[0], by=by, at=when)
                head = ground.actor(_street_of(ground, row) + ".head", Role.HEAD, "")
                settle(finding, by=head, category=_category(ground), how=need[1], at=when)
            elif n % 37 == 20:
                note_only(
                    delivering.need(row, "建议以后用短信发通知。", by=by, at=when),
                    by=by,
                    how="已转活动办参考。",
                )
    drafting.close(letter, by=ground.actor("office1", Role.OFFICE, ""), at=at + 31 * DAY)


def _on_its_way(ground: Ground, now: datetime) -> None:
    letter = _started(ground, "致港区和石塘企业的一封信", RUNNING_IN, now - 5 * DAY, 14)
    needs = iter(NEEDED)
    office = ground.actor("office1", Role.OFFICE, "")
    for n, row in enumerate(letter.deliveries.select_related("officer", "unit").order_by("id")):
        when, by = now - (1 + n % 4) * DAY, _carrier(row)
        if n % 29 == 11:
            delivering.not_found(
                row, by=by, address=f"石塘镇工业路{n + 3}号", note="邻居说上月搬走。", at=when
            )
            if n < 40:
                post = Post.objects.filter(user__username=officers_of("shitang")[0], role=Role.OFFICER).get()
                sharing.give(letter, [row.pk], post, by=office, at=when + timedelta(hours=4))
        elif n % 5 in (0, 2):
            delivering.deliver(row, by=by, said=SAID[n % len(SAID)], at=when)
            if n % 25 == 10 and (need := next(needs, None)):
                finding = delivering.need(row, need, by=by, at=when)
                if n != 10:
                    raise_appeal(finding, by=by, at=when)


def _started(ground: Ground, title: str, streets: tuple[str, ...], at: datetime, days: int) -> Letter:
    office, today = ground.actor("office1", Role.OFFICE, ""), timezone.localdate(at)
    said: dict[str, Any] = {"title": title, "dated_on": today, "due_on": today + days * DAY}
    letter = drafting.write(
        district=ground.district, by=office, text=TEXT.replace("多年来", ""), at=at - 3 * DAY, **said
    )
    drafting.change(letter, by=office, text=TEXT, at=at - 2 * DAY, **said)
    drafting.draw_up(letter, Target(streets=tuple(ground.units[key].pk for key in streets)), by=office)
    drafting.start(letter, by=office, at=at)
    letter.refresh_from_db()
    return letter


def _carrier(row: Delivery) -> Actor:
    return actor_of(
        Post.objects.select_related("user", "unit", "district").get(user=row.officer, unit=row.unit)
    )


def _street_of(ground: Ground, row: Delivery) -> str:
    return next(key for key, unit in ground.units.items() if unit.pk == row.unit_id)


def _category(ground: Ground) -> Category:
    longest = max(len(code) for code in ground.categories)
    return ground.categories[min(code for code in ground.categories if len(code) == longest)]
