import pytest
from django.db import connection, transaction

from workforce.jobs import Waking, enqueue

pytestmark = pytest.mark.django_db


def wakings() -> list:
    return [call for _, call, *_ in connection.run_on_commit if isinstance(call, Waking)]


def test_a_task_is_woken_once_however_often_a_transaction_asks():
    for _ in range(3):
        enqueue("workforce.sweep_jobs", trust_id=1)
    enqueue("workforce.sweep_jobs", trust_id=2)

    assert wakings() == [
        Waking("workforce.sweep_jobs", {"trust_id": 1}),
        Waking("workforce.sweep_jobs", {"trust_id": 2}),
    ]


@transaction.atomic
def ask_and_fail() -> None:
    enqueue("workforce.sweep_jobs")
    raise RuntimeError


def test_what_is_undone_wakes_nobody_and_can_be_asked_for_again():
    with pytest.raises(RuntimeError):
        ask_and_fail()

    assert wakings() == []
    enqueue("workforce.sweep_jobs")
    assert wakings() == [Waking("workforce.sweep_jobs", {})]
