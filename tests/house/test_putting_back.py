"""After a test that commits, the next one finds the database as it was made."""

import pytest
from django.db import connection

from tests.database import as_it_was, server_of
from tests.factories.curriculum import LevelFactory
from tests.putting_back import SEQUENCES, TABLES, _prints
from workforce.models import Trust


def everything():
    with server_of(connection.settings_dict["NAME"]) as database:
        tables = [name for (name,) in database.execute(TABLES)]
        return _prints(database, tables), dict(database.execute(SEQUENCES).fetchall())


@pytest.fixture
def before(real_transactions):
    as_it_was(connection.settings_dict["NAME"])
    return everything()


def test_what_was_committed_is_gone_and_numbers_begin_anew(before):
    level = LevelFactory()
    assert Trust.objects.filter(pk=level.trust_id).exists()
    assert everything() != before

    as_it_was(connection.settings_dict["NAME"])

    assert everything() == before
    assert not Trust.objects.exists()


def test_what_came_with_the_tables_and_was_changed_or_deleted_is_there_again(before):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_locale SET language_code = 'fr'")
        cursor.execute("DELETE FROM wagtailcore_grouppagepermission")

    as_it_was(connection.settings_dict["NAME"])

    assert everything() == before


def test_a_guard_that_was_taken_off_is_on_again(before):
    asked = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' LIMIT 1"
    guards = "SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'D'"
    with connection.cursor() as cursor:
        number = cursor.execute(guards).fetchone()
        table, guard = cursor.execute(asked).fetchone()
        cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{guard}"')

    as_it_was(connection.settings_dict["NAME"])

    with connection.cursor() as cursor:
        assert cursor.execute(guards).fetchone() == number
