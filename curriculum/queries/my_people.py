"""My people: what everybody in some units is in each level that is expected of them, on a day.

One row a person and level: overdue, in time until when, met until when, away or exempt. The same division as a cell's,
read from what is kept of how people stand; a page of it costs the same number of questions however long it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from workforce.enums import BESIDE
from workforce.models import PostStretch, Trust, UnitReach

from ..models import ExpectedPost, Holding

FADING_DAYS = 90
ORDERS = {
    "state": "rank, until NULLS LAST, family_name, given_name, person_id, level_id",
    "name": "family_name, given_name, person_id, level_id",
    "-name": "family_name DESC, given_name DESC, person_id DESC, level_id",
    "until": "until NULLS LAST, family_name, given_name, person_id, level_id",
    "-until": "until DESC NULLS LAST, family_name, given_name, person_id, level_id",
}
NEVER = dt.date(9999, 12, 31)

STANDS = """
WITH expected AS MATERIALIZED (
    SELECT DISTINCT e.person_id, e.level_id
      FROM curriculum_expectedpost e
     WHERE e.trust_id = %(trust)s AND e.since <= %(on)s AND (e.until IS NULL OR e.until > %(on)s)
       AND (%(person)s::bigint IS NULL OR e.person_id = %(person)s)
       AND (%(unit)s::bigint IS NULL OR e.unit_id IN (
            SELECT r.unit_id FROM workforce_unitreach r
             WHERE r.trust_id = %(trust)s AND r.ancestor_id = %(unit)s
               AND r.since <= %(on)s AND (r.until IS NULL OR r.until > %(on)s)))
       AND (%(level)s::bigint IS NULL OR e.level_id = %(level)s)
), spell AS MATERIALIZED (
    SELECT person_id, level_id,
           max(coalesce(s.until, %(never)s)) FILTER (WHERE state = 'AWAY') AS away,
           max(coalesce(s.until, %(never)s)) FILTER (WHERE state = 'EXEMPT') AS exempt,
           max(coalesce(s.until, %(never)s)) FILTER (WHERE state = 'LET_OFF') AS let_off
      FROM expected JOIN curriculum_spell s USING (person_id, level_id)
     WHERE s.trust_id = %(trust)s AND s.line IN (-1, 0)
       AND s.since <= %(on)s AND (s.until IS NULL OR s.until > %(on)s)
     GROUP BY person_id, level_id
), stands AS (
    SELECT p.id AS person_id, p.uuid, p.family_name, p.given_name, x.level_id,
           CASE WHEN s.away IS NOT NULL THEN 'AWAY' WHEN s.exempt IS NOT NULL THEN 'EXEMPT'
                WHEN h.id IS NOT NULL THEN 'MET' WHEN s.let_off IS NOT NULL THEN 'IN_TIME' ELSE 'OVERDUE' END AS state,
           CASE WHEN s.away IS NOT NULL THEN s.away WHEN s.exempt IS NOT NULL THEN s.exempt
                WHEN h.id IS NOT NULL THEN coalesce(h.until, %(never)s) ELSE s.let_off END AS until
      FROM expected x
      JOIN workforce_person p ON p.id = x.person_id
      LEFT JOIN spell s USING (person_id, level_id)
      LEFT JOIN curriculum_holding h
        ON h.trust_id = %(trust)s AND h.person_id = x.person_id AND h.level_id = x.level_id AND h.skill_id IS NULL
       AND h.since <= %(on)s AND (h.until IS NULL OR h.until > %(on)s)
     WHERE %(among)s::bigint[] IS NULL OR p.id = ANY (%(among)s)
), ranked AS (
    SELECT person_id, uuid, family_name, given_name, level_id, state, nullif(until, %(never)s) AS until,
           coalesce(state = 'MET' AND until <= %(fading)s, false) AS fading,
           CASE WHEN state = 'OVERDUE' THEN 0 WHEN state = 'IN_TIME' THEN 1
                WHEN state = 'MET' AND until <= %(fading)s THEN 2 WHEN state = 'MET' THEN 3
                WHEN state = 'AWAY' THEN 4 ELSE 5 END AS rank
      FROM stands
)
"""
CHOSEN = "(%(state)s = '' OR (%(state)s = 'FADING' AND fading) OR state = %(state)s)"
COLUMNS = "person_id, uuid, family_name, given_name, level_id, state, until, fading"
LIST = STANDS + f"SELECT {COLUMNS} FROM ranked WHERE {CHOSEN} ORDER BY {{order}} LIMIT %(limit)s OFFSET %(offset)s"
COUNT = STANDS + "SELECT state, count(*), count(*) FILTER (WHERE fading) FROM ranked GROUP BY state"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which people: of a unit and below, or one person wherever they are; of those only `among`, where that is said.

    `state` may be FADING too.
    """

    trust: Trust
    on: dt.date
    unit: int | None = None
    person: int | None = None
    level: int | None = None
    state: str = ""
    among: tuple[int, ...] | None = None


class Row(NamedTuple):
    """`until`: the first day on which the state ends. None: no end, or none that is known."""

    person_id: int
    uuid: UUID
    family_name: str
    given_name: str
    level_id: int
    state: str
    until: dt.date | None
    fading: bool


def rows_of(asked: Asked, *, order: str = "state", limit: int | None = None, offset: int = 0) -> list[Row]:
    told = _parameters(asked) | {"limit": limit, "offset": offset}
    with connection.cursor() as cursor:
        cursor.execute(LIST.format(order=ORDERS[order]), told)
        return [Row(*row) for row in cursor.fetchall()]


def counts_of(asked: Asked) -> dict[str, int]:
    """How many rows there are in each state, and how many of the met ones fade; whatever state was asked for."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, _parameters(replace(asked, state="")))
        found = cursor.fetchall()
    return {state: number for state, number, _fading in found} | {"FADING": sum(fading for *_rest, fading in found)}


def held_on(trust: Trust, people: Iterable[int], *, on: dt.date) -> Mapping[tuple[int, int], dict[int, Holding]]:
    """What each of the people holds on the day, by person and level, then by skill."""
    held: dict[tuple[int, int], dict[int, Holding]] = {}
    for row in Holding.objects.filter(trust=trust, person__in=set(people), skill__isnull=False).on(on):
        if row.skill_id is not None:
            held.setdefault((row.person_id, row.level_id), {})[row.skill_id] = row
    return held


def not_counted(asked: Asked) -> QuerySet[PostStretch]:
    """Posts in the unit and below that carry no requirement by default, of people who are in none of its rows."""
    reach = UnitReach.objects.filter(trust=asked.trust, ancestor=asked.unit).on(asked.on).values("unit")
    expected = ExpectedPost.objects.filter(trust=asked.trust, unit__in=reach).on(asked.on)
    posts = PostStretch.objects.filter(trust=asked.trust, unit__in=reach, kind__in=BESIDE).on(asked.on)
    if asked.among is not None:
        posts = posts.filter(person__in=asked.among)
    apart = posts.exclude(person__in=expected.values("person"))
    return apart.select_related("person").order_by("person__family_name", "person__given_name", "pk")


def _parameters(asked: Asked) -> dict[str, Any]:
    return {
        "trust": asked.trust.pk,
        "on": asked.on,
        "unit": asked.unit,
        "person": asked.person,
        "level": asked.level,
        "state": asked.state,
        "among": None if asked.among is None else list(asked.among),
        "never": NEVER,
        "fading": asked.on + dt.timedelta(days=FADING_DAYS),
    }
