"""Folds changes into the months and marks of the curves. A reader sees each change in exactly one place.

Changes are written by whoever changes a fact, and stay few; a worker folds them seconds later. Never by "id greater
than the last": ids commit out of order. What is taken is deleted in the transaction that adds it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Max, Min

from ..models import CoverageMark, CoverageMonth
from .locks import hold_curves

TAKE = """
CREATE TEMPORARY TABLE taken ON COMMIT DROP AS
WITH gone AS (DELETE FROM curriculum_coveragechange WHERE trust_id = %(trust)s RETURNING *)
SELECT unit_id, level_id, line, day, sum(people)::int AS people, sum(beside)::int AS beside, sum(fte)::int AS fte
  FROM gone GROUP BY unit_id, level_id, line, day
HAVING sum(people) <> 0 OR sum(beside) <> 0 OR sum(fte) <> 0
"""
# Of a month only the days from the first to the last change are taken apart and packed again; what lies before and
# after stays as it was, and so do the lines' sums but for what is added to them.
INTO_MONTHS = """
WITH touched AS MATERIALIZED (
    SELECT t.unit_id, t.level_id, t.month, m.days, m.lines, m.people, m.beside, m.fte,
           m.sum_lines, m.sum_people, m.sum_beside, m.sum_fte, coalesce(cut.before, 0) AS before, cut.upto
      FROM (SELECT unit_id, level_id, date_trunc('month', day)::date AS month,
                   min(extract(day FROM day)) AS first, max(extract(day FROM day)) AS last
              FROM taken GROUP BY 1, 2, 3) t
      LEFT JOIN LATERAL (SELECT * FROM curriculum_coveragemonth m
            WHERE m.trust_id = %(trust)s AND m.unit_id = t.unit_id AND m.level_id = t.level_id AND m.month = t.month
           ) m ON true
      LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE day < t.first)::int AS before,
                                count(*) FILTER (WHERE day <= t.last)::int AS upto FROM unnest(m.days) day) cut ON true
), points AS (
    SELECT unit_id, level_id, date_trunc('month', day)::date AS month,
           extract(day FROM day)::smallint AS day, line, people, beside, fte FROM taken
    UNION ALL
    SELECT t.unit_id, t.level_id, t.month, p.*
      FROM touched t, unnest(t.days[before + 1:upto], t.lines[before + 1:upto], t.people[before + 1:upto],
                             t.beside[before + 1:upto], t.fte[before + 1:upto]) AS p
), packed AS (
    SELECT unit_id, level_id, month, array_agg(day) AS days, array_agg(line) AS lines, array_agg(people) AS people,
           array_agg(beside) AS beside, array_agg(fte) AS fte
      FROM (SELECT unit_id, level_id, month, day, line,
                   sum(people)::int AS people, sum(beside)::int AS beside, sum(fte)::int AS fte
              FROM points GROUP BY unit_id, level_id, month, day, line
            HAVING sum(people) <> 0 OR sum(beside) <> 0 OR sum(fte) <> 0
             ORDER BY unit_id, level_id, month, day, line) by_day
     GROUP BY unit_id, level_id, month
), sums AS (
    SELECT unit_id, level_id, month, array_agg(line) AS lines, array_agg(people) AS people,
           array_agg(beside) AS beside, array_agg(fte) AS fte
      FROM (SELECT unit_id, level_id, month, line,
                   sum(people)::int AS people, sum(beside)::int AS beside, sum(fte)::int AS fte
              FROM (SELECT unit_id, level_id, date_trunc('month', day)::date AS month, line, people, beside, fte
                      FROM taken
                    UNION ALL
                    SELECT t.unit_id, t.level_id, t.month, p.*
                      FROM touched t, unnest(t.sum_lines, t.sum_people, t.sum_beside, t.sum_fte) AS p) more
             GROUP BY unit_id, level_id, month, line
            HAVING sum(people) <> 0 OR sum(beside) <> 0 OR sum(fte) <> 0
             ORDER BY unit_id, level_id, month, line) by_line
     GROUP BY unit_id, level_id, month
)
INSERT INTO curriculum_coveragemonth (trust_id, unit_id, level_id, month, days, lines, people, beside, fte,
                                      sum_lines, sum_people, sum_beside, sum_fte)
SELECT %(trust)s, unit_id, level_id, month,
       coalesce(t.days[:before], '{}') || coalesce(p.days, '{}') || coalesce(t.days[upto + 1:], '{}'),
       coalesce(t.lines[:before], '{}') || coalesce(p.lines, '{}') || coalesce(t.lines[upto + 1:], '{}'),
       coalesce(t.people[:before], '{}') || coalesce(p.people, '{}') || coalesce(t.people[upto + 1:], '{}'),
       coalesce(t.beside[:before], '{}') || coalesce(p.beside, '{}') || coalesce(t.beside[upto + 1:], '{}'),
       coalesce(t.fte[:before], '{}') || coalesce(p.fte, '{}') || coalesce(t.fte[upto + 1:], '{}'),
       coalesce(s.lines, '{}'), coalesce(s.people, '{}'), coalesce(s.beside, '{}'), coalesce(s.fte, '{}')
  FROM touched t LEFT JOIN packed p USING (unit_id, level_id, month) LEFT JOIN sums s USING (unit_id, level_id, month)
