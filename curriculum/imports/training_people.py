"""Whose training a line tells, by employee number, assignment number or e-mail address."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models.functions import Lower

from workforce.enums import ASSIGNMENT, EMPLOYEE
from workforce.models import Person, PersonIdentifier, PostIdentifier, Trust

from ..services.past_training import Line

Found = Mapping[str, Mapping[str, set[Person]]]
NOUNS = {"employee": "employee number", "assignment": "assignment number", "email": "e-mail address"}


def people_of(trust: Trust, rows: Sequence[Line], on: dt.date) -> tuple[dict[int, Person], dict[int, str]]:
    """By line: who is meant; and where that is not found, or not certain, why not."""
    known = _known(trust, rows, on)
    people: dict[int, Person] = {}
    reasons: dict[int, str] = {}
    for row in rows:
        found, line = _named(row, known), row.line or 0
        if len(found) == 1:
            people[line] = found.pop()
        else:
            reasons[line] = _why_not(row, found)
    return people, reasons


def _known(trust: Trust, rows: Sequence[Line], on: dt.date) -> Found:
    told = {field: {row.data[field] for row in rows if row.data.get(field)} for field in NOUNS}
    return {
        "employee": _by_employee(trust, told["employee"], on),
        "assignment": _by_assignment(trust, told["assignment"], on),
        "email": _by_email(trust, told["email"]),
    }


def _by_employee(trust: Trust, numbers: set[str], on: dt.date) -> dict[str, set[Person]]:
    named = PersonIdentifier.objects.filter(trust=trust, system=EMPLOYEE, value__in=numbers).on(on)
    return _sets((one.value, one.person) for one in named.select_related("person"))


def _by_assignment(trust: Trust, numbers: set[str], on: dt.date) -> dict[str, set[Person]]:
    named = PostIdentifier.objects.filter(trust=trust, system=ASSIGNMENT, value__in=numbers).on(on)
    return _sets((one.value, one.post.person) for one in named.select_related("post__person"))


def _by_email(trust: Trust, addresses: set[str]) -> dict[str, set[Person]]:
    """As written, where it stands here so; whatever the case, where it does not."""
    if not addresses:
        return {}
    people = Person.objects.filter(trust=trust)
    found = _sets((person.email, person) for person in people.filter(email__in=addresses))
    rest = {address.lower(): address for address in addresses - found.keys()}
    if rest:
        others = people.annotate(small=Lower("email")).filter(small__in=rest)
        found |= _sets((rest[person.small], person) for person in others)
    return found


def _sets(pairs: Iterable[tuple[str, Person]]) -> dict[str, set[Person]]:
    found: dict[str, set[Person]] = defaultdict(set)
    for text, person in pairs:
        found[text].add(person)
    return found


def _named(row: Line, known: Found) -> set[Person]:
    """Everybody whom anything in the line names."""
    told = [known[field].get(row.data[field], set()) for field in NOUNS if row.data.get(field)]
    return set().union(*told)


def _why_not(row: Line, found: set[Person]) -> str:
    told = [(noun, row.data[field]) for field, noun in NOUNS.items() if row.data.get(field)]
    if found and len(told) > 1:
        return f"The line names two people: its {' and its '.join(noun for noun, _text in told)} do not agree."
    if found:
        return f"More than one person here has the {told[0][0]} {told[0][1]}."
    return "Nobody here has the " + " or the ".join(f"{noun} {text}" for noun, text in told) + "."
