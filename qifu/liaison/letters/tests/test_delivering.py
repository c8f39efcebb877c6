"""At the door: one tap, what they said, moved, undone; what they need becomes a finding; coverage counts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from qifu.appeals.words import Channel
from qifu.liaison import sources, timeline
from qifu.liaison.findings import raise_appeal
from qifu.liaison.letters import coverage, delivering, drafting, sharing
from qifu.liaison.letters.announcing import remind
from qifu.liaison.letters.models import Delivery, DeliveryEvent
from qifu.liaison.letters.registrations import delivered
from qifu.liaison.models import Finding
from qifu.notices.models import Notice
from qifu.organisations.refusals import Refused
from qifu.organisations.unit_merging import merge_units
from tests.pages import said_by, text_of

DAY = timedelta(days=1)


def test_one_tap_delivers_and_a_second_one_changes_nothing(at_door, sign_in, started):
    row, browser = at_door("Q000001"), sign_in("officer.wharf")
    for _tap in range(2):
        answer = browser.post(f"/letters/{started.pk}/at/{row.pk}/tap/", {"here": "list"})
        assert answer["Location"] == f"/letters/{started.pk}/mine/?last={row.pk}#last"
    assert list(DeliveryEvent.objects.values_list("verb", flat=True)) == ["deliver"]
    assert coverage.whole(started) == (1, 4)


def test_what_they_said_may_come_afterwards_and_a_need_becomes_an_appeal_that_keeps_its_origin(
    at_door, sign_in, started, wharf, calendar_loaded
):
    row, browser = at_door("Q000001"), sign_in("officer.wharf")
    key = "7d0c5be2-0d6b-4b5f-9d7e-b5f1d2a51d55"
    said = {"key": key, "said": "谢谢区里", "need": "厂门口道路破损，货车进不来"}
    for _press in range(2):
        browser.post(f"/letters/{started.pk}/at/{row.pk}/deliver/", said)
    row.refresh_from_db()
    assert (row.state, row.said, row.by.username) == ("delivered", "谢谢区里", "officer.wharf")
    finding = Finding.objects.get()
    assert (finding.source, finding.source_id, finding.enterprise.number) == ("letter", row.pk, "Q000001")
    appeal = raise_appeal(finding, by=wharf.officer)
    assert appeal.channel == Channel.LETTER
    source = sources.described([finding])[finding.pk]
    assert source.url == f"/letters/{started.pk}/at/{row.pk}/"
    assert str(timezone.localdate()) in source.sentence


def test_two_officers_at_one_door_the_second_is_told_who_was_first(at_door, wharf):
    row = at_door("Q000001")
    delivering.deliver(row, by=wharf.other)
    with pytest.raises(Refused, match=r"officer\.pier delivered it"):
        delivering.not_found(row, by=wharf.officer, note="门锁着")


def test_a_company_that_has_moved_goes_to_the_office_with_its_new_address_and_is_given_anew(
    at_door, started, sign_in, actors, posts
):
    row, browser = at_door("Q000002"), sign_in("officer.wharf")
    answer = browser.post(
        f"/letters/{started.pk}/at/{row.pk}/moved/", {"address": "青山路18号", "note": "门卫说上月搬走"}
    )
    assert "gives the letter to somebody else" in said_by(answer)[0] or "活动办" in said_by(answer)[0]
    row.refresh_from_db()
    assert (row.state, row.address, row.officer.username) == ("moved", "青山路18号", "officer.wharf")
    listed = sign_in("office").get(f"/letters/{started.pk}/list/?state=moved")
    assert "青山路18号" in text_of(listed)
    sharing.give(started, [row.pk], posts["officer.water"], by=actors["office"])
    row.refresh_from_db()
    assert (row.state, row.where, row.officer.username, row.note) == (
        "waiting",
        "青山路18号",
        "officer.water",
        "门卫说上月搬走",
    )
    assert [event.verb for event in row.events.all()] == ["not_found", "share"]


def test_moved_without_a_word_is_asked_for_one(at_door, started, sign_in):
    row = at_door("Q000002")
    answer = sign_in("officer.wharf").post(
        f"/letters/{started.pk}/at/{row.pk}/moved/", {"address": "", "note": ""}
    )
    assert answer.status_code == 409
    assert Delivery.objects.get(pk=row.pk).state == "waiting"


def test_a_mistaken_tap_is_undone_on_the_same_day_only(at_door, wharf, actors):
    row, other = at_door("Q000001"), at_door("Q000003")
    delivering.deliver(row, by=wharf.officer)
    delivering.undo(row, by=wharf.officer)
    row.refresh_from_db()
    assert (row.state, row.at) == ("waiting", None)
    delivering.deliver(other, by=wharf.officer, at=timezone.now() - DAY)
    with pytest.raises(Refused, match="within the same day"):
        delivering.undo(other, by=wharf.officer)
    delivering.undo(other, by=actors["office"])
    assert Delivery.objects.get(pk=other.pk).is_waiting


def test_with_a_need_on_record_the_delivery_is_not_undone(at_door, wharf):
    row = at_door("Q000001")
    delivering.deliver(row, by=wharf.officer)
    delivering.need(row, "招不到焊工", by=wharf.officer)
    with pytest.raises(Refused, match="need has been written down"):
        delivering.undo(row, by=wharf.officer)


def test_another_units_letter_is_refused_by_the_verb_and_not_there_on_the_page(
    at_door, started, actors, sign_in
):
    row = at_door("Q000001")
    with pytest.raises(Refused, match="not yours"):
        delivering.deliver(row, by=actors["officer.water"])
    assert sign_in("officer.water").get(f"/letters/{started.pk}/at/{row.pk}/").status_code == 404


def test_nothing_is_delivered_once_the_letter_is_closed(at_door, started, actors, wharf):
    drafting.close(started, by=actors["office"])
    with pytest.raises(Refused, match="not being delivered now"):
        delivering.deliver(at_door("Q000001"), by=wharf.officer)


def test_coverage_counts_by_street_and_by_officer_with_links_to_what_is_left(at_door, started, wharf):
    delivering.deliver(at_door("Q000001"), by=wharf.officer)
    delivering.not_found(at_door("Q000003"), by=wharf.other, note="已停业")
    assert [(row.label, row.delivered, row.all, row.moved) for row in coverage.by_street(started)] == [
        ("码头街道", 1, 3, 1),
        ("青山街道", 0, 1, 0),
    ]
    officers = [(row.label, row.delivered, row.all) for row in coverage.by_officer(started)]
    assert [row[1:] for row in officers] == [(0, 1), (1, 2), (0, 1)]
    assert officers[1][0] == "码头街道 officer.wharf"


def test_what_is_left_is_listed_and_filtered(at_door, started, wharf, sign_in, units):
    delivering.deliver(at_door("Q000001"), by=wharf.officer, said="很好")
    page = sign_in("office").get(f"/letters/{started.pk}/list/?state=left&street={units.wharf.pk}")
    assert [row.enterprise.number for row in page.context["page"]] == ["Q000002", "Q000003"]
    page = sign_in("office").get(f"/letters/{started.pk}/list/?officer=none")
    assert [row.enterprise.number for row in page.context["page"]] == ["Q000004"]
    page = sign_in("office").get(f"/letters/{started.pk}/list/?said=on")
    assert [row.enterprise.number for row in page.context["page"]] == ["Q000001"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_officers_page_costs_the_same_for_one_company_and_for_three(
    started, wharf, sign_in, django_assert_num_queries, rows
):
    mine = Delivery.objects.filter(letter=started, street=started.deliveries.first().street)
    mine.filter(pk__in=list(mine.values_list("pk", flat=True)[:rows])).update(officer=wharf.officer.user)
    mine.exclude(pk__in=list(mine.values_list("pk", flat=True)[:rows])).update(officer=wharf.other.user)
    browser = sign_in("officer.wharf")
    browser.get(f"/letters/{started.pk}/mine/")
    with django_assert_num_queries(MINE):
        page = browser.get(f"/letters/{started.pk}/mine/")
    assert len(page.context["page"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_company_and_for_three(
    started, sign_in, django_assert_num_queries, rows
):
    keep = list(started.deliveries.values_list("pk", flat=True)[:rows])
    started.deliveries.exclude(pk__in=keep).delete()
    browser = sign_in("office")
    browser.get(f"/letters/{started.pk}/list/")
    with django_assert_num_queries(LIST):
        page = browser.get(f"/letters/{started.pk}/list/")
    assert len(page.context["page"]) == rows


MINE, LIST = 7, 7


def test_the_companys_timeline_and_the_evidence_board_know_of_it(at_door, wharf, companies, district):
    delivering.deliver(at_door("Q000001"), by=wharf.officer, said="望多走访")
    found = timeline.page_of(companies[0], timezone.now(), "letters")
    assert [line.note for line in found.lines] == ["望多走访"]
    today = timezone.localdate()
    assert delivered(district, today, today).count == 1
    assert delivered(district, today - DAY, today - DAY).count == 0


def test_three_days_before_the_day_whoever_has_letters_left_is_reminded_once(started, wharf, at_door):
    started.due_on = timezone.localdate() + 3 * DAY
    started.save()
    delivering.deliver(at_door("Q000003"), by=wharf.other)
    for _time in range(2):
        remind(timezone.now())
    told = Notice.objects.filter(kind="letter-soon")
    assert [row.user.username for row in told] == ["officer.wharf"]


def test_when_two_streets_become_one_what_is_left_goes_over(started, units, actors):
    merge_units(units.wharf, units.hill, by=actors["system"], reason="街道合并")
    assert set(started.deliveries.exclude(unit=None).values_list("unit__short_name", flat=True)) == {
        "青山街道"
    }
