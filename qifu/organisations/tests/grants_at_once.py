"""Run by test_exclusion.py in a process of its own: the test database is in memory and knows no two writers.

Two security administrators give the same person two administrators' posts at the same moment, ten times over. Prints
the status codes of each pair and how many posts each person then holds.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - only now are there apps
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from qifu.organisations.models import District, Post, User  # noqa: E402
from qifu.organisations.roles import Role  # noqa: E402

BACKEND = "django.contrib.auth.backends.ModelBackend"
call_command("migrate", verbosity=0)
district = District.objects.create(code="990199", name="临江区")


def security_administrator(number: int) -> Client:
    user = User.objects.create(username=f"security{number}", name=f"security{number}")
    post = Post.objects.create(user=user, role=Role.SECURITY_ADMIN, district=district)
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend=BACKEND)
    session = client.session
    session["post"] = post.pk
    session.save()
    client.get("/settings/")
    return client


browsers = [security_administrator(number) for number in range(2)]
outcomes = []
for number in range(10):
    person = User.objects.create(username=f"person{number}", name=f"person{number}", district=district)
    start = Barrier(2)

    def give(browser_and_role: tuple[Client, Role], person: User = person, start: Barrier = start) -> int:
        browser, role = browser_and_role
        start.wait()
        try:
            return browser.post("/settings/posts/add/", {"user": person.pk, "role": role}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(give, zip(browsers, (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN), strict=True)))
    outcomes.append([statuses, Post.objects.filter(user=person).count()])
print(json.dumps(outcomes))
