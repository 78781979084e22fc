"""Makes the big trust of the benchmarks in a database of its own: python -m benchmarks.big_trust [--people N]"""

from __future__ import annotations

import argparse
import datetime as dt
import time
from typing import Any

import psycopg

from . import server
from .shape import ENTRIES_A_PERSON, SIZES, Shape

TODAY = dt.date.today()  # noqa: DTZ011 a door: the machine's day is meant
N = r"\N"


def main() -> None:
    asked = _arguments()
    with server.running():
        if server.is_loaded(asked.people) and not asked.anew:
            print(f"The trust of {asked.people:,} people is there already (--anew makes it again).")
            return
        load(asked.people)


def load(people: int) -> None:
    """From nothing to coverage; a mark in the database says that it came to its end."""
    began = time.monotonic()
    print(f"Making a trust of {people:,} people", flush=True)
    server.make_empty(people)
    server.use(people)
    _set_up_tables()
    shape = Shape(people, TODAY)
    trust = _open_trust(shape)
    _load_facts(shape, trust)
    _rebuild(people)
    print(f"Ready in {time.monotonic() - began:.0f} s")


def _set_up_tables() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    print("  making the tables", flush=True)
    call_command("migrate", interactive=False, verbosity=0)


def _open_trust(shape: Shape) -> Any:
    from workforce.services.site import open_site
    from workforce.services.trust import open_trust

    from .big_framework import load_versions

    trust = open_trust(name=f"Big trust of {shape.people:,}", since=dt.date(2000, 1, 1), by=None)
    for site in range(1, 31):
        open_site(trust=trust, code=f"S{site:02}", name=f"Site {site}", by=None)
    load_versions(trust, shape.first_day, shape.second_version)
    return trust


def _load_facts(shape: Shape, trust: Any) -> None:
    from curriculum.models import Skill
    from workforce.models import Site, Unit
    from workforce.services.reach import changing_tree

    from .big_units import leaves_of, load_units

    top = Unit.objects.get(trust=trust).pk
    with psycopg.connect(server.url_of(shape.people)) as connection:
        connection.execute("SET session_replication_role = replica")  # no triggers, no foreign keys: this is ours alone
        units = load_units(connection, shape, trust.pk, top)
        sites = [*Site.objects.filter(trust=trust).order_by("pk").values_list("pk", flat=True)]
        _copy_people(connection, shape, trust.pk, leaves_of(units), sites)
        skills = [*Skill.objects.filter(trust=trust).order_by("code").values_list("pk", flat=True)]
        _copy_ledger(connection, shape, trust.pk, skills)
    with changing_tree(trust):
        pass  # the reach is made from the places that are there now


def _copy_people(connection: psycopg.Connection, shape: Shape, trust: int, leaves: list[int], sites: list[int]) -> None:
    from .big_people import people_lines, works
    from .copying import copy_lines

    columns = "id, trust_id, uuid, given_name, family_name, email, registration_number, left_reason"
    copy_lines(connection, "workforce_person", columns, people_lines(shape, trust), shape.people, "people")
    made = [*works(shape, trust, leaves, sites)]
    posts = [line for work in made for line in work.posts]
    stretches = [line for work in made for line in work.stretches]
    absences = [work.absence for work in made if work.absence]
    copy_lines(connection, "workforce_post", "id, trust_id, person_id, uuid", posts, len(posts), "posts")
    columns = "trust_id, post_id, person_id, unit_id, site_id, since, until, kind, staff_group, job_role, band, fte"
    columns += ", flags, area_of_work, title"
    copy_lines(connection, "workforce_poststretch", columns, stretches, len(stretches), "stretches of posts")
    columns = "trust_id, person_id, kind, since, until"
    copy_lines(connection, "workforce_absence", columns, absences, len(absences), "absences")
    for table in ("workforce_person", "workforce_post"):
        connection.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def _copy_ledger(connection: psycopg.Connection, shape: Shape, trust: int, skills: list[int]) -> None:
    from .big_ledger import ledger_lines
    from .copying import copy_lines

    columns = "trust_id, uuid, person_id, skill_id, depth, minutes, practice_kind, practice_count, assessment"
    columns += ", given_date, source_kind, source_id, revision"
    lines = ledger_lines(shape, trust, skills)
    copy_lines(connection, "curriculum_doseentry", columns, lines, shape.people * ENTRIES_A_PERSON, "ledger entries")


def _rebuild(people: int) -> None:
    from django.core.management import call_command

    began = time.monotonic()
    print("  coverage: all of history", flush=True)
    call_command("rebuild_coverage")
    print(f"  coverage rebuilt in {time.monotonic() - began:.1f} s", flush=True)
    with psycopg.connect(server.url_of(people), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        connection.execute("CREATE TABLE benchmark_loaded AS SELECT now() AS at")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=SIZES["big"])
    parser.add_argument("--anew", action="store_true", help="make it again although it is there")
    return parser.parse_args()


if __name__ == "__main__":
    main()
