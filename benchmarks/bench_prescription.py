"""The shortest way of people of all kinds: one after another, as a page asks for one, and for a whole unit."""

from __future__ import annotations

import time
from collections.abc import Sequence

from curriculum.calc.prescription import serves
from curriculum.models import ExpectedPost
from curriculum.queries.facts import entries_of
from curriculum.queries.prescription import Prescriber, prescription_of
from workforce.models import Person

from .cast import Cast
from .timing import timed
from .web import Web

PEOPLE = 400
MONTHS = 12


def run(cast: Cast, web: Web) -> None:
    people, levels = some_people(cast)
    prescriber = Prescriber(cast.trust, on=cast.today, months=MONTHS, modules={})
    found = [prescription_of(person, levels[person.pk], prescriber) for person in people]
    right = sum(serves_all(prescriber, cast, person, levels[person.pk]) for person in people[:40])
    pieces = sum(len(one.steps) for one in found) / len(found)
    print(f"the shortest way ({len(people)} people, {pieces:.1f} pieces each; {right} of 40 serve all within reach)")
    timed("limit: reading the ledger of one person", lambda: entries_of(cast.trust.pk, [people[0].pk]))
    took = sorted(milliseconds(prescriber, person, levels[person.pk]) for person in people)
    middle, late, most = took[len(took) // 2], took[-len(took) // 20], took[-1]
    print(f"  one person, with all that is read   p50 {middle:.1f} ms, p95 {late:.1f} ms, most {most:.1f} ms")
    timed(f"{len(people)} people at once", lambda: list(prescriber.prescriptions(people, levels)), times=2)


def some_people(cast: Cast) -> tuple[list[Person], dict[int, set[int]]]:
    """Every so many of all of whom something is expected."""
    rows = ExpectedPost.objects.filter(trust=cast.trust).on(cast.today).order_by("person")
    everybody = list(rows.values_list("person", flat=True).distinct())
    chosen = everybody[:: max(len(everybody) // PEOPLE, 1)][:PEOPLE]
    levels: dict[int, set[int]] = {}
    for person, level in rows.filter(person__in=chosen).values_list("person", "level"):
        levels.setdefault(person, set()).add(level)
    return list(Person.objects.filter(pk__in=chosen).order_by("pk")), levels


def milliseconds(prescriber: Prescriber, person: Person, levels: set[int]) -> float:
    began = time.perf_counter()
    prescription_of(person, levels, prescriber)
    return (time.perf_counter() - began) * 1000


def serves_all(prescriber: Prescriber, cast: Cast, person: Person, levels: set[int]) -> bool:
    """By the definition: who does what is prescribed has all that can be had."""
    one = prescription_of(person, levels, prescriber)
    entries = entries_of(cast.trust.pk, [person.pk]).get(person.pk, ())
    pieces = [step.piece for step in one.steps]
    done: Sequence[int] = [step.times for step in one.steps]
    asks = [ask for ask in prescriber.menu(frozenset(levels)).asks if ask not in one.beyond]
    return serves(tuple(done), asks, entries, pieces, prescriber.window)
