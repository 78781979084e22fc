"""What a unit needs: the shortest way of each of its people, and how many of them need which activity.

Exact for each person; for the unit it is their sum, so no plan that gives everybody less than they need is shorter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from workforce.models import Person

from ..calc.asks import Ask
from ..calc.coverage import State
from ..calc.prescribed import Prescription
from .my_people import Asked, rows_of
from .prescription import Prescriber

MOST = 1000
NOT_COUNTED = (State.AWAY, State.EXEMPT)


@dataclass(slots=True)
class UnitPrescription:
    """`people` and `times`: by activity, how many need it and how often together. Minutes are of all people."""

    of_all: int = 0
    in_need: int = 0
    people: Counter[int] = field(default_factory=Counter)
    times: Counter[int] = field(default_factory=Counter)
    beyond: Counter[Ask] = field(default_factory=Counter)
    minutes: int = 0
    everything: int = 0

    @property
    def saved(self) -> int:
        return self.everything - self.minutes


def levels_expected(asked: Asked) -> dict[int, set[int]]:
    """By person, the levels that are expected of them and counted."""
    found: dict[int, set[int]] = {}
    for row in rows_of(asked):
        if row.state not in NOT_COUNTED:
            found.setdefault(row.person_id, set()).add(row.level_id)
    return found


def each_in_need(levels: dict[int, set[int]], prescriber: Prescriber) -> Iterator[tuple[Person, Prescription]]:
    """Who needs something and what, by name: the same people of whom a unit's numbers are made."""
    people = Person.objects.filter(trust=prescriber.trust, pk__in=levels)
    in_order = list(people.order_by("family_name", "given_name", "pk"))
    return ((person, one) for person, one in prescriber.prescriptions(in_order, levels) if one.steps or one.beyond)


def unit_prescription(levels: dict[int, set[int]], prescriber: Prescriber) -> UnitPrescription:
    people = list(Person.objects.filter(trust=prescriber.trust, pk__in=levels).order_by("pk"))
    told = UnitPrescription(of_all=len(people))
    for _person, one in prescriber.prescriptions(people, levels):
        told.in_need += bool(one.steps or one.beyond)
        told.minutes, told.everything = told.minutes + one.minutes, told.everything + one.everything
        told.beyond.update(one.beyond)
        for step in one.steps:
            told.people[step.piece.activity] += 1
            told.times[step.piece.activity] += step.times
    return told
