"""Two records of one company that both got the same thing become one record all the same."""

from datetime import date

from qifu.enterprises.merging import merge
from qifu.enterprises.models import Enterprise
from qifu.liaison.linking import link
from qifu.liaison.models import LeaderLink
from qifu.liaison.presets import load_presets


def test_what_both_have_and_one_has_only_once_stays_with_the_old_number(
    district, enterprise, actors, posts, units
):
    load_presets(district)
    twin = Enterprise.objects.create(
        district=district, number="Q000002", name="云川锅炉厂", street=units.hill
    )
    for row in (enterprise, twin):
        link(row, posts["deputy"].leader, by=actors["office"], on=date(2026, 3, 2))
    kept, given_up = LeaderLink.objects.order_by("pk")
    row = merge(enterprise, twin, by=actors["office"])
    assert list(enterprise.leader_links.all()) == [kept]
    assert list(twin.leader_links.all()) == [given_up]
    assert row.moved["liaison.leaderlink.enterprise"] == []
    assert row.moved["liaison.leaderlink.enterprise (stayed)"] == [given_up.pk]
