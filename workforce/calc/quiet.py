"""Quiet hours: when no letter goes out, and the first moment after which one may. Times are as clocks on the wall."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

SATURDAY = 5


class Quiet(NamedTuple):
    """From one hour to the other, also across midnight; from an hour to itself: never. And weekends, where chosen."""

    since: dt.time = dt.time(20)
    until: dt.time = dt.time(8)
    at_weekends: bool = False


def is_quiet(quiet: Quiet, at: dt.datetime) -> bool:
    return _is_weekend(quiet, at) or _is_hour(quiet, at.time())


def first_loud(quiet: Quiet, at: dt.datetime) -> dt.datetime:
    """The moment itself, where it is not quiet."""
    while is_quiet(quiet, at):
        at = _next_day(at) if _is_weekend(quiet, at) else _end_of_hours(quiet, at)
    return at


def _is_weekend(quiet: Quiet, at: dt.datetime) -> bool:
    return quiet.at_weekends and at.weekday() >= SATURDAY


def _is_hour(quiet: Quiet, time: dt.time) -> bool:
    if quiet.since <= quiet.until:
        return quiet.since <= time < quiet.until
    return time >= quiet.since or time < quiet.until


def _end_of_hours(quiet: Quiet, at: dt.datetime) -> dt.datetime:
    day = at.date() if at.time() < quiet.until else at.date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, quiet.until, at.tzinfo)


def _next_day(at: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(at.date() + dt.timedelta(days=1), dt.time(), at.tzinfo)


def week_of(day: dt.date) -> dt.date:
    """The Monday of its week."""
    return day - dt.timedelta(days=day.weekday())
