"""Migrating takes a minute, copying a moment: each worker's test database is a copy of one that is migrated here.

Made anew when a migration has changed. Run as a module it does the migrating. What a test has committed is put back
(putting_back.py), which is quicker still than another copy.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg.sql import SQL, Identifier

from cms.local.paths import HOME
from cms.local.prepare import migrate
from tests.putting_back import put_back, remember

MADE_BY_US = "test_academy_"


def make_template() -> None:
    """Half a minute when migrations have changed, nothing otherwise."""
    with _one_at_a_time(), _server() as server:
        if not (_exists(server, template()) and remembered().exists()):
            _drop_old(server)
            server.execute(SQL("CREATE DATABASE {}").format(Identifier(unfinished())))
            subprocess.run([sys.executable, "-m", "tests.database"], check=True, env=os.environ | _settings())
            with server_of(unfinished()) as made:
                remember(made, remembered())
            server.execute(
                SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(unfinished()), Identifier(template()))
            )


def as_it_was(name: str) -> None:
    """As the template is: what a test has committed is gone."""
    connections.close_all()
    with _server() as server:
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    with server_of(name) as database:
        is_back = put_back(database, remembered())
    if not is_back:
        copy_again(name)


def copy_again(name: str) -> None:
    with _server() as server:
        server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
        server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template())))


def template() -> str:
    return settings.DATABASES["default"]["TEST"]["TEMPLATE"]


def remembered() -> Path:
    """What is in it."""
    return HOME / f"{template()}.json"


def unfinished() -> str:
    return template() + "_unfinished"


def _drop_old(server: psycopg.Connection) -> None:
    """Those of other sets of migrations, but never one that a run is using."""
    ours = SQL("SELECT datname FROM pg_database WHERE starts_with(datname, %s)")
    for (name,) in server.execute(ours, [MADE_BY_US]).fetchall():
        with suppress(psycopg.errors.ObjectInUse):
            server.execute(SQL("DROP DATABASE {}").format(Identifier(name)))


def _exists(server: psycopg.Connection, name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _server() -> psycopg.Connection:
    return server_of("postgres")


def server_of(name: str) -> psycopg.Connection:
    told = settings.DATABASES["default"]
    where = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "password": told["PASSWORD"]}
    return psycopg.connect(dbname=name, autocommit=True, **{key: value for key, value in where.items() if value})


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (HOME / "test-database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _settings() -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}


if __name__ == "__main__":
    import django

    settings.DATABASES["default"]["NAME"] = unfinished()
    django.setup()
    migrate()
