"""The same numbers for some posts only, whatever the mix of filters: counted from how people stand on the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import connection

from ..calc.audience import Narrow
from ..calc.curve import APART, REQUIRED
from .curve import Lines, by_curve

# People are counted by the places they stand in, which are few, and the sums then told to the units of each place: a
# place is all asked-for units that lie above a post. Whoever has posts in several places has one of their own, where
# they count once; their FTE counts in each. What is held is looked up person by person: joined at once, the planner
# takes the few for many and sorts millions of rows.
COUNT = f"""
WITH above AS (
    SELECT unit_id, array_agg(ancestor_id ORDER BY ancestor_id) AS units FROM workforce_unitreach
     WHERE trust_id = %(trust)s AND ancestor_id = ANY(%(units)s)
       AND since <= %(on)s AND (until IS NULL OR until > %(on)s)
     GROUP BY unit_id
), place AS MATERIALIZED (
    SELECT unit_id, units, dense_rank() OVER (ORDER BY units) AS place FROM above
), own AS MATERIALIZED (
    SELECT e.level_id, e.person_id, p.place, sum(e.fte) AS fte, count(*) - count(e.fte) AS unknown,
           count(*) OVER (PARTITION BY e.level_id, e.person_id) AS places
      FROM place p JOIN curriculum_expectedpost e
        ON e.trust_id = %(trust)s AND e.unit_id = p.unit_id AND e.level_id = ANY(%(levels)s)
     WHERE e.since <= %(on)s AND (e.until IS NULL OR e.until > %(on)s)
       AND (%(staff_groups)s::text[] = '{{}}' OR e.staff_group = ANY(%(staff_groups)s))
       AND (%(bands)s::text[] = '{{}}' OR e.band = ANY(%(bands)s))
       AND (%(sites)s::bigint[] = '{{}}' OR e.site_id = ANY(%(sites)s))
       AND (%(kinds)s::text[] = '{{}}' OR e.kind = ANY(%(kinds)s))
     GROUP BY e.level_id, e.person_id, p.place
), several AS MATERIALIZED (
    SELECT o.level_id, o.person_id, -row_number() OVER () AS place, array_agg(DISTINCT u.unit_id) AS units
      FROM own o JOIN (SELECT DISTINCT place, units FROM place) p USING (place), unnest(p.units) AS u(unit_id)
     WHERE o.places > 1 GROUP BY o.level_id, o.person_id
), spell AS MATERIALIZED (
    SELECT level_id, person_id, bool_or(state = 'AWAY') AS away, bool_or(state = 'EXEMPT') AS exempt,
           bool_or(state = 'LET_OFF') AS let_off
      FROM curriculum_spell
     WHERE trust_id = %(trust)s AND line = -1 AND level_id = ANY(%(levels)s)
       AND since <= %(on)s AND (until IS NULL OR until > %(on)s)
     GROUP BY level_id, person_id
), person AS MATERIALIZED (
    SELECT w.*, coalesce(s.away, false) AS away, coalesce(s.exempt, false) AND NOT s.away AS exempt,
           NOT coalesce(s.away OR s.exempt, false) AS counted, coalesce(s.let_off, false) AS let_off
      FROM (SELECT level_id, person_id, place, (places = 1)::int AS people, fte, unknown FROM own
            UNION ALL SELECT level_id, person_id, place, 1, 0, 0 FROM several) w
      LEFT JOIN spell s USING (level_id, person_id)
), told AS (
    SELECT place, level_id, {REQUIRED} AS line, sum(people) FILTER (WHERE counted) AS people,
           sum(people) FILTER (WHERE away) AS beside, sum(fte) FILTER (WHERE counted) AS fte
      FROM person GROUP BY place, level_id
    UNION ALL
    SELECT place, level_id, {APART}, sum(people) FILTER (WHERE exempt),
           sum(people) FILTER (WHERE counted AND let_off), sum(unknown) FILTER (WHERE counted)
      FROM person GROUP BY place, level_id
    UNION ALL
    SELECT p.place, p.level_id, h.line, sum(p.people), -sum(p.people) FILTER (WHERE p.let_off), sum(p.fte)
      FROM person p CROSS JOIN LATERAL (
           SELECT coalesce(h.skill_id, 0) AS line FROM curriculum_holding h
            WHERE h.trust_id = %(trust)s AND h.person_id = p.person_id AND h.level_id = p.level_id
              AND h.since <= %(on)s AND (h.until IS NULL OR h.until > %(on)s)
           OFFSET 0) h
     WHERE p.counted AND h.line = ANY(%(lines)s) GROUP BY p.place, p.level_id, h.line
    UNION ALL
    SELECT p.place, p.level_id, s.line, 0, sum(p.people), 0
      FROM person p JOIN curriculum_spell s
        ON s.trust_id = %(trust)s AND s.person_id = p.person_id AND s.level_id = p.level_id
     WHERE p.counted AND s.line = ANY(%(lines)s) AND s.since <= %(on)s AND (s.until IS NULL OR s.until > %(on)s)
     GROUP BY p.place, p.level_id, s.line
), lies_in AS (
    SELECT DISTINCT place, unnest(units) AS unit_id FROM place
    UNION ALL SELECT place, unnest(units) FROM several
)
SELECT unit_id, level_id, line, coalesce(sum(people), 0)::int, coalesce(sum(beside), 0)::int, coalesce(sum(fte), 0)::int
  FROM told JOIN lies_in USING (place) GROUP BY unit_id, level_id, line
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
