"""Run by test_filing.py in a process of its own: the test database is in memory and knows no two writers.

Prints the status codes of eight identical filings sent at the same time, and how many appeals came of them.
"""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - only now are there apps
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from qifu.appeals.models import Appeal, Event  # noqa: E402
from qifu.appeals.presets import load_presets  # noqa: E402
from qifu.organisations.calendar import load_year  # noqa: E402
from qifu.organisations.models import District, Unit  # noqa: E402

PEOPLE = 8

call_command("migrate", verbosity=0)
district = District.objects.create(code="990199", name="临江区")
Unit.objects.create(district=district, kind="office", name="活动办公室", short_name="活动办")
load_presets(district)
for year in (timezone.localdate().year, timezone.localdate().year + 1):
    load_year(year, {}, "invented for tests")
form = {
    "key": str(uuid.uuid4()),
    "company": "云川宏岳锅炉有限公司",
    "name": "陈静",
    "phone": "19900001234",
    "text": "厂区停水。",
    "consent": "on",
}
start = Barrier(PEOPLE)


def send(_n: int) -> int:
    start.wait()
    try:
        return Client(headers={"host": "localhost"}).post("/p/990199/file/", form).status_code
    finally:
        connection.close()


with ThreadPoolExecutor(PEOPLE) as pool:
    statuses = list(pool.map(send, range(PEOPLE)))
print(json.dumps([statuses, Appeal.objects.count(), Event.objects.count()]))
