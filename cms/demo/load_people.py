"""Hands the people of the example trust to the services: one life after the other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from workforce.models import Person
from workforce.services.absence import begin_absence
from workforce.services.identifier import identify
from workforce.services.person import add_person, end_person
from workforce.services.post import begin_post, change_post

from .facts import PersonFact, PostFact, StretchFact
from .load_places import Places


def load_people(places: Places, people: list[PersonFact]) -> Iterator[tuple[str, Person]]:
    """Managers come first in the list, so that they are known when somebody has them as manager."""
    known: dict[str, Person] = {}
    for fact in people:
        known[fact.employee] = _load_person(places, fact, known)
        yield fact.employee, known[fact.employee]


def _load_person(places: Places, fact: PersonFact, known: dict[str, Person]) -> Person:
    person = add_person(
        trust=places.trust, given_name=fact.given_name, family_name=fact.family_name, email=fact.email, by=None
    )
    identify(thing=person, system="esr-employee", value=fact.employee, since=fact.joined, by=None)
    for post in fact.posts:
        _load_post(places, person, post, known)
    for absence in fact.absences:
        begin_absence(person=person, kind=absence.kind, since=absence.since, until=absence.until, by=None)
    if fact.left_date:
        end_person(person=person, on=fact.left_date, reason=fact.left_reason, by=None)
    return person


def _load_post(places: Places, person: Person, fact: PostFact, known: dict[str, Person]) -> None:
    first, *later = fact.stretches
    post = begin_post(
        person=person, since=first.since, until=fact.until, by=None, **_values(places, first, person, known)
    )
    identify(thing=post, system="esr-assignment", value=fact.assignment, since=first.since, by=None)
    for stretch in later:
        change_post(post=post, on=stretch.since, by=None, **_values(places, stretch, person, known))


def _values(places: Places, stretch: StretchFact, person: Person, known: dict[str, Person]) -> dict[str, Any]:
    manager = known.get(stretch.manager or "")
    return {
        "unit": places.units[stretch.unit],
        "site": places.sites[stretch.site],
        "kind": stretch.kind,
        "staff_group": stretch.staff_group,
        "job_role": stretch.job_role,
        "title": stretch.title,
        "band": stretch.band,
        "fte": None if stretch.fte is None else Decimal(str(stretch.fte)),
        "manager": None if manager == person else manager,
        "flags": list(stretch.flags),
    }
