"""The named cast of every test: one small district whose people each hold one post.

Linjiang is the district, Water and Planning are units of the Building front, Trade one of the Industry front.
`officer.water` signs in with the user name "officer.water" and PASSWORD; `actors["officer.water"]` is the actor.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from qifu.appeals.models import Appeal, Category
from qifu.appeals.presets import load_presets
from qifu.appeals.registering import register
from qifu.appeals.words import Channel
from qifu.enterprises.models import Contact, Enterprise
from qifu.lib.holidays_cn import builtin_exceptions
from qifu.organisations.actors import Actor, actor_of
from qifu.organisations.calendar import forget
from qifu.organisations.models import (
    CalendarDay,
    CalendarYear,
    District,
    Front,
    Leader,
    Post,
    Unit,
    UnitKind,
    User,
)
from qifu.organisations.roles import Role

PASSWORD = "Linjiang-2026"


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def pages_without_built_assets(settings, tmp_path):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.STATIC_ROOT = tmp_path  # WhiteNoise warns of a folder that is not there


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"


@cache
def calendar_of(year: int) -> dict[date, bool]:
    """What nobody has announced yet is invented; tests must not stop working in the last weeks of 2026."""
    return builtin_exceptions([year]) if year < 2027 else {date(year, 1, 1): False}


@pytest.fixture
def calendar_loaded(db):
    """In two statements, since nearly every test begins with it."""
    years = [
        CalendarYear(year=year, source="chinesecalendar" if year < 2027 else "invented for tests")
        for year in range(2024, timezone.localdate().year + 3)
    ]
    CalendarYear.objects.bulk_create(years)
    CalendarDay.objects.bulk_create(
        CalendarDay(year=row, date=day, working=working)
        for row in years
        for day, working in calendar_of(row.year).items()
    )
    forget()


@pytest.fixture
def district(calendar_loaded):
    """Linjiang (990199) below the city Yunchuan (990100)."""
    city = District.objects.create(code="990100", name="云川市")
    district = District.objects.create(code="990199", name="临江区", parent=city)
    load_presets(district)
    return district


@pytest.fixture
def units(district):
    building = Front.objects.create(district=district, name="城建战线")
    industry = Front.objects.create(district=district, name="工业战线", order=1)
    make = Unit.objects.create
    return SimpleNamespace(
        office=make(
            district=district, kind=UnitKind.OFFICE, name="企业服务年活动办公室", short_name="活动办", order=0
        ),
        water=make(
            district=district,
            kind=UnitKind.DEPARTMENT,
            name="临江区水务局",
            short_name="水务局",
            front=building,
            order=1,
        ),
        planning=make(
            district=district,
            kind=UnitKind.DEPARTMENT,
            name="临江区规划局",
            short_name="规划局",
            front=building,
            order=2,
        ),
        trade=make(
            district=district,
            kind=UnitKind.DEPARTMENT,
            name="临江区工信局",
            short_name="工信局",
            front=industry,
            order=3,
        ),
        wharf=make(
            district=district, kind=UnitKind.STREET, name="码头街道办事处", short_name="码头街道", order=4
        ),
        hill=make(
            district=district, kind=UnitKind.STREET, name="青山街道办事处", short_name="青山街道", order=5
        ),
    )


@pytest.fixture
def enterprise(district, units):
    """Boiler works on Wharf street; Chen Jing speaks for it (phone 19900001234)."""
    row = Enterprise.objects.create(
        district=district,
        number="Q000001",
        name="云川宏岳锅炉有限公司",
        credit_code="91350100M000100Y43",
        street=units.wharf,
        industry="C3411",
        staff=350,
        revenue=3000,
        assets=5000,
        facts_year=2025,
        phone="0990-1234567",
    )
    Contact.objects.create(enterprise=row, name="陈静", title="办公室主任", phone="19900001234")
    return row


@pytest.fixture
def posts(district, units, enterprise):
    """Every role once, and an officer and a head for each of water, planning and trade."""
    mayor = Leader.objects.create(district=district, name="高远", title="区长", is_head=True)
    deputy = Leader.objects.create(district=district, name="方正平", title="副区长", front=units.water.front)
    people = {
        "office": (Role.OFFICE, units.office, None),
        "operator": (Role.OPERATOR, units.office, None),
        "inspector": (Role.INSPECTOR, units.office, None),
        "officer.water": (Role.OFFICER, units.water, None),
        "head.water": (Role.HEAD, units.water, None),
        "officer.planning": (Role.OFFICER, units.planning, None),
        "head.planning": (Role.HEAD, units.planning, None),
        "officer.trade": (Role.OFFICER, units.trade, None),
        "head.trade": (Role.HEAD, units.trade, None),
        "mayor": (Role.LEADER, None, mayor),
        "deputy": (Role.LEADER, None, deputy),
        "city": (Role.CITY, None, None),
        "system": (Role.SYSTEM_ADMIN, None, None),
        "security": (Role.SECURITY_ADMIN, None, None),
        "audit": (Role.AUDIT_ADMIN, None, None),
        "contact": (Role.CONTACT, None, None),
    }
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(User(username=name, name=name, password=password) for name in people)
    places = {Role.CITY: district.parent}
    rows = Post.objects.bulk_create(
        Post(user=user, role=role, district=places.get(role, district), unit=unit, leader=leader)
        for user, (role, unit, leader) in zip(users, people.values(), strict=True)
    )
    made = dict(zip(people, rows, strict=True))
    Contact.objects.filter(enterprise=enterprise).update(user=made["contact"].user)
    return made


@pytest.fixture
def actors(posts) -> dict[str, Actor]:
    return {name: actor_of(post) for name, post in posts.items()}


@pytest.fixture
def sign_in(posts) -> Callable[[str], Client]:
    """A browser in which that person has signed in, without the cost of the password."""

    def enter(username: str) -> Client:
        client = Client()
        client.force_login(posts[username].user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["post"] = posts[username].pk
        session.save()
        return client

    return enter


@pytest.fixture
def categories(district):
    aspect = district.aspects.get(name="发展环境")
    top = Category.objects.create(district=district, code="01", name="用水用电", aspect=aspect)
    mid = Category.objects.create(district=district, code="0101", name="用水", parent=top, aspect=aspect)
    return SimpleNamespace(
        water=Category.objects.create(
            district=district, code="010101", name="停水", parent=mid, aspect=aspect
        ),
        pressure=Category.objects.create(
            district=district, code="010102", name="水压", parent=mid, aspect=aspect, complexity="several"
        ),
    )


@pytest.fixture
def file_appeal(district, enterprise, actors) -> Callable[..., Appeal]:
    """The boiler works files through the portal, unless told otherwise."""

    def file(**given: object) -> Appeal:
        said = {
            "by": actors["contact"],
            "district": district,
            "channel": Channel.PORTAL,
            "title": "厂区停水三天",
            "text": "厂区自周一起停水，锅炉不能开车。",
            "enterprise": enterprise,
            "caller_name": "陈静",
            "caller_phone": "19900001234",
        }
        return register(**{**said, **given})  # type: ignore[arg-type]

    return file
