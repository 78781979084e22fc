"""A connection that PostgreSQL has ended is noticed without a question, and the next request has a new one."""

import psycopg
import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


def backend():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def end(pid):
    with psycopg.connect(connection.connection.info.dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_a_connection_that_lives_is_not_asked(django_assert_num_queries):
    backend()

    with django_assert_num_queries(0):
        assert connection.is_usable()


def test_one_that_the_server_has_ended_is_not_used():
    end(backend())

    assert not connection.is_usable()


def test_a_request_after_that_has_a_new_one(client):
    before = backend()
    end(before)
    connection.health_check_enabled, connection.health_check_done = True, False

    assert backend() != before
