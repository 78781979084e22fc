"""Who may change what is derived from facts, one at a time. Advisory: all but one end with the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

PERSON, TRUST, CURVES, TRAINING, STAGING, BOOKINGS = 1, 2, 3, 4, 5, 6
KIND_STANDS_AT = 56  # bits: the kind of lock above, the id below


def hold_person(person: int) -> None:
    """One change of a person's ledger, and of what is derived from it, at a time: counts stay exact."""
    hold_people([person])


def hold_people(people: Iterable[int]) -> None:
    """In one order whoever asks, so that two who want the same people never wait for one another."""
    keys = [_key(PERSON, person) for person in sorted(set(people))]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) key", [keys])


def share_trust(trust: int) -> None:
    """Whoever changes what is derived of some people: many at a time, but none while all of it is made anew."""
    _execute("SELECT pg_advisory_xact_lock_shared(%s)", _key(TRUST, trust))


def hold_trust(trust: int) -> None:
    """Whoever makes all of a trust's coverage anew: alone."""
    _execute("SELECT pg_advisory_xact_lock(%s)", _key(TRUST, trust))


def hold_curves(trust: int) -> None:
    """Whoever writes the months and marks of a trust's curves: one at a time, beside those who add changes."""
    _execute("SELECT pg_advisory_xact_lock(%s)", _key(CURVES, trust))


def hold_training(trust: int) -> None:
    """Whoever brings what files say of past training into the ledger, or takes it out: one batch at a time."""
    _execute("SELECT pg_advisory_xact_lock(%s)", _key(TRAINING, trust))


def hold_bookings(trust: int) -> None:
    """Whoever plans a session or changes who has a place in one: one at a time (docs/decisions/0012)."""
    _execute("SELECT pg_advisory_xact_lock(%s)", _key(BOOKINGS, trust))


@contextmanager
def holding_staging() -> Iterator[None]:
    """Whoever makes coverage anew beside the old: of whatever trust, since there is one set of tables for it.

    Longer than a transaction: the tables are committed before others write to them.
    """
    _execute("SELECT pg_advisory_lock(%s)", _key(STAGING, 0))
    try:
        yield
    finally:
        _execute("SELECT pg_advisory_unlock(%s)", _key(STAGING, 0))


def _execute(sql: str, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [key])


def _key(kind: int, key: int) -> int:
    return (kind << KIND_STANDS_AT) + key
