"""A file of 100,000 lines of past training: read, matched, applied, read again unchanged, matched anew, undone.

Prints seconds and peak memory. Runs in a database of its own on the server of the tests:
    python -m benchmarks.bench_training [lines]
"""

import datetime as dt
import sys

from .bench_import import in_own_database, timed

NAME = "bench_training"
PEOPLE, COURSES = 20_000, 40
HEADER = "Employee Number,Course Name,Completion Date,Hours\n"


def training_file(lines: int) -> "list[bytes]":
    """In pieces of a thousand lines. One line in fifty is of somebody who is not known."""
    rows, pieces = [HEADER], []
    for number in range(lines):
        person = 90_000_000 + number if number % 50 == 49 else 10_000_000 + number % PEOPLE
        day = dt.date(2022, 1, 1) + dt.timedelta(days=number * 7 % 1500)
        rows.append(f"{person},Course {number // PEOPLE * 8 + number % 8},{day:%d/%m/%Y},7.5\n")
        if len(rows) >= 1000:
            pieces.append("".join(rows).encode())
            rows = []
    return [*pieces, "".join(rows).encode()]


def main(lines: int) -> None:
    from curriculum.imports.tasks import apply_import, look_again_at_training, read_import, undo_import
    from curriculum.models import DoseEntry
    from curriculum.queries.course import courses_of
    from curriculum.queries.training import reconcile_training
    from curriculum.services.course import NOT_COUNTED, match_courses
    from tests.factories.curriculum import ActivityVersionFactory, TargetFactory
    from workforce.models import ImportRun
    from workforce.services.bulk import copy_in
    from workforce.services.import_run import ask_to_apply, ask_to_undo, receive_file

    target = TargetFactory()
    trust = target.trust
    _people(trust, copy_in)
    versions = [ActivityVersionFactory(trust=trust, gives=[target.skill]) for _ in range(COURSES)]
    activities = {f"Course {number}": version.activity for number, version in enumerate(versions)}

    def run() -> ImportRun:
        told = {"trust": trust, "kind": "PAST_TRAINING", "file_name": "training.csv", "choices": {}}
        days = {"file_date": dt.date(2026, 6, 1), "on": dt.date(2026, 12, 1)}
        return receive_file(**told, **days, pieces=training_file(lines), by=None)

    def step(task, run):
        task(ImportRun.objects.get(pk=run.pk).job_id)
        job = ImportRun.objects.get(pk=run.pk).job
        return job.result["counts"] if job.result else job.error

    def matched(matches):
        look_again_at_training(match_courses(trust=trust, matches=matches, by=None).pk)
        return f"{DoseEntry.objects.filter(trust=trust).count():,} entries"

    first = run()
    timed("read", lambda: step(read_import, first))
    timed("courses matched", lambda: matched(activities))
    ask_to_apply(run=ImportRun.objects.get(pk=first.pk), by=None)
    timed("applied", lambda: step(apply_import, first))
    timed("courses counted", lambda: f"{len(courses_of(trust))} courses")
    timed("every line accounted for", lambda: reconcile_training(first)[0].explained)
    second = run()
    timed("the same again, read", lambda: step(read_import, second))
    ask_to_apply(run=ImportRun.objects.get(pk=second.pk), by=None)
    timed("the same again, applied", lambda: step(apply_import, second))
    timed("a tenth not counted", lambda: matched({f"Course {n}": NOT_COUNTED for n in range(COURSES // 10)}))
    for one in (second, first):
        ask_to_undo(run=ImportRun.objects.get(pk=one.pk), by=None)
        timed("undone", lambda one=one: step(undo_import, one))


def _people(trust, copy_in) -> None:
    from workforce.enums import EMPLOYEE
    from workforce.models import Person, PersonIdentifier
    from workforce.services.staff_list import BEGINNING

    known_as = {"trust": trust, "system": EMPLOYEE, "since": BEGINNING}
    for start in range(10_000_000, 10_000_000 + PEOPLE, 1000):
        people = [Person(trust=trust, given_name="Given", family_name=f"Name{n}") for n in range(1000)]
        copy_in(people)
        copy_in([PersonIdentifier(person=one, value=str(start + n), **known_as) for n, one in enumerate(people)])


if __name__ == "__main__":
    in_own_database(NAME, lambda: main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
