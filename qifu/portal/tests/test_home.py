import pytest

from qifu.appeals.clocks import forget_rules
from qifu.appeals.models import ClockRule
from qifu.organisations.models import District, Unit


@pytest.fixture
def second(district):
    row = District.objects.create(code="990198", name="临山区", parent=district.parent)
    Unit.objects.create(district=row, kind="office", name="临山区活动办", short_name="活动办")
    return row


def text_of(response):
    return " ".join(response.content.decode().split())


def test_where_one_district_takes_appeals_the_first_page_is_its_door(stranger):
    page = text_of(stranger.get("/"))
    for door in ("/p/990199/file/", "/p/990199/follow/", "/my-appeals/"):
        assert f'href="{door}"' in page
    assert "临江区明确承办单位" in page
    assert page.count("<h1") == 1


def test_where_several_take_appeals_a_person_chooses(stranger, second):
    page = text_of(stranger.get("/"))
    assert 'href="/p/990199/"' in page
    assert 'href="/p/990198/"' in page
    assert "云川市" not in page
    assert 'href="/p/990198/follow/"' in text_of(stranger.get("/follow/"))


def test_a_door_without_a_district_leads_to_the_only_one(stranger, second):
    District.objects.filter(pk=second.pk).update(active=False)
    assert stranger.get("/file/").url == "/p/990199/file/"
    assert stranger.get("/follow/").url == "/p/990199/follow/"


def test_a_contact_is_led_to_the_own_district(sign_in, second):
    assert sign_in("contact").get("/file/").url == "/p/990199/file/"


def test_an_installation_without_a_district_says_what_is_missing(client, db):
    assert "尚无区县开通" in text_of(client.get("/"))


def test_the_menu_stays_in_the_district_and_marks_where_one_is(stranger, second):
    page = text_of(stranger.get("/p/990198/follow/"))
    assert '<a href="/p/990198/follow/" aria-current="page">查询进度</a>' in page
    assert '<a href="/p/990198/file/">提交诉求</a>' in page
    assert "/p/990199/" not in page


def test_the_times_are_those_of_the_clock_rules(stranger, district):
    page = text_of(stranger.get("/"))
    assert "3个工作日内" in page
    assert "5、15或30个工作日内" in page
    assert "销号后15日内可以申请重新办理。" in page


def test_a_changed_clock_changes_the_promise(stranger, district):
    ClockRule.objects.filter(district=district, clock="review").update(working_days=2)
    forget_rules()
    assert "2个工作日内" in text_of(stranger.get("/"))


def test_a_district_that_pauses_still_lets_people_follow(stranger, district):
    District.objects.filter(pk=district.pk).update(active=False)
    page = text_of(stranger.get("/p/990199/"))
    assert "临江区目前暂停在此接收新的诉求，已提交的诉求仍可查询。" in page
    assert 'class="door" href="/p/990199/follow/"' in page
    assert 'class="door door-first"' not in page


def test_the_figures_are_counted_and_held_for_a_while(stranger, to_stage, file_appeal, actors):
    to_stage("closed")
    to_stage("handling")
    to_stage("declined")
    file_appeal(population="self_found", by=actors["officer.water"])
    page = text_of(stranger.get("/"))
    for label, count in (("收到诉求", 3), ("其中已答复", 1), ("其中办理中", 1)):
        assert f"<dt>{label}</dt><dd>{count}</dd>" in page
    file_appeal()
    assert "<dt>收到诉求</dt><dd>3</dd>" in text_of(stranger.get("/"))


def test_the_second_visit_costs_one_query(stranger, warm, django_assert_num_queries):
    stranger.get("/")
    with django_assert_num_queries(1):  # the districts
        stranger.get("/")


def test_robots_may_read_the_doors_and_no_appeal(client):
    assert "Disallow: /p/*/appeal/" in client.get("/robots.txt").content.decode()
