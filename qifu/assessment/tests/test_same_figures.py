"""What a month froze is what the statistics show as of its cut-off, whatever has happened since."""

from django.utils import timezone

from qifu.appeals.advancing import advance
from qifu.appeals.imports.past import Past, store
from qifu.assessment.models import Result
from qifu.assessment.tests.conftest import OCTOBER, SEPTEMBER, part_of

SHOWN = {"response": "clocks", "solved": "verdicts", "solved_satisfied": "verdicts"}


def shown(client, units, at, name):
    """Unit -> (numerator, denominator) of the rate, as the page shows September as of then."""
    stood = f"{timezone.localtime(at):%Y-%m-%dT%H:%M:%S.%f}"
    query = {"period": f"{SEPTEMBER:%Y-%m}", "stood": stood, "rates": SHOWN[name]}
    context = client.get("/statistics/", query).context
    position = [rate.name for rate in context["rates"]].index(name)
    found = {line.label: line.shares[position] for line in context["lines"]}
    return {
        unit: (share.numerator, share.denominator)
        for unit in (units.water, units.trade)
        if (share := found.get(unit.short_name))
    }


def test_a_frozen_month_and_the_statistics_as_of_its_cut_off_say_the_same(
    lived, frozen, sign_in, units, actors, district
):
    """Water: three, one contacted late, one not solved. Trade: one."""
    first = lived(contacted=None, answered=False)
    lived(solved=False, satisfaction=2)
    redone = lived()
    lived("trade")
    found = frozen()
    cut_off = Result.objects.get(round=found, number=found.edition).cut_off
    advance(redone, "redo", by=actors["office"], note="问题再次出现")
    advance(first, "withdraw", by=actors["contact"], note="已自行解决")
    old = Past("digest-1", "7", "停水", "厂区停水。", OCTOBER.replace(month=9), unit=units.water)
    store([old], by=actors["office"], district=district)
    client = sign_in("office")
    for name in SHOWN:
        frozen_then = {
            unit: (part.numerator, part.denominator)
            for unit in (units.water, units.trade)
            for part in [part_of(found, unit, name)]
        }
        assert shown(client, units, cut_off, name) == frozen_then
    assert shown(client, units, cut_off, "solved") == {units.water: (1, 2), units.trade: (1, 1)}
    assert shown(client, units, timezone.now(), "solved")[units.water] == (0, 1)
