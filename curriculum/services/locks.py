"""Who may change what is derived from facts, one at a time. Advisory: they end with the transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

PERSON, TRUST = 1, 2
KIND_STANDS_AT = 56  # bits: the kind of lock above, the id below


def hold_person(person: int) -> None:
    """One change of a person's ledger, and of what is derived from it, at a time: counts stay exact."""
    hold_people([person])


def hold_people(people: Iterable[int]) -> None:
    """In one order whoever asks, so that two who want the same people never wait for one another."""
    keys = [_key(PERSON, person) for person in sorted(set(people))]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) key", [keys])


def hold_trust(trust: int) -> None:
    """Whoever reads or writes marks and months of a trust's coverage by the person: many at a time."""
    _execute("SELECT pg_advisory_xact_lock_shared(%s)", trust)


def hold_trust_alone(trust: int) -> None:
    """Whoever folds what is pending, or builds a trust's coverage anew: alone."""
    _execute("SELECT pg_advisory_xact_lock(%s)", trust)


def _execute(sql: str, trust: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [_key(TRUST, trust)])


def _key(kind: int, key: int) -> int:
    return (kind << KIND_STANDS_AT) + key
