"""Files are served only within scope, and never so that they could act in our name."""

import pytest

from qifu.appeals.advancing import advance
from qifu.appeals.files import location
from qifu.appeals.models import Appeal

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"


@pytest.fixture
def files(handled, actors, incoming):
    """A public picture, an internal table, a public PDF; by name."""
    officer = actors["officer.water"]
    advance(handled, "attach", by=officer, files=[incoming("现场 1.png", PICTURE)], public=True)
    advance(
        handled, "comment", by=officer, note="内部核对", files=[incoming("核对.csv", "户号,读数\n".encode())]
    )
    advance(handled, "attach", by=officer, files=[incoming("批复.pdf", b"%PDF-1.4\n%%EOF\n")], public=True)
    return {file.name: file for file in handled.attachments.all()}


def url(file):
    return f"/appeals/{file.appeal.number}/files/{file.pk}/"


def test_a_picture_is_shown_in_a_sandbox(sign_in, files):
    response = sign_in("officer.water").get(url(files["现场 1.png"]))
    assert b"".join(response.streaming_content) == PICTURE
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''%E7%8E%B0%E5%9C%BA%201.png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox;")
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["核对.csv", "批复.pdf"])
def test_everything_else_is_saved(sign_in, files, name):
    response = sign_in("officer.water").get(url(files[name]))
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert int(response["Content-Length"]) == len(b"".join(response.streaming_content))


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        ("office", {"现场 1.png", "核对.csv", "批复.pdf"}),
        ("officer.planning", {"现场 1.png", "核对.csv", "批复.pdf"}),
        ("operator", {"现场 1.png", "批复.pdf"}),
        ("contact", {"现场 1.png", "批复.pdf"}),
        ("city", {"现场 1.png", "批复.pdf"}),
        ("system", set()),
        ("audit", set()),
    ],
)
def test_who_may_fetch_which(sign_in, files, person, seen):
    client = sign_in(person)
    answers = {name: client.get(url(file)).status_code for name, file in files.items()}
    assert answers == {name: 200 if name in seen else 404 for name in files}


def test_an_internal_file_is_not_even_named_to_the_operator(sign_in, files, handled):
    assert "核对.csv" in sign_in("office").get(f"/appeals/{handled.number}/").content.decode()
    assert "核对.csv" not in sign_in("operator").get(f"/appeals/{handled.number}/").content.decode()


def test_a_unit_without_the_appeal_and_a_stranger_get_nothing(
    sign_in, client, files, actors, file_appeal, incoming
):
    mine = file_appeal(files=[incoming("现场.png", PICTURE)])
    file = mine.attachments.get()
    assert sign_in("officer.water").get(url(file)).status_code == 404
    assert client.get(url(file)).status_code == 302


def test_a_file_of_one_appeal_cannot_be_fetched_through_another(sign_in, files, file_appeal):
    other = file_appeal()
    assert sign_in("office").get(f"/appeals/{other.number}/files/{files['核对.csv'].pk}/").status_code == 404


def test_another_districts_file_does_not_exist(sign_in, files, handled, district):
    other = type(district).objects.create(code="990198", name="临山区")
    Appeal.objects.filter(pk=handled.pk).update(district=other)
    assert sign_in("office").get(url(files["现场 1.png"])).status_code == 404


def test_the_same_content_is_stored_once(files, handled, actors, incoming, file_appeal):
    other = file_appeal(files=[incoming("同一张.png", PICTURE)])
    first, second = files["现场 1.png"].file, other.attachments.get().file
    assert first == second
    assert location(first).read_bytes() == PICTURE


def test_a_file_that_is_gone_from_the_disk_is_not_found(sign_in, files):
    location(files["核对.csv"].file).unlink()
    assert sign_in("office").get(url(files["核对.csv"])).status_code == 404
