"""A questionnaire of 10,000 companies: `python -m bench.questionnaires` with an empty database in DATABASE_URL; prints JSON.

Sending makes the recipients, signs their links and lays their letters out; the replies are brought in by the thousand, since what
is measured is the counting. Pages are asked for within this process, without the network.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("QIFU_DATA_DIR", tempfile.mkdtemp())

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the setup
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.ground import lay  # noqa: E402
from qifu.enterprises.models import Contact, Enterprise  # noqa: E402
from qifu.liaison.questionnaires import building, exporting, sending  # noqa: E402
from qifu.liaison.questionnaires.checking import Said  # noqa: E402
from qifu.liaison.questionnaires.links import path_of  # noqa: E402
from qifu.liaison.questionnaires.models import Answer, Questionnaire, Recipient, Reply  # noqa: E402
from qifu.liaison.questionnaires.words import Kind, Way  # noqa: E402
from qifu.liaison.targets import Target  # noqa: E402
from qifu.organisations.actors import actor_of  # noqa: E402
from qifu.organisations.models import Job  # noqa: E402

COMPANIES, TURNS, CHUNK = 10_000, 15, 1000
OPTIONS = ["用工", "融资", "用地", "水电气", "物流", "政策信息"]


def main() -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://bench.example", ["*"]
    ground = lay(COMPANIES)
    by, day = actor_of(ground.office), timezone.localdate()
    _companies(ground)
    questionnaire = building.make(by=by, title="企业情况调查表", closes_on=day + timedelta(days=10))
    for said in (
        Said(Kind.SEVERAL, "最需要帮助的方面", options=OPTIONS),
        Said(Kind.ONE, "订单", options=["增长", "持平", "下降"]),
        Said(Kind.SCALE, "评价", low=Decimal(1), high=Decimal(5)),
        Said(Kind.NUMBER, "缺工人数"),
        Said(Kind.TEXT, "最缺的工种"),
        Said(Kind.LONG, "意见"),
    ):
        building.add_question(questionnaire, said, by=by)
    found: dict[str, Any] = {"companies": COMPANIES}
    sent = sending.publish(questionnaire, Target(), by=by)
    found["send_s"] = seconds(lambda: sending.send(sent))
    recipients = list(Recipient.objects.filter(questionnaire=questionnaire).order_by("id"))
    found["links_s"] = seconds(lambda: [path_of(each) for each in recipients])
    reminder = sending.remind(questionnaire, Recipient.objects.all(), by=by, words="")
    found["remind_s"] = seconds(lambda: sending.remind_all(reminder))
    _reply(questionnaire, recipients)
    client = Client()
    client.force_login(ground.office.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["post"] = ground.office.pk
    session.save()
    base = f"/questionnaires/{questionnaire.pk}/"
    for name, path in (
        ("list_ms", "/questionnaires/"),
        ("questionnaire_ms", base),
        ("results_ms", f"{base}results/"),
        ("recipients_ms", f"{base}recipients/?state=answered"),
    ):
        found[name] = page(client, path)
    job = Job.objects.create(
        district=ground.district, kind=exporting.KIND, title="xlsx", post=ground.office,
        options={"questionnaire": questionnaire.pk, "filter": "-"},
    )  # fmt: skip
    found["xlsx_s"] = seconds(lambda: exporting.run(job, lambda done, total: None))
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 2)


def page(client: Client, path: str) -> dict[str, float]:
    """Median and 95th percentile of so many turns, after three to warm up."""
    taken = []
    for turn in range(TURNS + 3):
        begun = time.perf_counter()
        answer = client.get(path)
        taken.append((time.perf_counter() - begun) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code} {answer.headers.get('Location')}")
        del taken[: 1 if turn < 3 else 0]
    taken.sort()
    return {"median": round(taken[len(taken) // 2]), "p95": round(taken[int(len(taken) * 0.95)])}


def _companies(ground: Any) -> None:
    for start in range(0, COMPANIES, CHUNK):
        rows = [
            Enterprise(
                district=ground.district, number=f"Q{n:06}", name=f"临江第{n}制造有限公司", name_key=f"临江第{n}制造",
                street=ground.streets[n % len(ground.streets)],
            )
            for n in range(start, start + CHUNK)
        ]  # fmt: skip
        made = Enterprise.objects.bulk_create(rows)
        Contact.objects.bulk_create(
            Contact(enterprise=each, name="王工", phone="19900000000", email=f"{each.number}@bench.example")
            for each in made
        )


def _reply(questionnaire: Questionnaire, recipients: list[Recipient]) -> None:
    version = questionnaire.versions.get()
    several, one, scale, number, text, long = (question.key for question in version.questions.all())
    now = timezone.now()
    for start in range(0, len(recipients), CHUNK):
        chunk = recipients[start : start + CHUNK]
        replies = Reply.objects.bulk_create(
            Reply(recipient=each, questionnaire=questionnaire, version=version, revised_at=now)
            for each in chunk
        )
        common = {"questionnaire": questionnaire, "version": version}
        answers = []
        for n, reply in enumerate(replies, start=start):
            answers += [
                Answer(**common, reply=reply, key=several, place=n % 6, choice=OPTIONS[n % 6]),
                Answer(**common, reply=reply, key=several, place=(n + 1) % 6, choice=OPTIONS[(n + 1) % 6]),
                Answer(**common, reply=reply, key=one, place=n % 3, choice=("增长", "持平", "下降")[n % 3]),
                Answer(**common, reply=reply, key=scale, number=n % 5 + 1),
                Answer(**common, reply=reply, key=number, number=n * 7919 % 3001),
                Answer(**common, reply=reply, key=text, text="焊工"),
                Answer(**common, reply=reply, key=long, text=f"希望政策宣讲到车间一级（{n}）。"),
            ]
        Answer.objects.bulk_create(answers, batch_size=500)
        Recipient.objects.filter(pk__in=[each.pk for each in chunk]).update(answered_at=now, way=Way.SELF)


if __name__ == "__main__":
    print(json.dumps(main(), ensure_ascii=False, indent=1), file=sys.stdout)
