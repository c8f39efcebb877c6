"""Merging two enterprises takes their appeals along; the ledger itself is not touched."""

from django.apps import apps

from qifu.appeals.models import Appeal
from qifu.appeals.words import Channel
from qifu.enterprises.merging import merge, moving
from qifu.enterprises.models import Contact, Enterprise


def test_the_appeals_of_both_records_stand_under_the_one_that_stays(
    file_appeal, enterprise, district, units, actors, posts
):
    twin = Enterprise.objects.create(
        district=district, number="Q000002", name="云川锅炉厂", street=units.hill
    )
    own = file_appeal()
    moved = file_appeal(by=actors["operator"], channel=Channel.HOTLINE, enterprise=twin, title="燃气压力不足")
    assert moving(twin) == [(str(apps.get_app_config("appeals").verbose_name), 1)]
    heads = {appeal.pk: (appeal.events, appeal.head) for appeal in Appeal.objects.all()}
    row = merge(enterprise, twin, by=actors["office"])
    assert set(enterprise.appeals.all()) == {own, moved}
    assert row.moved["appeals.appeal.enterprise"] == [moved.pk]
    moved.refresh_from_db()
    assert (moved.enterprise_name, moved.street) == ("云川锅炉厂", units.hill)
    assert {appeal.pk: (appeal.events, appeal.head) for appeal in Appeal.objects.all()} == heads


def test_the_contact_of_either_record_sees_the_appeals_of_both_afterwards(
    file_appeal, enterprise, district, actors, posts
):
    twin = Enterprise.objects.create(district=district, number="Q000002", name="云川锅炉厂")
    Contact.objects.create(enterprise=twin, name="罗平", phone="19900009999")
    moved = file_appeal(enterprise=twin, title="燃气压力不足")
    assert not Appeal.objects.visible_to(actors["contact"]).filter(pk=moved.pk).exists()
    merge(enterprise, twin, by=actors["office"])
    assert Appeal.objects.visible_to(actors["contact"]).filter(pk=moved.pk).exists()
