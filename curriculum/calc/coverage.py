"""Coverage: the plain definition. It asks one day at a time, slowly, and is what every faster way must equal.

For a unit, a level (and a skill, or none for the level as a whole) and a day: whom the level is expected of, and how
they divide: required = met + in time + overdue, beside not counted = away + exempt.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from .audience import Narrow, PostStretch, nomination_reaches, rule_reaches
from .days import Days, add_days, contains, joined
from .dose import has_level, held
from .facts import Facts, LevelVersion, Version

ONE_DAY = dt.timedelta(days=1)
EVERY_POST = Narrow()

__all__ = ["Cell", "Facts", "Narrow", "PersonState", "State", "applies", "began", "cell", "people_of_cell"]


class State(StrEnum):
    """What somebody is in a cell: the first of these that fits."""

    AWAY = "AWAY"
    EXEMPT = "EXEMPT"
    MET = "MET"
    IN_TIME = "IN_TIME"
    OVERDUE = "OVERDUE"


REQUIRED = frozenset({State.MET, State.IN_TIME, State.OVERDUE})


class Cell(NamedTuple):
    """FTE is in thousandths. `fte_unknown` is the number of posts of required people that have none."""

    required: int = 0
    met: int = 0
    in_time: int = 0
    overdue: int = 0
    away: int = 0
    exempt: int = 0
    fte_required: int = 0
    fte_met: int = 0
    fte_unknown: int = 0

    @property
    def share(self) -> Fraction | None:
        """Coverage. With nobody required there is no data: never 0 %, never 100 %."""
        return Fraction(self.met, self.required) if self.required else None


@dataclass(frozen=True, slots=True)
class PersonState:
    """One person of a cell: what they are in it, since when the level applies, and through which posts."""

    person: int
    state: State
    began: dt.date
    posts: tuple[PostStretch, ...]


def cell(
    facts: Facts, *, unit: int, level: int, skill: int | None, on: dt.date, narrow: Narrow = EVERY_POST
) -> Cell | None:
    """None is no data: the level or the skill is not in the version in force."""
    version = version_on(facts, on)
    if version is None or not version.asks(level, skill):
        return None
    people = people_of_cell(facts, unit=unit, level=level, skill=skill, on=on, narrow=narrow)
    number = {state: sum(one.state == state for one in people) for state in State}
    return Cell(
        required=sum(number[state] for state in REQUIRED),
        met=number[State.MET],
        in_time=number[State.IN_TIME],
        overdue=number[State.OVERDUE],
        away=number[State.AWAY],
        exempt=number[State.EXEMPT],
        fte_required=sum(_fte(one.posts) for one in people if one.state in REQUIRED),
        fte_met=sum(_fte(one.posts) for one in people if one.state == State.MET),
        fte_unknown=sum(post.fte is None for one in people if one.state in REQUIRED for post in one.posts),
    )


def people_of_cell(
    facts: Facts, *, unit: int, level: int, skill: int | None, on: dt.date, narrow: Narrow = EVERY_POST
) -> list[PersonState]:
    """Everybody of whom the level is expected in the unit: distinct people, each with the posts that make it so."""
    version = version_on(facts, on)
    if version is None or not version.asks(level, skill):
        return []
    posts = [
        stretch
        for stretch in facts.posts
        if on in stretch.during
        and unit in above(facts, stretch.unit, on)
        and narrow.keeps(stretch)
        and applies_through(facts, stretch, level, on)
    ]
    return [
        PersonState(
            person=person,
            state=state_of(facts, version, person, level, skill, on),
            began=began(facts, person, level, on),
            posts=tuple(stretch for stretch in posts if stretch.person == person),
        )
        for person in sorted({stretch.person for stretch in posts})
    ]


def state_of(facts: Facts, version: Version, person: int, level: int, skill: int | None, on: dt.date) -> State:
    asked = version.levels[level]
    if is_away(facts, asked, person, on):
        return State.AWAY
    if is_exempt(facts, person, level, on):
        return State.EXEMPT
    if holds(facts, version, person, level, skill, on):
        return State.MET
    if is_in_time(facts, version, person, level, skill, on):
        return State.IN_TIME
    return State.OVERDUE


# Whom a level is expected of.


def version_on(facts: Facts, on: dt.date) -> Version | None:
    begun = [version for version in facts.versions if version.since <= on]
    return max(begun, key=lambda version: version.since, default=None)


def above(facts: Facts, unit: int | None, on: dt.date) -> list[int]:
    """The unit and all that it lies below on the day. A unit without a place on the day is nowhere."""
    place = next((place for place in facts.places if place.unit == unit and on in place.during), None)
    return [] if place is None else [place.unit, *above(facts, place.parent, on)]


def applies_through(facts: Facts, stretch: PostStretch, level: int, on: dt.date) -> bool:
    """Does the level apply through this post on the day, under the version then in force?"""
    version = version_on(facts, on)
    if version is None or level not in version.levels or on not in stretch.during:
        return False
    units = above(facts, stretch.unit, on)
    # Reading: a post in a unit that has no place on the day is nowhere, so nothing applies through it.
    return bool(units) and (
        any(rule_reaches(rule, stretch, units) for rule in version.levels[level].audience)
        or any(
            nomination.level == level and on in nomination.during and nomination_reaches(nomination, stretch, units)
            for nomination in facts.nominations
        )
    )


def applies(facts: Facts, person: int, level: int, on: dt.date) -> bool:
    return any(applies_through(facts, stretch, level, on) for stretch in facts.posts if stretch.person == person)


def began(facts: Facts, person: int, level: int, on: dt.date) -> dt.date:
    """The first of the unbroken run of days up to this one on which the level applied, through whichever posts."""
    day = on
    while applies(facts, person, level, day - ONE_DAY):
        day -= ONE_DAY
    return day


# How they divide.


def is_away(facts: Facts, asked: LevelVersion, person: int, on: dt.date) -> bool:
    """From so many days into an absence, if it lasts that long, until the level's grace after its end."""
    # Reading: each day asks the dose of the version in force on that day, not of the one when the absence began.
    for absence in absences(facts, person):
        begins = add_days(absence.since, asked.dose.away_after_days)
        if begins < absence.until and begins <= on < add_days(absence.until, asked.dose.grace_days):
            return True
    return False


