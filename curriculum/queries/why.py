"""The rows behind a figure: everybody a cell counts or leaves out, each with the days that make it so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Max, Q

from workforce.enums import ImportKind, ImportState
from workforce.models import Account, ImportRun, Person, Trust

from ..calc.coverage import PersonState, State
from ..enums import SpellState
from ..models import Holding, Spell
from .standing import EVERY_LINE

ORDER = (State.OVERDUE, State.IN_TIME, State.MET, State.AWAY, State.EXEMPT)
WHOLE_LEVEL = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """One person of a cell, as far as the reader may see them. `until`: the first day on which the state may end."""

    person: Person
    state: State
    began: dt.date
    until: dt.date | None


def in_order(people: Sequence[PersonState], *, state: State | None) -> list[PersonState]:
    """Who needs something first; within a state, whom the level has reached the longest."""
    kept = [one for one in people if state is None or one.state == state]
    return sorted(kept, key=lambda one: (ORDER.index(one.state), one.began, one.person))


def seen_by(account: Account, people: Collection[int], *, trust: Trust, today: dt.date) -> set[int]:
    """Those of the people whom the account may see by name."""
    visible = Person.objects.visible_to(account, on=today).filter(trust=trust, pk__in=people)
    return set(visible.values_list("pk", flat=True))


def opened(states: Sequence[PersonState], *, trust: Trust, level: int, skill: int | None, on: dt.date) -> list[Opened]:
    """The people of one page of the list, in three questions however many they are."""
    ids = [one.person for one in states]
    people = Person.objects.in_bulk(ids)
    ends = ends_of(trust, ids, level=level, skill=skill, on=on)
    return [Opened(people[one.person], one.state, one.began, ends.get((one.person, one.state))) for one in states]


def ends_of(
    trust: Trust, people: Sequence[int], *, level: int, skill: int | None, on: dt.date
) -> dict[tuple[int, State], dt.date | None]:
    """When what a person is on the day will end, by person and state."""
    held = Holding.objects.filter(trust=trust, person__in=people, level=level, skill=skill).on(on)
    ends: dict[tuple[int, State], dt.date | None] = {
        (person, State.MET): until for person, until in held.values_list("person", "until")
    }
    lines = Q(line=EVERY_LINE) | Q(line=skill or WHOLE_LEVEL)
    spells = Spell.objects.filter(lines, trust=trust, person__in=people, level=level).on(on)
    states = {SpellState.AWAY: State.AWAY, SpellState.EXEMPT: State.EXEMPT, SpellState.LET_OFF: State.IN_TIME}
    for person, state, until in spells.values_list("person", "state", "until"):
        key = (person, states[SpellState(state)])
        before = ends.get(key)
        ends[key] = max(until, before) if until and before else until
    return ends


def last_staff_file(trust: Trust) -> dt.datetime | None:
    """When the newest staff file was applied."""
    applied = ImportRun.objects.filter(trust=trust, kind=ImportKind.STAFF, state=ImportState.APPLIED)
    return applied.aggregate(last=Max("applied_at"))["last"]


def staff_file_on(trust: Trust, *, by: dt.datetime | None) -> dt.date | None:
    """The day of the newest staff file that had been applied by the time a figure was computed."""
    applied = ImportRun.objects.filter(trust=trust, kind=ImportKind.STAFF, state=ImportState.APPLIED)
    if by is not None:
        applied = applied.filter(applied_at__lte=by)
    return applied.aggregate(last=Max("file_date"))["last"]
