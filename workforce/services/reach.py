"""Which unit lies below which, on which days: derived from the places, made anew on each change of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from ..models import Trust, UnitPlace
from .changed import tell_changed_in
from .refusal import Refused

DEEPEST = 30  # a tree of units is five or six deep; a circle never ends

REACH = f"""
CREATE TEMPORARY TABLE new_reach ON COMMIT DROP AS
WITH RECURSIVE reach(ancestor_id, unit_id, distance, days) AS (
    SELECT unit_id, unit_id, 0, daterange(since, until) FROM workforce_unitplace WHERE trust_id = %(trust)s
    UNION ALL
    SELECT p.parent_id, r.unit_id, r.distance + 1, r.days * daterange(p.since, p.until)
      FROM reach r JOIN workforce_unitplace p ON p.trust_id = %(trust)s AND p.unit_id = r.ancestor_id
     WHERE p.parent_id IS NOT NULL AND r.days && daterange(p.since, p.until) AND r.distance < {DEEPEST}
)
SELECT ancestor_id, unit_id, distance, lower(span) AS since, upper(span) AS until
  FROM (SELECT ancestor_id, unit_id, distance, unnest(range_agg(days)) AS span
          FROM reach GROUP BY ancestor_id, unit_id, distance) spans
"""
IN_A_CIRCLE = "SELECT unit_id FROM new_reach WHERE ancestor_id = unit_id AND distance > 0 LIMIT 1"
GONE = """
DELETE FROM workforce_unitreach old WHERE trust_id = %(trust)s AND NOT EXISTS (
    SELECT FROM new_reach n WHERE n.ancestor_id = old.ancestor_id AND n.unit_id = old.unit_id
       AND n.distance = old.distance AND n.since = old.since AND n.until IS NOT DISTINCT FROM old.until)
RETURNING unit_id
"""
NEW = """
INSERT INTO workforce_unitreach (trust_id, ancestor_id, unit_id, distance, since, until)
SELECT %(trust)s, ancestor_id, unit_id, distance, since, until FROM new_reach n WHERE NOT EXISTS (
    SELECT FROM workforce_unitreach old WHERE old.trust_id = %(trust)s AND old.ancestor_id = n.ancestor_id
       AND old.unit_id = n.unit_id AND old.distance = n.distance AND old.since = n.since
       AND old.until IS NOT DISTINCT FROM n.until)
RETURNING unit_id
"""


class CannotPlaceUnit(Refused):
    """The tree would not be a tree."""


_open_trees: ContextVar[frozenset[int]] = ContextVar("open_trees", default=frozenset())


@contextmanager
def changing_tree(trust: Trust) -> Iterator[None]:
    """One change of a trust's tree at a time. Of changes within changes the outermost makes the reach anew, once."""
    if trust.pk in _open_trees.get():
        yield
        return
    token = _open_trees.set(_open_trees.get() | {trust.pk})
    try:
        with transaction.atomic():
            Trust.objects.select_for_update(no_key=True).get(pk=trust.pk)
            yield
            tell_changed_in(trust, rebuild_reach(trust))
    finally:
        _open_trees.reset(token)


def rebuild_reach(trust: Trust) -> set[int]:
    """Makes the derived rows right; the units whose ancestors changed."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS new_reach")
        cursor.execute(REACH, {"trust": trust.pk})
        cursor.execute(IN_A_CIRCLE)
        if circle := cursor.fetchone():
            raise CannotPlaceUnit(f"“{_name(circle[0])}” would lie below itself.")
        cursor.execute(GONE, {"trust": trust.pk})
        moved = {unit for (unit,) in cursor.fetchall()}
        cursor.execute(NEW, {"trust": trust.pk})
        return moved | {unit for (unit,) in cursor.fetchall()}


def _name(unit_id: int) -> str:
    return UnitPlace.objects.filter(unit=unit_id).latest("since").name
