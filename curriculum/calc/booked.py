"""Places that are booked, laid over what somebody holds: what they would have afterwards. Never stored as held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from .asks import Ask
from .dose import Entry, LevelDose
from .next_step import Offer, Step
from .prescription import Window, is_had
from .progress import level_progress


@dataclass(frozen=True, slots=True)
class Place:
    """Of an activity, on the day of its session: what coming to it would give."""

    activity: int
    day: dt.date
    gives: tuple[Entry, ...]


def in_time(places: Iterable[Place], asks: Collection[Ask], entries: Sequence[Entry], window: Window) -> list[Place]:
    """Those that help with what is missing, and come before anything that they would renew has lapsed."""
    return [
        place for place in places if _is_in_time(place, [ask for ask in asks if _helps(place, ask)], entries, window)
    ]


def _is_in_time(place: Place, helped: Collection[Ask], entries: Sequence[Entry], window: Window) -> bool:
    held = [ask for ask in helped if any(window.on in days for days in ask.days(entries))]
    return bool(helped) and all(is_had(ask, entries, Window(window.on, place.day)) for ask in held)


def _helps(place: Place, ask: Ask) -> bool:
    return any(map(ask.is_helped_by, place.gives))


def as_if_today(places: Iterable[Place], on: dt.date) -> list[Entry]:
    """As everything that is prescribed is done today, so is this."""
    return [replace(gift, day=on) for place in places for gift in place.gives]


def stood(dose: LevelDose, entries: Sequence[Entry], places: Iterable[Place], place: Place, *, on: dt.date) -> Step:
    """How somebody stands today at a level, and on the day of a place, with all that are booked until then."""
    come = [gift for one in places if one.day <= place.day for gift in one.gives]
    after = level_progress(dose, (*entries, *come), place.day)
    return Step(Offer(place.activity, place.gives), level_progress(dose, entries, on), after)
