import re

import pytest
from axes.models import AccessAttempt
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from qifu.organisations.models import District, Front, LogEntry, LogKind, Post, Unit, UnitKind, User
from qifu.organisations.roles import Role
from tests.cast import PASSWORD


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def history(page):
    return [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", event)).strip()
        for event in page.split('<li class="event')[1:]
    ]


@pytest.fixture
def admin(sign_in):
    return sign_in("system")


@pytest.fixture
def security(sign_in):
    return sign_in("security")


def unit_form(unit, **changed):
    said = {
        "kind": unit.kind,
        "name": unit.name,
        "short_name": unit.short_name,
        "front": unit.front_id or "",
        "parent": "",
        "phone": unit.phone,
        "order": unit.order,
        "active": "on",
    }
    return said | changed


def test_a_change_is_recorded_with_who_before_and_after_and_told_below_the_form(admin, units, posts):
    url = f"/settings/units/{units.water.pk}/"
    industry = units.trade.front
    changed = unit_form(units.water, phone="0990-3330000", front=industry.pk)
    assert admin.post(url, changed)["Location"] == "/settings/units/"
    entry = LogEntry.objects.get()
    assert (entry.kind, entry.user, entry.district, entry.subject, entry.before, entry.after) == (
        LogKind.SETTING,
        posts["system"].user,
        units.water.district,
        f"unit:{units.water.pk}",
        {"front_id": units.water.front_id, "phone": ""},
        {"front_id": industry.pk, "phone": "0990-3330000"},
    )
    page = admin.get(url).content.decode()
    (event,) = history(page)
    assert "修改 system" in event
    assert "战线：城建战线 → 工业战线" in event
    assert "电话：— → 0990-3330000" in event


def test_saving_without_a_difference_records_nothing(admin, units):
    response = admin.post(f"/settings/units/{units.water.pk}/", unit_form(units.water), follow=True)
    assert "内容没有变化。单位：临江区水务局" in words(response)
    assert LogEntry.objects.count() == 0


def test_a_unit_is_added_in_the_administrators_own_district(admin, units, district):
    said = {"kind": UnitKind.ZONE, "name": "临江开发区", "short_name": "开发区", "order": 9, "active": "on"}
    assert admin.post("/settings/units/add/", said).status_code == 302
    unit = Unit.objects.get(name="临江开发区")
    assert unit.district == district
    assert LogEntry.objects.get().before is None
    again = admin.post("/settings/units/add/", said)
    assert (again.status_code, Unit.objects.filter(name="临江开发区").count()) == (200, 1)


def test_a_unit_is_switched_off_and_found_by_its_state(admin, units):
    admin.post(f"/settings/units/{units.water.pk}/", unit_form(units.water, active=""), follow=True)
    units.water.refresh_from_db()
    assert units.water.active is False
    assert "水务局" not in words(admin.get("/settings/units/?state=active"))
    only = words(admin.get("/settings/units/?state=inactive"))
    assert ("临江区水务局" in only, "临江区规划局" in only) == (True, False)


def test_a_list_is_searched(admin, units):
    found = words(admin.get("/settings/units/?q=规划"))
    assert ("临江区规划局" in found, "临江区水务局" in found) == (True, False)


def test_a_page_opened_before_somebody_elses_change_does_not_write_over_it_unseen(admin, sign_in, units):
    url = f"/settings/units/{units.water.pk}/"
    opened = re.search(r'name="opened" value="(\w+)"', admin.get(url).content.decode())[1]
    sign_in("office").post(url, unit_form(units.water, phone="111"))
    late = unit_form(units.water, phone="222", opened=opened)
    refused = admin.post(url, late)
    assert "已有他人作了修改" in words(refused)
    assert Unit.objects.get(pk=units.water.pk).phone == "111"
    opened = re.search(r'name="opened" value="(\w+)"', refused.content.decode())[1]
    assert admin.post(url, late | {"opened": opened}).status_code == 302
    assert Unit.objects.get(pk=units.water.pk).phone == "222"


def test_a_unit_cannot_sit_in_itself(admin, units):
    units.office.parent = units.water
    units.office.save()
    response = admin.post(
        f"/settings/units/{units.water.pk}/", unit_form(units.water, parent=units.office.pk)
    )
    assert "不能设在本单位自身。" in words(response)


@pytest.fixture
def elsewhere(district):
    other = District.objects.create(code="990101", name="江北区", parent=district.parent)
    front = Front.objects.create(district=other, name="江北战线")
    unit = Unit.objects.create(
        district=other, kind=UnitKind.DEPARTMENT, name="江北区水务局", short_name="江北水务", front=front
    )
    user = User.objects.create_user("north", PASSWORD, name="north", district=other)
    post = Post.objects.create(user=user, role=Role.OFFICER, district=other, unit=unit)
    return {"fronts": front, "units": unit, "users": user, "posts": post}


