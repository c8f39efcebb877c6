"""What meetings count under the five "in place", each with its list."""

from datetime import date

from qifu.meetings import carrying_out
from qifu.meetings.tests.conftest import at
from qifu.organisations.evidence import Heading, counters_of


def counted(district, heading, name):
    counter = next(counter for counter in counters_of(heading) if counter.name == name)
    return counter.count(district, date(2026, 4, 1), date(2026, 4, 30))


def test_meetings_held_in_the_period_are_counted_by_kind(district, held, planned, units, sign_in):
    held()
    held(starts_at=at(4, 30, 18), kind="special_report", front=units.water.front)
    held(starts_at=at(5, 1))
    planned(starts_at=at(4, 20))
    client = sign_in("office")
    for heading, name in (
        (Heading.ORGANISATION, "joint-meetings"),
        (Heading.SUPERVISION, "special-report-meetings"),
    ):
        found = counted(district, heading, name)
        assert found.count == 1
        assert len(client.get(found.url).context["page"]) == 1


def test_resolutions_carried_out_are_counted(district, resolved, actors, sign_in):
    resolved()
    done = resolved()
    carrying_out.report(done, by=actors["head.water"], note="已完成")
    carrying_out.confirm(done, by=actors["office"])
    found = counted(district, Heading.SUPERVISION, "resolutions-done")
    assert found.count == 1
    assert [row.resolution for row in sign_in("office").get(found.url).context["rows"]] == [done]
