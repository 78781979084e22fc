"""What is left of one ask, as sums: the ways to do it, each of them rows that all have to reach their least.

A row says how much doing each piece once adds. So choosing among pieces becomes a matter of numbers alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from .asks import Ask, AskedMinutes, AskedPractice, AskedTarget
from .covering import Need, Row
from .dose import DEEPEST_BY_DOSE, Entry, Practice, Target, counts, reaches_alone
from .prescription import Piece, Window
from .progress import progress

Adding: TypeAlias = Callable[[Entry], int]


class Sum(NamedTuple):
    """What an entry adds, and how much is left to add up."""

    adding: Adding
    least: int


class Given(NamedTuple):
    """What gives dose, in order: before today, and today. Entries of one day are taken together."""

    before: Sequence[Entry]
    today: Sequence[Entry]


def ways_of(ask: Ask, given: Given, pieces: Sequence[Piece], window: Window) -> Need:
    """Any one of them does it, for an ask that is not had for the window yet."""
    helping = [(place, piece) for place, piece in enumerate(pieces) if any(map(ask.is_helped_by, piece.gives))]
    return tuple(tuple(_row(one, helping) for one in way) for way in _sums_of(ask, given, window))


def _row(one: Sum, pieces: Iterable[tuple[int, Piece]]) -> Row:
    adds = ((place, sum(map(one.adding, piece.gives))) for place, piece in pieces)
    return Row(tuple((place, amount) for place, amount in adds if amount), one.least)


def _sums_of(ask: Ask, given: Given, window: Window) -> Iterator[list[Sum]]:
    match ask:
        case AskedTarget(target):
            yield [Sum(lambda one: int(one.skill == target.skill and reaches_alone(target, one)), 1)]
            yield from _by_dose(target, given, window)
        case AskedMinutes(dose):
            skills = {target.skill for target in dose.targets}
            adding = _if(lambda one: one.skill in skills and one.expires is None, "minutes")
            yield [Sum(adding, dose.taught_minutes - _total(adding, (*given.before, *given.today)))]
        case AskedPractice(practice):
            yield [Sum(_of_kind(practice), practice.count - _lasting(practice, given, window.of(ask).until))]


def _by_dose(target: Target, given: Given, window: Window) -> Iterator[list[Sum]]:
    """Renewed, where a renewal is set and it is time for one; else reached, at depths 1 and 2."""

    def counting(one: Entry) -> bool:
        return one.skill == target.skill and counts(target, one)

    def left(adding: Adding, asked: int, so_far: int) -> Sum:
        return Sum(adding, asked - so_far - _total(adding, given.today))

    then = progress(target, given.before, window.on)
    something = left(lambda one: int(counting(one)), 1, 0)
    minutes, practices = _if(counting, "minutes"), _if(counting, "count")
    if then.is_renewal and target.has_renewal:
        if target.renewal_minutes is not None:
            yield [something, left(minutes, max(target.renewal_minutes, 1), then.minutes)]
        if target.renewal_practices is not None:
            yield [something, left(practices, max(target.renewal_practices, 1), then.practices)]
    elif target.depth <= DEEPEST_BY_DOSE:
        deep = left(lambda one: int(counting(one) and one.depth >= target.depth), int(then.lacks_depth), 0)
        yield [something, left(minutes, target.minutes or 0, then.minutes), deep]


def _lasting(practice: Practice, given: Given, until: dt.date) -> int:
    """How much of the practice still counts on the last day before: it only ever runs out."""
    lasts = AskedPractice(practice).lasts
    adding = _of_kind(practice)
    return _total(adding, [one for one in (*given.before, *given.today) if until <= lasts(one.day)])


def _of_kind(practice: Practice) -> Adding:
    return _if(lambda one: one.practice == practice.kind and one.expires is None, "count")


def _if(condition: Callable[[Entry], bool], field: str) -> Adding:
    return lambda one: getattr(one, field) if condition(one) else 0


def _total(adding: Adding, entries: Iterable[Entry]) -> int:
    return sum(map(adding, entries))