def absences(facts: Facts, person: int) -> Days:
    """Absences that touch or overlap are one."""
    return joined(absence.during for absence in facts.absences if absence.person == person)


def is_exempt(facts: Facts, person: int, level: int, on: dt.date) -> bool:
    return any(
        exemption.person == person and exemption.level in (None, level) and on in exemption.during
        for exemption in facts.exemptions
    )


def holds(facts: Facts, version: Version, person: int, level: int, skill: int | None, on: dt.date) -> bool:
    """Does the person have the level, or hold its target in the skill, under this version?"""
    asked, entries = version.levels[level], facts.entries.get(person, ())
    if skill is None:
        return contains(has_level(asked.dose, entries), on)
    target = asked.target(skill)
    return target is not None and contains(held(target, entries), on)


def is_in_time(facts: Facts, version: Version, person: int, level: int, skill: int | None, on: dt.date) -> bool:
    """Is it less than the level's grace after the level began to apply, or after the version took something away?"""
    grace = version.levels[level].dose.grace_days
    if on < add_days(began(facts, person, level, on), grace):
        return True
    return on < add_days(version.since, grace) and is_new_to(facts, version, person, level, skill)


def is_new_to(facts: Facts, version: Version, person: int, level: int, skill: int | None) -> bool:
    """On the version's eve they held it under the version before, even if it did not apply to them; or it was none."""
    # Reading: "it was none there" = the version before had no target in this level for the skill, or no such level.
    eve = version.since - ONE_DAY
    before = version_on(facts, eve)
    if before is None or not before.asks(level, skill):
        return True
    return holds(facts, before, person, level, skill, eve)


def _fte(posts: Iterable[PostStretch]) -> int:
    return sum(post.fte or 0 for post in posts)
