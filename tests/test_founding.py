"""`qifu found`: a district that can be worked with from its three administrators on."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from qifu.organisations.models import CalendarYear, District, Post, Unit, User

ADMINISTRATORS = ["audit-admin-990101", "security-admin-990101", "system-admin-990101"]


@pytest.fixture
def said(db):
    out = StringIO()
    call_command("found", "990101", "江北区", stdout=out)
    return out.getvalue()


@pytest.fixture
def passwords(said):
    return dict(line.split() for line in said.splitlines()[1:])


def test_a_founded_district_has_its_office_the_calendar_and_the_preset_clocks_and_aspects(said):
    district = District.objects.get()
    assert list(Unit.objects.values_list("district__name", "kind", "short_name")) == [
        ("江北区", "office", "活动办")
    ]
    assert CalendarYear.objects.filter(year=2026).exists()
    assert (district.aspects.exists(), district.clock_rules.exists()) == (True, True)


def test_the_three_administrators_are_kept_by_it_and_hold_one_post_each(passwords):
    district = District.objects.get()
    assert sorted(passwords) == ADMINISTRATORS
    assert list(User.objects.values_list("username", "district")) == [
        (name, district.pk) for name in ADMINISTRATORS
    ]
    assert sorted(Post.objects.values_list("user__username", "role")) == [
        (name, name.removesuffix("-990101").replace("-", "_")) for name in ADMINISTRATORS
    ]


def test_each_first_password_opens_the_door_and_must_be_changed(passwords, settings):
    settings.ADMIN_TWO_FACTORS = False
    for username, password in passwords.items():
        answer = Client().post("/sign-in/", {"username": username, "password": password})
        assert answer["Location"] == "/sign-in/new-password/"


def test_first_passwords_have_nothing_that_looks_alike_on_paper(passwords):
    assert [password for password in passwords.values() if set(password) & set("0O1lI_-")] == []


@pytest.mark.parametrize(
    "given", [["990101", "江北区"], ["99", "江南区"], ["990102", "江南区", "--parent", "990000"]]
)
def test_a_code_that_is_taken_or_wrong_or_a_city_that_is_unknown_founds_nothing(said, given):
    with pytest.raises(CommandError):
        call_command("found", *given, stdout=StringIO())
    assert District.objects.count() == 1
