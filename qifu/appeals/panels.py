"""Places on an appeal's page, and at the follow-up desk, which the apps above fill."""

from qifu.appeals.models import Appeal
from qifu.organisations.actors import Actor
from qifu.organisations.panels import Filled, Panels
from qifu.organisations.roles import Role

READERS = (Role.OFFICE, Role.INSPECTOR, Role.LEADER, Role.HEAD, Role.OFFICER)

panels = Panels()
desk_panels = Panels()  # beside a call about an answer


def panels_of(appeal: Appeal, actor: Actor) -> list[Filled]:
    """None for a city's reader: several districts may have the same number, and what hangs on it is theirs to show."""
    if actor.district is None or actor.district.pk != appeal.district_id:
        return []
    return panels.filled(appeal.number, actor)
