"""A PostgreSQL of its own for the benchmarks: on disk, safe, and with the memory that such a trust would be given."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from cms.local import postgres
from cms.local.paths import SOCKETS, Cluster

CLUSTER = Cluster("bench-postgres", 5434, keeps_data=True)
MEMORY = {
    "shared_buffers": "2GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "effective_cache_size": "6GB",
    "max_wal_size": "8GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
}


def name_of(people: int) -> str:
    return f"academy_{people}"


def url_of(people: int) -> str:
    return f"postgres://postgres@/{name_of(people)}?host={SOCKETS}&port={CLUSTER.port}"


def use(people: int) -> None:
    """Tells Django, before it is set up, which database the benchmarks ask."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    os.environ["BENCH_PEOPLE"] = str(people)


@contextmanager
def running() -> Iterator[None]:
    was_up = postgres.is_up(CLUSTER)
    if not was_up:
        _start()
    try:
        yield
    finally:
        if not was_up:
            postgres.stop(CLUSTER)


def is_loaded(people: int) -> bool:
    with _admin() as admin:
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name_of(people)]).fetchone()
    if not found:
        return False
    with psycopg.connect(url_of(people)) as loaded:
        return loaded.execute("SELECT to_regclass('benchmark_loaded')").fetchone() != (None,)


def make_empty(people: int) -> None:
    with _admin() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name_of(people)}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name_of(people)}"')


def _admin() -> psycopg.Connection:
    return psycopg.connect(f"postgres://postgres@/postgres?host={SOCKETS}&port={CLUSTER.port}", autocommit=True)


def _start() -> None:
    postgres.start(CLUSTER)
    asked = "\n".join(f"{name} = {value}" for name, value in MEMORY.items())
    settings = CLUSTER.data / "postgresql.conf"
    if asked not in settings.read_text():
        settings.write_text(f"{settings.read_text()}\n{asked}\n")
        postgres.stop(CLUSTER)
        postgres.start(CLUSTER)