ON CONFLICT (trust_id, unit_id, level_id, month) DO UPDATE SET
    days = excluded.days, lines = excluded.lines, people = excluded.people, beside = excluded.beside,
    fte = excluded.fte, sum_lines = excluded.sum_lines, sum_people = excluded.sum_people,
    sum_beside = excluded.sum_beside, sum_fte = excluded.sum_fte
"""
INTO_MARKS = """
WITH points AS (
    SELECT m.unit_id, m.level_id, m.day, t.line, t.people, t.beside, t.fte
      FROM curriculum_coveragemark m JOIN taken t USING (unit_id, level_id)
     WHERE m.trust_id = %(trust)s AND t.day <= m.day
    UNION ALL
    SELECT m.unit_id, m.level_id, m.day, p.*
      FROM (SELECT unit_id, level_id, min(day) AS first FROM taken GROUP BY unit_id, level_id) t
      JOIN curriculum_coveragemark m USING (unit_id, level_id), unnest(m.lines, m.people, m.beside, m.fte) AS p
     WHERE m.trust_id = %(trust)s AND t.first <= m.day
), packed AS (
    SELECT unit_id, level_id, day, array_agg(line ORDER BY line) AS lines, array_agg(people ORDER BY line) AS people,
           array_agg(beside ORDER BY line) AS beside, array_agg(fte ORDER BY line) AS fte
      FROM (SELECT unit_id, level_id, day, line, sum(people)::int AS people, sum(beside)::int AS beside,
                   sum(fte)::int AS fte FROM points GROUP BY unit_id, level_id, day, line) by_line
     GROUP BY unit_id, level_id, day
)
UPDATE curriculum_coveragemark m
   SET lines = p.lines, people = p.people, beside = p.beside, fte = p.fte
  FROM packed p
 WHERE m.trust_id = %(trust)s AND m.unit_id = p.unit_id AND m.level_id = p.level_id AND m.day = p.day
"""
# Where every curve stands on a day: from the last mark before it, and what has changed since.
MARK = """
WITH curve AS (
    SELECT unit_id, level_id, min(month) AS first FROM curriculum_coveragemonth
     WHERE trust_id = %(trust)s AND month <= %(day)s GROUP BY unit_id, level_id
), before AS (
    SELECT curve.unit_id, curve.level_id, m.day, m.lines, m.people, m.beside, m.fte
      FROM curve LEFT JOIN LATERAL (
           SELECT * FROM curriculum_coveragemark m
            WHERE m.trust_id = %(trust)s AND m.unit_id = curve.unit_id AND m.level_id = curve.level_id
              AND m.day < %(day)s ORDER BY m.day DESC LIMIT 1) m ON true
), points AS (
    SELECT b.unit_id, b.level_id, p.*
      FROM before b, unnest(b.lines, b.people, b.beside, b.fte) AS p(line, people, beside, fte)
    UNION ALL
    SELECT b.unit_id, b.level_id, p.line, p.people, p.beside, p.fte
      FROM before b JOIN curriculum_coveragemonth m
        ON m.trust_id = %(trust)s AND m.unit_id = b.unit_id AND m.level_id = b.level_id
       AND m.month <= %(day)s AND (b.day IS NULL OR m.month >= date_trunc('month', b.day)),
           unnest(m.days, m.lines, m.people, m.beside, m.fte) AS p(day, line, people, beside, fte)
     WHERE m.month + p.day - 1 <= %(day)s AND (b.day IS NULL OR m.month + p.day - 1 > b.day)
)
INSERT INTO curriculum_coveragemark (trust_id, unit_id, level_id, day, lines, people, beside, fte)
SELECT %(trust)s, unit_id, level_id, %(day)s, array_agg(line ORDER BY line), array_agg(people ORDER BY line),
       array_agg(beside ORDER BY line), array_agg(fte ORDER BY line)
  FROM (SELECT unit_id, level_id, line, sum(people)::int AS people, sum(beside)::int AS beside, sum(fte)::int AS fte
          FROM points GROUP BY unit_id, level_id, line) by_line
 GROUP BY unit_id, level_id
ON CONFLICT (trust_id, unit_id, level_id, day) DO NOTHING
"""


@transaction.atomic
def fold_changes(trust: int) -> int:
    """What is written beside the curves goes into them; how many points of curves that changed."""
    hold_curves(trust)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS taken")
        cursor.execute(TAKE, {"trust": trust})
        taken = cursor.rowcount
        if taken > 0:
            cursor.execute("ANALYZE taken")
            cursor.execute(INTO_MONTHS, {"trust": trust})
            cursor.execute(INTO_MARKS, {"trust": trust})
    return taken


@transaction.atomic
def mark_days(trust: int, today: dt.date) -> int:
    """Marks where each curve stands today and on each 1 January, so that a day is read from close by; how many new."""
    hold_curves(trust)
    marks = CoverageMark.objects.filter(trust=trust)
    marked = {*marks.values_list("day", flat=True).distinct()}
    wanted = {*_years_of(trust), today}
    marks.filter(day__in=marked - wanted).delete()
    new = sorted(wanted - marked)
    with connection.cursor() as cursor:
        for day in new:
            cursor.execute(MARK, {"trust": trust, "day": day})
    return len(new)


def _years_of(trust: int) -> Iterator[dt.date]:
    months = CoverageMonth.objects.filter(trust=trust)
    first, last = months.aggregate(first=Min("month"), last=Max("month")).values()
    if first:
        yield from (dt.date(year, 1, 1) for year in range(first.year + 1, last.year + 1))
