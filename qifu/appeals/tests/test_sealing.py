"""The ledger is append-only, sealed in batches, and says which row does not hold."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, Event, Seal
from qifu.appeals.sealing import seal_batch, verify
from qifu.appeals.words import Complexity
from qifu.organisations import log
from qifu.organisations.models import LogKind


@pytest.fixture
def ledger(file_appeal, actors, categories):
    """Two appeals with two events each."""
    for title in ("厂区停水三天", "门前道路破损"):
        advance(file_appeal(title=title), "accept", by=actors["office"], category=categories.water)
    return list(Event.objects.order_by("id"))


def tamper(sql, params=()):
    """As someone would who owns the database: past the triggers."""
    table = "appeals_event"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
            )
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(sql, params)
            for _name, create in triggers:
                cursor.execute(create)
        else:
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # ALTER TABLE refuses while foreign keys wait to be checked
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(sql, params)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.mark.parametrize("table", ["appeals_event", "appeals_seal", "organisations_logentry"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete_a_record(table, sql, ledger, district, actors):
    seal_batch(district)
    log.write(LogKind.SETTING, by=actors["system"], what="试")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(table))


def test_a_seal_closes_what_has_come_since_the_last_one(ledger, district, file_appeal):
    first = seal_batch(district)
    assert (first.sequence, first.first_event, first.last_event, first.count) == (
        1,
        ledger[0].pk,
        ledger[3].pk,
        4,
    )
    assert seal_batch(district) is None
    file_appeal()
    second = seal_batch(district)
    assert (second.sequence, second.count, second.previous) == (2, 1, first.digest)
    assert verify(district) is None


def test_an_event_that_was_edited_is_named(ledger, district):
    tamper("UPDATE appeals_event SET note = %s WHERE id = %s", ["改过", ledger[1].pk])
    assert verify(district).row == f"event {ledger[1].pk} ({ledger[1].appeal.number} #2)"


def test_what_an_event_says_of_the_figures_is_under_its_digest(ledger, district):
    tamper("UPDATE appeals_event SET counted = %s WHERE id = %s", ['{"stage": "closed"}', ledger[1].pk])
    assert verify(district).row == f"event {ledger[1].pk} ({ledger[1].appeal.number} #2)"


def test_an_event_that_was_edited_before_it_was_sealed_is_named_too(ledger, district):
    tamper("UPDATE appeals_event SET who = %s WHERE id = %s", ["别人", ledger[0].pk])
    seal_batch(district)
    assert verify(district).row == f"event {ledger[0].pk} ({ledger[0].appeal.number} #1)"


def test_the_last_event_of_an_appeal_cannot_be_cut_off(ledger, district):
    tamper("DELETE FROM appeals_event WHERE id = %s", [ledger[3].pk])
    assert verify(district).row == f"appeal {ledger[3].appeal.number}"


def test_a_whole_appeal_cannot_vanish_once_it_is_sealed(ledger, district):
    seal_batch(district)
    tamper("DELETE FROM appeals_event WHERE appeal_id = %s", [ledger[3].appeal_id])
    with connection.cursor() as cursor:
        for table in ("appeals_clock", "appeals_appeal"):
            column = "id" if table == "appeals_appeal" else "appeal_id"
            cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [ledger[3].appeal_id])
    assert verify(district).row == f"seal 1 (events {ledger[0].pk}-{ledger[3].pk})"


@pytest.mark.parametrize(
    "forgery",
    [
        "DELETE FROM appeals_involvement WHERE appeal_id = %s",
        "UPDATE appeals_involvement SET unit_id = (SELECT max(id) FROM organisations_unit) WHERE appeal_id = %s",
    ],
)
def test_a_unit_that_sees_too_much_or_too_little_is_named(ledger, district, actors, units, forgery):
    appeal = Appeal.objects.get(pk=ledger[3].appeal_id)
    advance(appeal, "assign", by=actors["office"], lead=units.water, complexity=Complexity.SIMPLE)
    assert verify(district) is None
    tamper(forgery, [appeal.pk])
    assert verify(district).row == f"appeal {appeal.number}"


def test_the_command_says_that_the_ledger_holds_and_where_it_does_not(ledger, district, capsys):
    call_command("verify_ledger", seal=True)
    assert "4 " in capsys.readouterr().out
    assert Seal.objects.count() == 1
    tamper("UPDATE appeals_event SET verb = 'close' WHERE id = %s", [ledger[2].pk])
    with pytest.raises(CommandError, match=ledger[2].appeal.number):
        call_command("verify_ledger")
