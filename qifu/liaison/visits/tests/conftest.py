"""Trips of Linjiang: the water bureau leads, planning goes along, to the boiler works and its new hall."""

import io
import struct
import uuid
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from qifu.appeals.files import Incoming
from qifu.enterprises.models import Enterprise, Project
from qifu.liaison.visits import planning, recording
from qifu.liaison.visits.models import Stop, Visit
from qifu.liaison.visits.planning import Place, Plan
from qifu.liaison.visits.presets import load_presets
from qifu.liaison.visits.words import VisitKind
from qifu.lib.uploads import inspect


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(2026, month, day, hour, minute))  # noqa: DTZ001 - made aware here


def drawing(*, drawn: bool = True, seed: int = 1) -> bytes:
    """A PNG as a canvas gives it: transparent, with a line on it or without."""
    rows = [bytearray(20 * 4) for _each in range(8)]
    if drawn:
        for x in range(seed, 12):
            rows[x // 2][x * 4 : x * 4 + 4] = b"\x11\x11\x11\xff"
    packed = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    head = struct.pack(">IIBBBBB", 20, 8, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    chunks = (
        struct.pack(">I4s", len(each), name) + each + struct.pack(">I", zlib.crc32(name + each))
        for name, each in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def incoming(content: bytes, name: str = "signature.png") -> Incoming:
    file = io.BytesIO(content)
    return Incoming(name, file, inspect(file, name, 1 << 20))


@pytest.fixture
def hall(enterprise, district) -> Project:
    return Project.objects.create(district=district, enterprise=enterprise, name="新锅炉车间")


@pytest.fixture
def mill(district, units) -> Enterprise:
    return Enterprise.objects.create(
        district=district, number="Q000002", name="云川面粉厂", street=units.hill
    )


@pytest.fixture
def plan_of(posts, enterprise, hall, district) -> Callable[..., Plan]:
    load_presets(district)

    def make(**given: object) -> Plan:
        said = {
            "kind": VisitKind.VISIT,
            "purpose": "了解锅炉厂用水情况",
            "starts_at": at(3, 12),
            "lead": posts["officer.water"],
            "others": [posts["officer.planning"]],
            "places": [Place(enterprise), Place(enterprise, hall)],
        }
        return Plan(**{**said, **given})  # type: ignore[arg-type]

    return make


@pytest.fixture
def planned(plan_of, district, actors) -> Callable[..., Visit]:
    """Planned by the water bureau's officer three days before."""

    def make(**given: object) -> Visit:
        said = plan_of(**given)
        return planning.plan(
            said, district=district, by=actors["officer.water"], at=said.starts_at - timedelta(days=3)
        )

    return make


@pytest.fixture
def stop_of(planned, enterprise) -> Callable[..., Stop]:
    """The only stop of a trip of 12 March: the boiler works."""

    def make(**given: object) -> Stop:
        return planned(**{"places": [Place(enterprise)], **given}).stops.get()

    return make


@pytest.fixture
def visited(stop_of, actors) -> Callable[..., Stop]:
    """Checked in at 9:05 and finished at 10:30."""

    def make(**given: object) -> Stop:
        stop = stop_of(**given)
        begun = stop.visit.starts_at
        recording.check_in(stop, by=actors["officer.water"], at=begun + timedelta(minutes=5))
        recording.finish(stop, by=actors["officer.water"], at=begun + timedelta(minutes=90))
        stop.refresh_from_db()
        return stop

    return make


@pytest.fixture
def key() -> uuid.UUID:
    return uuid.UUID(int=7)