@pytest.mark.parametrize(
    ("who", "page"), [("system", "fronts"), ("system", "units"), ("system", "users"), ("security", "posts")]
)
def test_another_districts_rows_do_not_exist_here(sign_in, elsewhere, who, page):
    browser = sign_in(who)
    assert browser.get(f"/settings/{page}/{elsewhere[page].pk}/").status_code == 404
    assert f"/settings/{page}/{elsewhere[page].pk}/" not in browser.get(f"/settings/{page}/").content.decode()


def test_another_districts_front_is_no_choice(admin, units, elsewhere):
    response = admin.post(
        f"/settings/units/{units.water.pk}/", unit_form(units.water, front=elsewhere["fronts"].pk)
    )
    assert response.status_code == 200
    assert Unit.objects.get(pk=units.water.pk).front == units.water.front


def test_an_account_is_made_with_a_password_shown_once_that_must_be_changed(admin, district):
    made = admin.post(
        "/settings/users/add/", {"username": "wang.hai", "name": "王海", "phone": "", "email": ""}
    )
    password = re.search(r"data-copy=\"([^\"]+)\"", made.content.decode())[1]
    user = User.objects.get(username="wang.hai")
    assert (user.district, user.must_change_password, user.check_password(password)) == (district, True, True)
    assert "本页不存在" not in words(admin.get("/settings/users/"))
    entry = LogEntry.objects.get()
    assert (entry.kind, entry.before, password in str(entry.after)) == (LogKind.ACCOUNT, None, False)
    again = admin.post("/settings/users/add/", {"username": "wang.hai", "name": "王海"})
    assert "data-copy" not in again.content.decode()


def test_a_user_name_is_set_once(admin, posts):
    user = posts["office"].user
    admin.post(f"/settings/users/{user.pk}/", {"username": "other", "name": "周敏", "is_active": "on"})
    user.refresh_from_db()
    assert (user.username, user.name) == ("office", "周敏")


def test_a_closed_account_ends_its_session(admin, sign_in, posts):
    office = sign_in("office")
    user = posts["office"].user
    admin.post(f"/settings/users/{user.pk}/", {"name": user.name})
    assert office.get("/jobs/").status_code == 302


def test_nobody_closes_their_own_account(admin, posts):
    user = posts["system"].user
    response = admin.post(f"/settings/users/{user.pk}/", {"name": user.name})
    assert "不能停用本人账号" in words(response)
    assert User.objects.get(pk=user.pk).is_active is True


def test_a_new_first_password_ends_the_persons_sessions_and_is_on_record(admin, sign_in, posts):
    office, user = sign_in("office"), posts["office"].user
    shown = admin.post(f"/settings/users/{user.pk}/password/")
    password = re.search(r"data-copy=\"([^\"]+)\"", shown.content.decode())[1]
    user.refresh_from_db()
    assert (user.check_password(password), user.must_change_password) == (True, True)
    assert office.get("/jobs/").status_code == 302
    assert LogEntry.objects.get().what == "重新发放初始密码"


def test_an_account_is_unlocked(admin, posts):
    stranger = Client()
    for _ in range(5):
        stranger.post("/sign-in/", {"username": "office", "password": "Wrong-2026"})
    user = posts["office"].user
    until = timezone.localtime(AccessAttempt.objects.get().attempt_time + timezone.timedelta(minutes=5))
    assert f"连续登录失败，{until:%H:%M:%S} 前不能登录。" in words(admin.get(f"/settings/users/{user.pk}/"))
    admin.post(f"/settings/users/{user.pk}/unlock/")
    assert stranger.post("/sign-in/", {"username": "office", "password": PASSWORD}).status_code == 302


def test_a_lost_second_factor_is_reset(admin, posts):
    for who in ("system", "office"):
        TOTPDevice.objects.create(user=posts[who].user, name="app", confirmed=True)
    assert admin.post(f"/settings/users/{posts['system'].user_id}/second-factor/").status_code == 404
    assert admin.post(f"/settings/users/{posts['office'].user_id}/second-factor/").status_code == 302
    assert [device.user.username for device in TOTPDevice.objects.all()] == ["system"]
    assert LogEntry.objects.get().what == "重置双因素验证"


@pytest.mark.parametrize("what", ["password", "second-factor"])
def test_no_administrator_can_take_anothers_place(admin, posts, what):
    audit = posts["audit"].user
    TOTPDevice.objects.create(user=audit, name="app", confirmed=True)
    refused = admin.post(f"/settings/users/{audit.pk}/{what}/")
    assert (refused.status_code, "只能在服务器上重置：qifu renew-sign-in audit" in words(refused)) == (
        409,
        True,
    )
    page = words(admin.get(f"/settings/users/{audit.pk}/"))
    assert ("qifu renew-sign-in audit" in page, "重新发放初始密码" in page) == (True, False)
    audit.refresh_from_db()
    assert audit.check_password(PASSWORD)
    assert TOTPDevice.objects.filter(user=audit).exists()


