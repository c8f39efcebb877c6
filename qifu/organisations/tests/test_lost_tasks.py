import pytest
from django_tasks_db.models import DBTaskResult

from qifu.organisations.tasks import take_up_lost, tidy_up

pytestmark = pytest.mark.django_db


def claimed(*workers):
    tidy_up.enqueue()
    row = DBTaskResult.objects.ready().get()
    for worker in workers:
        row.claim(worker)
    return row


def test_a_task_whose_worker_was_killed_runs_again():
    row = claimed("first")
    assert take_up_lost() == 1
    assert [ready.pk for ready in DBTaskResult.objects.ready()] == [row.pk]


def test_a_task_that_took_three_workers_with_it_is_left_alone():
    claimed("first", "second", "third")
    assert take_up_lost() == 0
    assert not DBTaskResult.objects.ready().exists()


def test_what_is_done_is_not_done_again():
    claimed("first").set_successful(None)
    assert take_up_lost() == 0
