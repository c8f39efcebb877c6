"""The demonstration's ground: district, units, people, categories, enterprises, and the calendar of days not announced yet."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password

from qifu.appeals.models import Aspect, Category
from qifu.appeals.presets import load_presets
from qifu.assessment.presets import load_presets as load_schemes
from qifu.demonstration import categories, government, places
from qifu.demonstration.enterprises import FACTS_YEAR, enterprises
from qifu.demonstration.enterprises import Enterprise as Written
from qifu.demonstration.welcome import PASSWORD
from qifu.enterprises.models import Contact, Enterprise, Project
from qifu.liaison.presets import load_presets as load_rhythm
from qifu.liaison.visits.presets import load_presets as load_visits
from qifu.lib.workdays import start_of_day
from qifu.organisations.actors import Actor, actor_of, caller
from qifu.organisations.calendar import load_builtin_years, load_year
from qifu.organisations.models import CalendarYear, District, Front, Leader, NumberSeries, Post, Unit, User
from qifu.organisations.roles import Role
from qifu.supervision.presets import load_presets as load_ladder

INVENTED = "示例日历：尚未公布，仅供演示，请以国务院通知为准"


@dataclass
class Ground:
    """What the lives refer to by key."""

    district: District
    units: dict[str, Unit] = field(default_factory=dict)
    leaders: dict[str, Leader] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    posts: dict[tuple[str, str], Post] = field(default_factory=dict)  # (user name, role)
    categories: dict[str, Category] = field(default_factory=dict)
    enterprises: list[Enterprise] = field(default_factory=list)

    def actor(self, username: str, role: str, name: str) -> Actor:
        """Somebody's post, or the company's person who has no account."""
        return actor_of(self.posts[username, role]) if username else caller(self.district, name)


def found(today: date) -> Ground:
    load_calendars(today)
    city = District.objects.create(code=places.CITY.code, name=places.CITY.name, active=False)
    place = places.DISTRICT
    ground = Ground(
        District.objects.create(code=place.code, name=place.name, parent=city, hotline=place.hotline)
    )
    load_presets(ground.district)
    load_ladder(ground.district)
    load_rhythm(ground.district)
    load_visits(ground.district)
    load_schemes(ground.district, start_of_day(date(today.year, 1, 1)))
    _seat_units(ground)
    _seat_people(ground, city)
    _plant_categories(ground)
    _settle_enterprises(ground)
    return ground


def load_calendars(today: date) -> None:
    """The announced years, and invented ones for what the demonstration's deadlines still reach into."""
    load_builtin_years()
    for year in range(today.year - 1, today.year + 2):
        if not CalendarYear.objects.filter(year=year).exists():
            holidays = [date(year, 1, 1), date(year, 5, 1), *(date(year, 10, day) for day in range(1, 8))]
            load_year(year, dict.fromkeys(holidays, False), INVENTED)


def _seat_units(ground: Ground) -> None:
    fronts = {
        front.key: Front.objects.create(district=ground.district, name=front.name, order=order)
        for order, front in enumerate(government.FRONTS)
    }
    for order, unit in enumerate(government.UNITS):
        ground.units[unit.key] = Unit.objects.create(
            district=ground.district, kind=unit.kind, name=unit.name, short_name=unit.short, front=fronts.get(unit.front),
            parent=ground.units.get(unit.seat), phone=unit.phone, order=order,
        )  # fmt: skip
    for order, leader in enumerate(government.LEADERS):
        ground.leaders[leader.key] = Leader.objects.create(
            district=ground.district, name=leader.name, title=leader.title, front=fronts.get(leader.front), is_head=leader.is_head,
            order=order,
        )  # fmt: skip


def _seat_people(ground: Ground, city: District) -> None:
    secret = make_password(PASSWORD)  # one for all, so that founding takes seconds
    for person in government.STAFF:
        user = User.objects.create(
            username=person.username, name=person.name, phone=person.phone, password=secret
        )
        ground.users[person.username] = user
        for seat in person.seats:
            post = Post(
                user=user, role=seat.role, district=city if person.at_city else ground.district,
                unit=ground.units.get(seat.unit), leader=ground.leaders.get(seat.leader),
            )  # fmt: skip
            post.give()
            ground.posts[person.username, seat.role] = post


def _plant_categories(ground: Ground) -> None:
    aspects = {
        key: Aspect.objects.get(district=ground.district, name=name)
        for key, name in categories.ASPECTS.items()
    }
    for category in categories.CATEGORIES:
        ground.categories[category.code] = Category.objects.create(
            district=ground.district, code=category.code, name=category.name, parent=ground.categories.get(category.parent),
            aspect=aspects.get(category.aspect), complexity=category.complexity or "simple",
        )  # fmt: skip


def _settle_enterprises(ground: Ground) -> None:
    written = enterprises()
    rows = [_enterprise(ground, company) for company in written]
    for row in rows:
        row.derive()
    ground.enterprises = Enterprise.objects.bulk_create(rows)
    NumberSeries.take(ground.district.pk, "enterprise", 0, len(rows))
    for company, row in zip(written, ground.enterprises, strict=True):
        for contact in company.contacts:
            user = _account(ground, contact.username, contact.name, contact.phone)
            Contact.objects.create(
                enterprise=row, user=user, name=contact.name, title=contact.title, phone=contact.phone
            )
        for project in company.projects:
            Project.objects.create(
                district=ground.district, enterprise=row, name=project.name, stage=project.stage, investment=project.investment,
                unit=ground.units.get(project.unit), address=company.address,
            )  # fmt: skip


def _enterprise(ground: Ground, company: Written) -> Enterprise:
    return Enterprise(
        district=ground.district, number=f"Q{company.index + 1:06d}", name=company.name,
        credit_code=company.credit_code or None, street=ground.units[company.street], address=company.address,
        phone=company.phone, industry=company.industry, founded=company.founded, facts_year=FACTS_YEAR, staff=company.staff,
        revenue=company.revenue, assets=company.assets, key=company.key, restructured=company.restructured,
        leader=ground.leaders.get(company.leader),
    )  # fmt: skip


def _account(ground: Ground, username: str, name: str, phone: str) -> User | None:
    if not username:
        return None
    user = User.objects.create(username=username, name=name, phone=phone, password=make_password(PASSWORD))
    ground.posts[username, Role.CONTACT] = Post.objects.create(
        user=user, role=Role.CONTACT, district=ground.district
    )
    return user
