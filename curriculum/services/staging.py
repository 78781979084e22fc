"""Tables beside the real ones, where all of a trust's coverage is made anew before it takes the place of the old.

Not logged and without keys: what is in them is either taken over as a whole or thrown away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from . import standing
from .locks import holding_staging

COLUMNS = {
    **standing.COLUMNS,
    "curriculum_coveragemonth": "trust_id, unit_id, level_id, month, days, lines, people, beside, fte,"
    " sum_lines, sum_people, sum_beside, sum_fte",
    "curriculum_coveragemark": "trust_id, unit_id, level_id, day, lines, people, beside, fte",
}
POINTS = "staging_points"
POINT_COLUMNS = "unit_id, level_id, day, line, people, beside, fte"

# A shard of units is packed by itself, so that several can be at the same time.
PACK = """
WITH points AS MATERIALIZED (
    SELECT unit_id, level_id, date_trunc('month', day)::date AS month, extract(day FROM day)::smallint AS day, line,
           sum(people)::int AS people, sum(beside)::int AS beside, sum(fte)::int AS fte
      FROM staging_points WHERE unit_id %% %(shards)s = %(shard)s
     GROUP BY unit_id, level_id, staging_points.day, line
    HAVING sum(people) <> 0 OR sum(beside) <> 0 OR sum(fte) <> 0
     ORDER BY unit_id, level_id, month, day, line
), by_day AS (
    SELECT unit_id, level_id, month, array_agg(day) AS days, array_agg(line) AS lines, array_agg(people) AS people,
           array_agg(beside) AS beside, array_agg(fte) AS fte
      FROM points GROUP BY unit_id, level_id, month
), by_line AS (
    SELECT unit_id, level_id, month, line, sum(people)::int AS people, sum(beside)::int AS beside, sum(fte)::int AS fte
      FROM points GROUP BY unit_id, level_id, month, line
    HAVING sum(people) <> 0 OR sum(beside) <> 0 OR sum(fte) <> 0
     ORDER BY unit_id, level_id, month, line
), sums AS (
    SELECT unit_id, level_id, month, array_agg(line) AS lines, array_agg(people) AS people,
           array_agg(beside) AS beside, array_agg(fte) AS fte
      FROM by_line GROUP BY unit_id, level_id, month
)
INSERT INTO staging_coveragemonth
SELECT %(trust)s, unit_id, level_id, month, d.days, d.lines, d.people, d.beside, d.fte, coalesce(s.lines, '{}'),
       coalesce(s.people, '{}'), coalesce(s.beside, '{}'), coalesce(s.fte, '{}')
  FROM by_day d LEFT JOIN sums s USING (unit_id, level_id, month)
"""
# Where each line stands on each 1 January, and on one day more.
MARK = """
WITH edges AS (SELECT unnest(%(days)s::date[]) AS day), sums AS (
    SELECT unit_id, level_id, line, (SELECT min(e.day) FROM edges e WHERE e.day >= p.day) AS day,
           sum(people) AS people, sum(beside) AS beside, sum(fte) AS fte
      FROM staging_points p WHERE unit_id %% %(shards)s = %(shard)s AND p.day <= (SELECT max(day) FROM edges)
     GROUP BY 1, 2, 3, 4
), lines AS (
    SELECT unit_id, level_id, line, min(day) AS first FROM sums GROUP BY unit_id, level_id, line
), stands AS (
    SELECT l.unit_id, l.level_id, l.line, e.day,
           sum(s.people) OVER upto AS people, sum(s.beside) OVER upto AS beside, sum(s.fte) OVER upto AS fte
      FROM lines l JOIN edges e ON e.day >= l.first LEFT JOIN sums s USING (unit_id, level_id, line, day)
    WINDOW upto AS (PARTITION BY l.unit_id, l.level_id, l.line ORDER BY e.day)
)
INSERT INTO staging_coveragemark
SELECT %(trust)s, unit_id, level_id, day, array_agg(line), array_agg(people::int), array_agg(beside::int),
       array_agg(fte::int)
  FROM stands WHERE people <> 0 OR beside <> 0 OR fte <> 0 GROUP BY unit_id, level_id, day
"""


@contextmanager
def tables_beside() -> Iterator[None]:
    """One at a time: who comes while another is at work would take the tables away below them."""
    with holding_staging():
        set_up()
        try:
            yield
        finally:
            tear_down()


def set_up() -> None:
    tear_down()
    with connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            cursor.execute(f"CREATE UNLOGGED TABLE {beside(table)} AS SELECT {columns} FROM {table} WITH NO DATA")
        cursor.execute(
            f"CREATE UNLOGGED TABLE {POINTS} AS SELECT {POINT_COLUMNS} FROM curriculum_coveragechange WITH NO DATA"
        )


def tear_down() -> None:
    with connection.cursor() as cursor:
        for table in (*map(beside, COLUMNS), POINTS):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")


def beside(table: str) -> str:
    return table.replace("curriculum_", "staging_")


def pack(trust: int, shard: int, shards: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '256MB'")
        cursor.execute(PACK, {"trust": trust, "shard": shard, "shards": shards})


def mark(trust: int, days: list[object], shard: int, shards: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '256MB'")
        cursor.execute(MARK, {"trust": trust, "days": days, "shard": shard, "shards": shards})


def take_over(trust: int) -> None:
    """What was made takes the place of what was, in the caller's transaction."""
    with connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            cursor.execute(f"DELETE FROM {table} WHERE trust_id = %s", [trust])
            order = columns.split(", day")[0].split(", month")[0] if "coverage" in table else "person_id"
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {beside(table)} ORDER BY {order}")
        cursor.execute("DELETE FROM curriculum_coveragechange WHERE trust_id = %s", [trust])
