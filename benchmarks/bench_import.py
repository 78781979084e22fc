"""A staff file of 100,000 lines: read, applied, read again unchanged, undone.

Prints seconds, those of our own CPU (the database's apart), and peak memory.

Runs in a database of its own on the server of the tests:  python -m benchmarks.bench_import [lines]
"""

import os
import resource
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"

import datetime as dt

import django

from cms.local.servers import TEST
from tests.database import _server, make_template, template

NAME = "bench_import"
UNITS = 2000
HEADER = (
    "Assignment Number,Employee Number,Last Name,First Name,Email Address,Organisation Code,Staff Group,Job Role,"
    "Pay Band,FTE,Assignment Start Date,Supervisor Employee Number\n"
)


def staff_file(lines: int, band: int = 5) -> "list[bytes]":
    """In pieces of a thousand lines. Every tenth line is a second post."""
    rows = [HEADER]
    pieces = []
    for number in range(lines):
        person = number - 1 if number % 10 == 9 else number
        suffix = "-2" if number % 10 == 9 else ""
        manager = 10_000_000 + person // 50 * 50 + (1 if person % 50 != 1 else 2)
        rows.append(
            f"{10_000_000 + person}{suffix},{10_000_000 + person},Name{person},Given{person},p{person}@trust.example,"
            f"U{number % UNITS},03,Staff Nurse,Band {band},0.8,{1 + number % 28:02}/03/2021,{manager}\n"
        )
        if len(rows) >= 1000:
            pieces.append("".join(rows).encode())
            rows = []
    return [*pieces, "".join(rows).encode()]


def timed(words: str, do) -> None:
    start, own = time.perf_counter(), time.process_time()
    found = do()
    took, own = time.perf_counter() - start, time.process_time() - own
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{words:<28}{took:8.1f} s   own CPU {own:6.1f} s   peak {peak:6.0f} MiB   {found or ''}", flush=True)


def main(lines: int) -> None:
    from workforce.imports.tasks import apply_import, read_import, undo_import
    from workforce.models import ImportRun
    from workforce.services.import_run import ask_to_apply, ask_to_undo, receive_file
    from workforce.services.reach import changing_tree
    from workforce.services.trust import open_trust
    from workforce.services.unit import open_unit

    trust = open_trust(name="Bench", since=dt.date(2020, 1, 1), by=None)
    top = trust.units.get()
    with changing_tree(trust):
        for number in range(UNITS):
            told = {"kind": "TEAM", "name": f"Unit {number}", "code": f"U{number}", "since": dt.date(2020, 1, 1)}
            open_unit(trust=trust, parent=top, by=None, **told)

    def run(file_date, band=5):
        choices = {"covers": "FULL", "absent": "END", "empty": "IGNORE"}
        pieces = staff_file(lines, band)
        told = {"trust": trust, "kind": "STAFF", "file_name": "staff.csv", "choices": choices}
        return receive_file(**told, pieces=pieces, file_date=file_date, on=dt.date(2026, 12, 1), by=None)

    def step(task, run):
        task(ImportRun.objects.get(pk=run.pk).job_id)
        job = ImportRun.objects.get(pk=run.pk).job
        return job.result["counts"] if job.result else job.error

    first = run(dt.date(2026, 5, 1))
    timed("read", lambda: step(read_import, first))
    ask_to_apply(run=ImportRun.objects.get(pk=first.pk), by=None)
    timed("applied", lambda: step(apply_import, first))
    second = run(dt.date(2026, 6, 1))
    timed("the same again, read", lambda: step(read_import, second))
    ask_to_apply(run=ImportRun.objects.get(pk=second.pk), by=None)
    timed("the same again, applied", lambda: step(apply_import, second))
    ask_to_undo(run=ImportRun.objects.get(pk=second.pk), by=None)
    step(undo_import, second)
    ask_to_undo(run=ImportRun.objects.get(pk=first.pk), by=None)
    timed("undone", lambda: step(undo_import, first))


def in_own_database(name: str, do) -> None:
    django.setup()
    from django.db import connection

    with TEST.held():
        assert connection.settings_dict["NAME"]  # fills in what settings leave out
        make_template()
        with _server() as server:
            server.execute(f"DROP DATABASE IF EXISTS {name}")
            server.execute(f"CREATE DATABASE {name} TEMPLATE {template()}")
        connection.settings_dict["NAME"] = name
        try:
            do()
        finally:
            connection.close()
            with _server() as server:
                server.execute(f"DROP DATABASE {name}")


if __name__ == "__main__":
    in_own_database(NAME, lambda: main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
