"""How many queries each page costs: counted in this process, by the same views and settings, after their caches are warm."""

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.pages import filing
from bench.sample import Sample
from qifu.organisations.models import Post


def counted(sample: Sample) -> dict[str, int]:
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    officer, office, stranger = (
        _client(sample.officers[0]),
        _client("office"),
        Client(SERVER_NAME="127.0.0.1"),
    )
    number, phone = sample.any_with_phone()
    follow, file = f"/p/{sample.code}/follow/", f"/p/{sample.code}/file/"
    found = {
        "worklist": _get(officer, "/worklist/"),
        "inbox": _get(office, "/inbox/?section=review"),
        "appeal": _get(office, f"/appeals/{number}/"),
        "statistics": _get(office, f"/statistics/?by=unit&period={sample.year}"),
        "drill": _get(office, sample.figure("on_time", unit=str(sample.units[0]))),
        "drill_rare": _get(office, sample.figure("redone")),
        "search": _get(office, "/enterprises/lookup/?q=宏岳"),
        "file": _post(stranger, file, filing()),
    }
    answer = stranger.post(follow, {"number": number, "phone": phone})
    found["follow"] = _post(stranger, follow, {"number": number, "phone": phone}) + _get(
        stranger, answer["Location"]
    )
    warming, counting = sample.for_counting
    _post(officer, f"/appeals/{warming}/sign_for/", {"note": ""})
    found["sign_for"] = _post(officer, f"/appeals/{counting}/sign_for/", {"note": ""})
    return found


def _client(username: str) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    post = Post.objects.select_related("user").get(user__username=username)
    client.force_login(post.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["post"] = post.pk
    session.save()
    return client


def _get(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return len(queries)


def _post(client: Client, path: str, fields: dict[str, str]) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(path, fields)
    assert answer.status_code == 302, (path, answer.status_code)
    return len(queries)
