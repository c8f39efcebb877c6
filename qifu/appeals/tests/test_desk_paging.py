"""The call-back list is paged by key, and the inbox leads to it."""

import pytest

from qifu.appeals.models import Appeal
from qifu.organisations.paging import PAGE


@pytest.fixture
def many(answered):
    """One page and one row more, all due at the same instant."""
    first = answered()
    rows = [Appeal.objects.get(pk=first.pk) for _row in range(PAGE)]
    for n, row in enumerate(rows):
        row.pk, row.number = None, f"2026-9{n:05d}"
    Appeal.objects.bulk_create(rows)
    return list(Appeal.objects.order_by("id").values_list("number", flat=True))


def test_the_second_page_begins_after_the_last_row_of_the_first(sign_in, many):
    client = sign_in("operator")
    first = client.get("/follow-ups/").context
    assert [line.row.appeal.number for line in first["rows"]] == many[:PAGE]
    assert [line.then for line in first["rows"]] == [*many[1:PAGE], ""]
    second = client.get("/follow-ups/", {"after": first["page"].next}).context
    assert [line.row.appeal.number for line in second["rows"]] == many[PAGE:]
    assert (second["page"].next, bool(second["page"].previous)) == (None, True)


def test_after_a_call_one_stays_on_the_page_that_one_was_on(sign_in, many):
    client = sign_in("operator")
    key = client.get("/follow-ups/").context["page"].next
    after = client.post(
        f"/follow-ups/{many[PAGE]}/?after={key}", {"key": "", "way": "phone", "reached": "no", "then": ""}
    )
    assert after["Location"] == f"/follow-ups/?after={key}"


@pytest.mark.parametrize("who", ["operator", "inspector"])
def test_the_inbox_leads_to_the_desk(sign_in, answered, who):
    answered()
    page = sign_in(who).get("/inbox/", {"section": "follow_up"}).content.decode()
    assert '<a href="/follow-ups/">到回访台逐件回访</a>' in page
