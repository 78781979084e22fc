"""The same numbers for some posts only, whatever the mix of filters: counted from how people stand on the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import connection

from ..calc.audience import Narrow
from ..calc.curve import APART, REQUIRED
from .curve import Lines, by_curve

COUNT = f"""
WITH expected AS MATERIALIZED (
    SELECT r.ancestor_id AS unit_id, e.level_id, e.person_id, sum(e.fte) AS fte, count(*) - count(e.fte) AS unknown
      FROM workforce_unitreach r JOIN curriculum_expectedpost e
        ON e.trust_id = r.trust_id AND e.unit_id = r.unit_id AND e.level_id = ANY(%(levels)s)
     WHERE r.trust_id = %(trust)s AND r.ancestor_id = ANY(%(units)s)
       AND r.since <= %(on)s AND (r.until IS NULL OR r.until > %(on)s)
       AND e.since <= %(on)s AND (e.until IS NULL OR e.until > %(on)s)
       AND (%(staff_groups)s::text[] = '{{}}' OR e.staff_group = ANY(%(staff_groups)s))
       AND (%(bands)s::text[] = '{{}}' OR e.band = ANY(%(bands)s))
       AND (%(sites)s::bigint[] = '{{}}' OR e.site_id = ANY(%(sites)s))
       AND (%(kinds)s::text[] = '{{}}' OR e.kind = ANY(%(kinds)s))
     GROUP BY r.ancestor_id, e.level_id, e.person_id
), spell AS MATERIALIZED (
    SELECT level_id, person_id, bool_or(state = 'AWAY') AS away, bool_or(state = 'EXEMPT') AS exempt,
           bool_or(state = 'LET_OFF') AS let_off
      FROM curriculum_spell
     WHERE trust_id = %(trust)s AND line = -1 AND level_id = ANY(%(levels)s)
       AND since <= %(on)s AND (until IS NULL OR until > %(on)s)
     GROUP BY level_id, person_id
), person AS MATERIALIZED (
    SELECT e.*, coalesce(s.away, false) AS away, coalesce(s.exempt, false) AND NOT s.away AS exempt,
           NOT coalesce(s.away OR s.exempt, false) AS counted, coalesce(s.let_off, false) AS let_off
      FROM expected e LEFT JOIN spell s USING (level_id, person_id)
)
SELECT unit_id, level_id, {REQUIRED} AS line, count(*) FILTER (WHERE counted)::int AS people,
       count(*) FILTER (WHERE away)::int AS beside, coalesce(sum(fte) FILTER (WHERE counted), 0)::int AS fte
  FROM person GROUP BY unit_id, level_id
UNION ALL
SELECT unit_id, level_id, {APART}, count(*) FILTER (WHERE exempt)::int,
       count(*) FILTER (WHERE counted AND let_off)::int, coalesce(sum(unknown) FILTER (WHERE counted), 0)::int
  FROM person GROUP BY unit_id, level_id
UNION ALL
SELECT unit_id, level_id, line, sum(people)::int, sum(beside)::int, sum(fte)::int FROM (
    SELECT p.unit_id, p.level_id, coalesce(h.skill_id, 0) AS line, count(*) AS people,
           -count(*) FILTER (WHERE p.let_off) AS beside, coalesce(sum(p.fte), 0) AS fte
      FROM person p JOIN curriculum_holding h
        ON h.trust_id = %(trust)s AND h.person_id = p.person_id AND h.level_id = p.level_id
     WHERE p.counted AND coalesce(h.skill_id, 0) = ANY(%(lines)s)
       AND h.since <= %(on)s AND (h.until IS NULL OR h.until > %(on)s)
     GROUP BY p.unit_id, p.level_id, h.skill_id
    UNION ALL
    SELECT p.unit_id, p.level_id, s.line, 0, count(*), 0
      FROM person p JOIN curriculum_spell s
        ON s.trust_id = %(trust)s AND s.person_id = p.person_id AND s.level_id = p.level_id
     WHERE p.counted AND s.line = ANY(%(lines)s) AND s.since <= %(on)s AND (s.until IS NULL OR s.until > %(on)s)
     GROUP BY p.unit_id, p.level_id, s.line
) by_line GROUP BY unit_id, level_id, line
"""


def narrowed(
    trust: int,
    *,
    units: Collection[int],
    levels: Collection[int],
    lines: Collection[int],
    on: dt.date,
    narrow: Narrow,
) -> dict[tuple[int, int], Lines]:
    asked: dict[str, Any] = {
        "trust": trust,
        "units": [*units],
        "levels": [*levels],
        "lines": [*lines],
        "on": on,
        "staff_groups": [*narrow.staff_groups],
        "bands": [*narrow.bands],
        "sites": [*narrow.sites],
        "kinds": [*narrow.kinds],
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, asked)
        return by_curve(cursor.fetchall())
