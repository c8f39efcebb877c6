"""How the district's people hear of things: the office's own words, a group robot prepared and not switched on, quiet evenings.

The robot stays off because a demonstration must not call anybody's real server.
"""

from datetime import datetime, time

from qifu.demonstration.founding import Ground
from qifu.notices import kinds, wording
from qifu.notices.endpoints import save_endpoint
from qifu.notices.models import Endpoint, EndpointMedium, Mailing, Preference
from qifu.notices.preferring import prefer
from qifu.notices.rendering import Words
from qifu.organisations.roles import Role

OWN_WORDS = {
    "order-issued": Words(
        "【督办】{number}：请{unit}于{due}前书面答复",
        "诉求{appeal}“{title}”已超过办理时限。\n请主要负责同志牵头研究，说明超期原因、整改措施和办结时限，按期报活动办公室。",
    ),
    "urging-notice": Words(
        "催办{number}：诉求{appeal}今日到期",
        "{unit}：“{title}”办理时限已到，请于当日答复企业；确有困难的，及时说明情况。",
    ),
}
QUIET = (time(20), time(7, 30))
ROBOT = "https://oapi.dingtalk.com/robot/send?access_token=demonstration"


def play(ground: Ground, now: datetime) -> None:
    office = ground.actor("office1", Role.OFFICE, "")
    for name, words in OWN_WORDS.items():
        wording.write(kinds.get(name), "zh-hans", words, seen=0, by=office)
    robot = Endpoint(
        district=ground.district,
        name="督查工作群（示例，未启用）",
        medium=EndpointMedium.DINGTALK,
        url=ROBOT,
        kinds=["order-issued", "escalated"],
        active=False,
    )
    save_endpoint(robot, office)
    for post in ground.posts.values():
        if post.role == Role.LEADER:
            quiet_from, quiet_to = QUIET
            prefer(
                Preference(user=post.user, mailing=Mailing.DIGEST, quiet_from=quiet_from, quiet_to=quiet_to)
            )
