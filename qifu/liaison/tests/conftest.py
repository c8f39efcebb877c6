"""Linjiang's programme of 2026: water, planning and trade take part, reports are due on the fifth."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from qifu.liaison.models import Duty, Programme
from qifu.liaison.tests.days import at
from qifu.liaison.verbs import duty as duty_verbs
from qifu.liaison.verbs.member_units import Named, save_member_units
from qifu.liaison.verbs.programme import save_programme, start
from qifu.lib.workdays import end_of_day


@pytest.fixture
def written(district, units, posts, actors) -> Callable[..., Programme]:
    """A draft, as the office writes it."""

    def write(**given: object) -> Programme:
        said = {
            "year": 2026,
            "title": "2026年企业服务年活动",
            "document_number": "临办发〔2026〕11号",
            "aims": "帮企业解难题。",
            "begins_on": date(2026, 1, 1),
            "ends_on": date(2026, 12, 31),
            "head": posts["mayor"].leader,
            "office": units.office,
            "report_day": 5,
        }
        lists = {
            "aspects": list(district.aspects.filter(name="发展环境")),
            "deputies": [posts["deputy"].leader],
            "institutions": [2, 13],
        }
        programme = Programme(
            district=district, **{**said, **{k: v for k, v in given.items() if k not in lists}}
        )
        lists |= {k: v for k, v in given.items() if k in lists}
        save_programme(programme, by=actors["office"], **lists)
        return programme

    return write


@pytest.fixture
def named(units, posts) -> list[Named]:
    return [
        Named(units.water, "head.water", "officer.water", "0990-1"),
        Named(units.planning, "周局长", "officer.planning"),
        Named(units.trade, "head.trade", "officer.trade"),
    ]


@pytest.fixture
def programme(written, named, actors) -> Programme:
    found = written()
    save_member_units(found, named, by=actors["office"])
    start(found, by=actors["office"])
    return found


@pytest.fixture
def draft_duty(programme, units, actors) -> Callable[..., Duty]:
    def write(**given: object) -> Duty:
        said = {
            "unit": units.water,
            "title": "清淤园区排水管网",
            "content": "汛期前完成三条主干管清淤。",
            "due_at": end_of_day(date(2026, 11, 30)),
        }
        co_units = given.pop("co_units", [])
        duty = Duty(district=programme.district, programme=programme, **{**said, **given})
        duty_verbs.save_duty(duty, by=actors["office"], co_units=co_units)
        return duty

    return write


@pytest.fixture
def handed_down(draft_duty, actors) -> Callable[..., Duty]:
    """On 10 January, unless told otherwise."""

    def hand(when: datetime | None = None, **given: object) -> Duty:
        duty = draft_duty(**given)
        duty_verbs.hand_down(duty, by=actors["office"], at=when or at(1, 10))
        return duty

    return hand


@pytest.fixture
def report(actors) -> Callable[..., object]:
    """The officer of the duty's unit reports for a month, on the third of the next unless told otherwise."""
    names = {"水务局": "officer.water", "规划局": "officer.planning", "工信局": "officer.trade"}

    def file(duty: Duty, month: int, percent: int = 20, when: datetime | None = None) -> object:
        return duty_verbs.report(
            duty,
            by=actors[names[duty.unit.short_name]],
            month=date(2026, month, 1),
            text=f"{month}月进展",
            percent=percent,
            at=when or at(month + 1, 3),
        )

    return file
