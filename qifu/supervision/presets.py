"""The ladder that a district starts with (domain.md section 3), and how it inspects samples. Idempotent."""

from django.db import transaction

from qifu.organisations.models import District
from qifu.supervision.models import Checklist, ChecklistItem, Ladder, LadderRule, SamplingRule
from qifu.supervision.words import Action

SOURCE = "示范预设：若干城市督查督办规程汇总"
WORKING_DAYS = {Action.URGE: 0, Action.ORDER: 3, Action.ESCALATE: 5, Action.HAND_OVER: 10}


# text, points, what to look at
CHECKLIST = (
    (
        "联系企业是否及时、有效",
        20,
        "首次联系时间；是否当面或电话与企业负责人沟通；沟通记录与企业说法是否一致。",
    ),
    ("办理措施是否具体、对症", 20, "措施是否针对诉求本身；是否明确责任人和完成时间。"),
    ("答复是否完整、依据准确", 20, "诉求各点是否逐一回应；政策依据是否现行有效；用语是否规范。"),
    ("承诺事项是否落实到位", 25, "现场或电话核实；自报“已解决”的，企业是否认可。"),
    ("办理过程记录、佐证是否齐全真实", 15, "佐证材料、时间节点与系统记录是否相符。"),
)
SAMPLING_SOURCE = "示范预设：若干城市企业诉求办理质量抽检办法汇总"


def load_presets(district: District) -> None:
    with transaction.atomic():
        load_sampling(district)
        if district.ladders.exists():
            return
        ladder = Ladder.objects.create(
            district=district,
            version=1,
            order_days=3,
            unhappy_limit=2,
            redo_limit=3,
            refusal_limit=3,
            source=SOURCE,
        )
        LadderRule.objects.bulk_create(
            LadderRule(ladder=ladder, level=level, working_days=days, action=action)
            for level, (action, days) in enumerate(WORKING_DAYS.items(), 1)
        )


def load_sampling(district: District) -> None:
    if not district.sampling_rules.exists():
        SamplingRule.objects.create(
            district=district, share=10, least=2, due_days=10, repeats=2, source=SAMPLING_SOURCE
        )
    if not district.checklists.exists():
        checklist = Checklist.objects.create(district=district, version=1, source=SAMPLING_SOURCE)
        ChecklistItem.objects.bulk_create(
            ChecklistItem(
                district=district, checklist=checklist, position=n, text=text, points=points, guide=guide
            )
            for n, (text, points, guide) in enumerate(CHECKLIST, 1)
        )