def test_an_administrators_sign_in_is_renewed_on_the_server(posts, capsys):
    audit = posts["audit"].user
    TOTPDevice.objects.create(user=audit, name="app", confirmed=True)
    call_command("renew_sign_in", "audit")
    password = capsys.readouterr().out.split(" signs in with ")[1].split()[0]
    browser = Client()
    answer = browser.post("/sign-in/", {"username": "audit", "password": password})
    assert answer["Location"] == "/sign-in/code/"
    assert 'class="qr"' in browser.get("/sign-in/code/").content.decode()  # the telephone is enrolled anew
    audit.refresh_from_db()
    assert audit.must_change_password
    assert [entry.who for entry in LogEntry.objects.filter(subject=f"user:{audit.pk}")] == ["系统", "系统"]
    with pytest.raises(CommandError, match="There is no account nobody"):
        call_command("renew_sign_in", "nobody")


def test_a_post_is_given_by_the_security_administrator_and_recorded(security, posts, units):
    user = posts["officer.water"].user
    said = {"user": user.pk, "role": Role.OFFICER, "unit": units.planning.pk, "leader": ""}
    assert security.post("/settings/posts/add/", said).status_code == 302
    post = Post.objects.get(user=user, unit=units.planning)
    assert (post.district, post.active) == (units.planning.district, True)
    assert LogEntry.objects.get().subject == f"post:{post.pk}"
    assert "该人员现有或曾有此岗位" in words(security.post("/settings/posts/add/", said))


@pytest.mark.parametrize(
    ("who", "role", "sentence"),
    [
        ("audit", Role.SECURITY_ADMIN, "系统、安全、审计三类管理员互斥，且不得兼任其他岗位"),
        ("office", Role.AUDIT_ADMIN, "系统、安全、审计三类管理员互斥，且不得兼任其他岗位"),
        ("audit", Role.CITY, "该人员是管理员，不得兼任其他岗位。"),
    ],
)
def test_administrators_exclude_one_another_and_every_other_post(security, posts, who, role, sentence):
    response = security.post("/settings/posts/add/", {"user": posts[who].user_id, "role": role})
    assert (response.status_code, sentence in words(response)) == (200, True)
    assert posts[who].user.posts.count() == 1


def test_a_post_taken_back_ends_the_session_and_allows_an_administrators_post(security, sign_in, posts):
    office = sign_in("office")
    assert security.post(f"/settings/posts/{posts['office'].pk}/", {}).status_code == 302
    assert office.get("/jobs/").status_code == 302
    given = security.post("/settings/posts/add/", {"user": posts["office"].user_id, "role": Role.AUDIT_ADMIN})
    assert given.status_code == 302
    refused = security.post(f"/settings/posts/{posts['office'].pk}/", {"active": "on"})
    assert "该人员是管理员，不得兼任其他岗位。" in words(refused)


def test_a_post_is_never_turned_into_another_one(security, posts, units):
    post = posts["officer.water"]
    said = {"user": posts["office"].user_id, "role": Role.HEAD, "unit": units.trade.pk, "active": "on"}
    security.post(f"/settings/posts/{post.pk}/", said)
    post.refresh_from_db()
    assert (post.user.username, post.role, post.unit) == ("officer.water", Role.OFFICER, units.water)


def test_people_are_looked_up_by_name_or_user_name_among_the_districts_own(security, posts, elsewhere):
    found = security.get("/settings/user-lookup/?q=WATER").json()
    assert found == [
        {"value": posts["head.water"].user_id, "text": "head.water", "hint": "head.water"},
        {"value": posts["officer.water"].user_id, "text": "officer.water", "hint": "officer.water"},
    ]
    assert security.get("/settings/user-lookup/?q=north").json() == []


@pytest.mark.parametrize(
    ("who", "titles"),
    [
        ("office", ["区县", "战线", "单位", "区领导"]),
        ("system", ["区县", "战线", "单位", "区领导", "账号"]),
        ("security", ["岗位"]),
    ],
)
def test_the_settings_name_the_pages_that_the_post_may_open(sign_in, who, titles):
    page = sign_in(who).get("/settings/").content.decode()
    shown = re.findall(r"data-open><strong>([^<]+)</strong>", page)
    assert [title for title in shown if title in {"区县", "战线", "单位", "区领导", "账号", "岗位"}] == titles


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "page"), [("system", "users"), ("security", "posts"), ("system", "units")])
def test_a_list_costs_the_same_for_one_row_and_for_three(
    sign_in, posts, units, django_assert_num_queries, rows, who, page
):
    browser = sign_in(who)
    wanted = {"users": "q=officer.", "posts": "q=officer.", "units": "q=局"}[page]
    if rows == 1:
        wanted = {"users": "q=officer.water", "posts": "q=officer.water", "units": "q=水务"}[page]
    browser.get("/settings/")  # the session's first request also writes when it was seen
    queries = {"users": 5, "posts": 4, "units": 4}[page]
    with django_assert_num_queries(queries):
        response = browser.get(f"/settings/{page}/?{wanted}")
    assert response.content.decode().count("data-open") == rows
