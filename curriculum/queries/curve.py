"""Where curves stand on a day: the last mark, the months since, the days of the last month, and what is not yet folded.

One statement, so one snapshot: a change is read in exactly one of these places. `calc/curve.py` says what the three
numbers of a line are.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import add
from typing import Any, TypeAlias

from django.db import connection

from ..calc.coverage import Cell
from ..calc.curve import APART, REQUIRED

NOTHING = (0, 0, 0)
Numbers: TypeAlias = tuple[int, int, int]
Lines: TypeAlias = Mapping[int, Numbers]

STAND = """
WITH asked AS (
    SELECT unit_id, level_id FROM unnest(%(units)s::bigint[]) unit_id, unnest(%(levels)s::bigint[]) level_id
), mark AS (
    SELECT asked.unit_id, asked.level_id, m.day, m.lines, m.people, m.beside, m.fte
      FROM asked LEFT JOIN LATERAL (
           SELECT * FROM curriculum_coveragemark m
            WHERE m.trust_id = %(trust)s AND m.unit_id = asked.unit_id AND m.level_id = asked.level_id
              AND m.day <= %(on)s ORDER BY m.day DESC LIMIT 1) m ON true
), points AS (
    SELECT mark.unit_id, mark.level_id, p.*
      FROM mark CROSS JOIN LATERAL (
           SELECT * FROM curriculum_coveragemonth m
            WHERE m.trust_id = %(trust)s AND m.unit_id = mark.unit_id AND m.level_id = mark.level_id
              AND m.month < date_trunc('month', %(on)s::date)::date AND m.month > coalesce(mark.day, '-infinity')
           OFFSET 0) m,  -- so that only the months after each mark are read, of however many curves
           unnest(m.sum_lines, m.sum_people, m.sum_beside, m.sum_fte) AS p(line, people, beside, fte)
    UNION ALL
    SELECT mark.unit_id, mark.level_id, p.line, p.people, p.beside, p.fte
      FROM mark JOIN curriculum_coveragemonth m
        ON m.trust_id = %(trust)s AND m.unit_id = mark.unit_id AND m.level_id = mark.level_id
       AND m.month IN (date_trunc('month', %(on)s::date)::date, date_trunc('month', mark.day)::date)
       AND (mark.day IS NULL OR mark.day < %(on)s),
           unnest(m.days, m.lines, m.people, m.beside, m.fte) AS p(day, line, people, beside, fte)
     WHERE m.month + p.day - 1 <= %(on)s AND (mark.day IS NULL OR m.month + p.day - 1 > mark.day)
    UNION ALL
    SELECT asked.unit_id, asked.level_id, c.line, c.people, c.beside, c.fte
      FROM asked JOIN curriculum_coveragechange c
        ON c.trust_id = %(trust)s AND c.unit_id = asked.unit_id AND c.level_id = asked.level_id AND c.day <= %(on)s
), since AS (
    SELECT unit_id, level_id, line, sum(people)::int AS people, sum(beside)::int AS beside, sum(fte)::int AS fte
      FROM points WHERE line = ANY(%(lines)s) GROUP BY unit_id, level_id, line
)
SELECT unit_id, level_id, lines, people, beside, fte FROM mark WHERE day IS NOT NULL
UNION ALL
SELECT unit_id, level_id, array_agg(line), array_agg(people), array_agg(beside), array_agg(fte)
  FROM since GROUP BY unit_id, level_id
