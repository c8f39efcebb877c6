from datetime import date

import pytest
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult

from qifu.notices import kinds
from qifu.notices.kinds import Kind
from qifu.notices.telling import tell
from tests.sinks import HttpSink, SmtpSink, serving


@pytest.fixture(autouse=True)
def order_issued():
    """A kind that these tests tell of."""
    kind = Kind(
        "test-order",
        gettext_lazy("Unit"),
        fields=("number", "due"),
        zh=("督办单{number}已下达", "请于{due}前书面答复。"),
        en=("Supervision order {number} issued", "Answer it in writing by {due}."),
        samples={"number": "〔2026〕3号"},
    )
    kinds.register(kind)
    yield kind
    del kinds._kinds["test-order"]


@pytest.fixture
def tell_of(district, posts):
    """`tell_of("officer.water", key="a")`: order 〔2026〕3号, due on 18 September 2026."""

    def told(*names: str, key: str = "order-3", **given: object) -> None:
        people = [posts[name].user for name in names]
        said = {"url": "/orders/3/", "number": "〔2026〕3号", "due": date(2026, 9, 18), **given}
        tell("test-order", to=people, district=district, key=key, **said)

    return told


@pytest.fixture
def smtp(settings):
    """A mail server on loopback, and this installation set up to use it."""
    with serving(SmtpSink) as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_SENDS = True
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.EMAIL_TIMEOUT = 5
        settings.DEFAULT_FROM_EMAIL = "企服 <notices@linjiang.example>"
        settings.SITE_URL = "https://qifu.linjiang.example"
        yield sink


@pytest.fixture
def robot(settings):
    """A server on loopback that takes the part of a group robot."""
    settings.ALLOW_PRIVATE_WEBHOOKS = True
    settings.SITE_URL = "https://qifu.linjiang.example"
    with serving(HttpSink) as sink:
        yield sink


@pytest.fixture
def water_reads_mail(posts):
    user = posts["officer.water"].user
    user.email = "water@linjiang.example"
    user.save()
    return user


@pytest.fixture
def work():
    """What the worker does: each task that has been enqueued, once, in the order in which it was."""

    def until_done() -> int:
        tasks = list(DBTaskResult.objects.ready().order_by("enqueued_at"))
        for row in tasks:
            row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
            row.delete()
        return len(tasks)

    return until_done