"""
# Changes of one curve since the last mark before the first day; a month is one change on its last day, but for those
# in which a day is asked for.
WAY = """
WITH mark AS (
    SELECT * FROM curriculum_coveragemark
     WHERE trust_id = %(trust)s AND unit_id = %(unit)s AND level_id = %(level)s AND day <= %(first)s
     ORDER BY day DESC LIMIT 1
), months AS (
    SELECT m.*, (m.month + interval '1 month - 1 day')::date AS last,
           m.month = ANY(%(within)s)
               OR EXISTS (SELECT FROM mark WHERE date_trunc('month', mark.day) = m.month) AS by_day
      FROM curriculum_coveragemonth m
     WHERE m.trust_id = %(trust)s AND m.unit_id = %(unit)s AND m.level_id = %(level)s AND m.month <= %(last)s
       AND NOT EXISTS (SELECT FROM mark WHERE date_trunc('month', mark.day) > m.month)
), points AS (
    SELECT mark.day, p.* FROM mark, unnest(lines, people, beside, fte) AS p(line, people, beside, fte)
    UNION ALL
    SELECT last, p.* FROM months,
           unnest(sum_lines, sum_people, sum_beside, sum_fte) AS p(line, people, beside, fte) WHERE NOT by_day
    UNION ALL
    SELECT month + p.day - 1, p.line, p.people, p.beside, p.fte FROM months,
           unnest(days, lines, people, beside, fte) AS p(day, line, people, beside, fte)
     WHERE by_day AND NOT EXISTS (SELECT FROM mark WHERE mark.day >= month + p.day - 1)
    UNION ALL
    SELECT day, line, people, beside, fte FROM curriculum_coveragechange
     WHERE trust_id = %(trust)s AND unit_id = %(unit)s AND level_id = %(level)s AND day <= %(last)s
)
SELECT day, line, sum(people)::int, sum(beside)::int, sum(fte)::int
  FROM points WHERE line = ANY(%(lines)s) GROUP BY day, line ORDER BY day
"""
ONE_DAY = dt.timedelta(days=1)


def stands(
    trust: int, *, units: Collection[int], levels: Collection[int], lines: Collection[int], on: dt.date
) -> Mapping[tuple[int, int], Lines]:
    """By unit and level, at least each of the lines that is not nothing: a mark is told as it lies."""
    asked = {"trust": trust, "units": [*units], "levels": [*levels], "lines": [*lines, REQUIRED, APART], "on": on}
    found: dict[tuple[int, int], dict[int, Numbers]] = {}
    for unit, level, told, *numbers in _rows(STAND, asked):
        changes = zip(told, zip(*numbers, strict=True), strict=True)
        if (unit, level) in found:
            _add(found[unit, level], changes)
        else:
            found[unit, level] = dict(changes)
    return found


def way(trust: int, *, unit: int, level: int, line: int, days: Sequence[dt.date]) -> list[Lines]:
    """How one curve stands on each of the days, which are in order."""
    asked = {
        "trust": trust,
        "unit": unit,
        "level": level,
        "lines": [line, REQUIRED, APART],
        "first": days[0],
        "last": days[-1],
        "within": [day.replace(day=1) for day in days if (day + ONE_DAY).day != 1],
    }
    return [*_running(_rows(WAY, asked), days)]


def cells_of(lines: Lines, asked: Sequence[int]) -> list[Cell]:
    """The cells of one unit and level, in the order of the lines asked for."""
    required, away, fte_required = lines.get(REQUIRED, NOTHING)
    exempt, let_off, fte_unknown = lines.get(APART, NOTHING)
    return [
        Cell(
            required, met, let_off + more, required - met - let_off - more, away, exempt, fte_required, fte, fte_unknown
        )
        for met, more, fte in (lines.get(line, NOTHING) for line in asked)
    ]


def by_curve(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[int, int], Lines]:
    found: dict[tuple[int, int], dict[int, Numbers]] = defaultdict(dict)
    for unit, level, line, people, beside, fte in rows:
        found[unit, level][line] = people, beside, fte
    return {**found}


def _running(changes: Sequence[tuple[Any, ...]], days: Sequence[dt.date]) -> Iterator[Lines]:
    """The sum of all changes up to each day. Both are in order."""
    total: dict[int, Numbers] = {}
    left = deque(changes)
    for day in days:
        while left and left[0][0] <= day:
            _, line, *more = left.popleft()
            _add(total, [(line, more)])
        yield {**total}


def _add(total: dict[int, Numbers], changes: Iterable[tuple[int, Iterable[int]]]) -> None:
    for line, change in changes:
        people, beside, fte = map(add, total.get(line, NOTHING), change)
        total[line] = people, beside, fte


def _rows(sql: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return cursor.fetchall()
