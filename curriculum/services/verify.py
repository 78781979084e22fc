"""Whether coverage as it is kept is that of the facts: everything made anew beside it, and compared.

And some cells asked of the plain definition, which knows nothing of how coverage is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from django.db import connection, transaction

from workforce.models import Trust, UnitReach

from ..calc import coverage as plain
from ..models import CoverageMark
from ..queries.coverage import grid
from ..queries.facts import facts_in, versions_of
from .locks import hold_curves, hold_trust
from .rebuild import make_beside, people_by_unit
from .staging import COLUMNS, beside, tables_beside

SMALL = 400  # people of a unit that the plain definition is asked about: it is slow

STOOD = """
SELECT count(*) FROM (
    (SELECT {columns} FROM {table} WHERE trust_id = %(trust)s EXCEPT ALL SELECT {columns} FROM {beside})
    UNION ALL
    (SELECT {columns} FROM {beside} EXCEPT ALL SELECT {columns} FROM {table} WHERE trust_id = %(trust)s)
) differing
"""
CURVES = """
WITH kept AS (
    SELECT unit_id, level_id, day, line, sum(people) AS people, sum(beside) AS beside, sum(fte) AS fte FROM (
        SELECT m.unit_id, m.level_id, m.month + p.day - 1 AS day, p.line, p.people, p.beside, p.fte
          FROM curriculum_coveragemonth m,
               unnest(m.days, m.lines, m.people, m.beside, m.fte) AS p(day, line, people, beside, fte)
         WHERE m.trust_id = %(trust)s
        UNION ALL
        SELECT unit_id, level_id, day, line, people, beside, fte FROM curriculum_coveragechange
         WHERE trust_id = %(trust)s) told
     GROUP BY unit_id, level_id, day, line
), made AS (
    SELECT unit_id, level_id, day, line, sum(people) AS people, sum(beside) AS beside, sum(fte) AS fte
      FROM staging_points GROUP BY unit_id, level_id, day, line
)
SELECT count(*) FROM kept FULL JOIN made USING (unit_id, level_id, day, line)
 WHERE (coalesce(kept.people, 0), coalesce(kept.beside, 0), coalesce(kept.fte, 0))
       <> (coalesce(made.people, 0), coalesce(made.beside, 0), coalesce(made.fte, 0))
"""
SUMS = """
WITH told AS (
    SELECT unit_id, level_id, month, p.* FROM curriculum_coveragemonth,
           unnest(sum_lines, sum_people, sum_beside, sum_fte) AS p(line, people, beside, fte)
     WHERE trust_id = %(trust)s
), summed AS (
    SELECT unit_id, level_id, month, p.line, sum(p.people) AS people, sum(p.beside) AS beside, sum(p.fte) AS fte
      FROM curriculum_coveragemonth, unnest(lines, people, beside, fte) AS p(line, people, beside, fte)
     WHERE trust_id = %(trust)s GROUP BY unit_id, level_id, month, p.line
)
SELECT count(*) FROM told FULL JOIN summed USING (unit_id, level_id, month, line)
 WHERE (coalesce(told.people, 0), coalesce(told.beside, 0), coalesce(told.fte, 0))
       <> (coalesce(summed.people, 0), coalesce(summed.beside, 0), coalesce(summed.fte, 0))
"""
# A mark tells its curve without what is not yet folded.
MARKS = """
WITH told AS (
    SELECT unit_id, level_id, day, p.* FROM curriculum_coveragemark,
           unnest(lines, people, beside, fte) AS p(line, people, beside, fte) WHERE trust_id = %(trust)s
), stands AS (
    SELECT k.unit_id, k.level_id, k.day, p.line, sum(p.people) AS people, sum(p.beside) AS beside, sum(p.fte) AS fte
      FROM curriculum_coveragemark k JOIN curriculum_coveragemonth m
        ON m.trust_id = k.trust_id AND m.unit_id = k.unit_id AND m.level_id = k.level_id AND m.month <= k.day,
           unnest(m.days, m.lines, m.people, m.beside, m.fte) AS p(day, line, people, beside, fte)
     WHERE k.trust_id = %(trust)s AND k.day = %(day)s AND m.month + p.day - 1 <= k.day
     GROUP BY k.unit_id, k.level_id, k.day, p.line
)
SELECT count(*) FROM (SELECT * FROM told WHERE day = %(day)s) told
  FULL JOIN stands USING (unit_id, level_id, day, line)
 WHERE (coalesce(told.people, 0), coalesce(told.beside, 0), coalesce(told.fte, 0))
       <> (coalesce(stands.people, 0), coalesce(stands.beside, 0), coalesce(stands.fte, 0))
"""


@dataclass(frozen=True, slots=True)
class Checked:
    what: str
    differing: int


def verify_trust(
    *, trust: Trust, today: dt.date, cells: int = 50, processes: int = 2, tell: Callable[[int, int, str], None]
) -> list[Checked]:
    """Changes of facts wait until it is done. Nothing is changed."""
    with tables_beside(), transaction.atomic():
        hold_trust(trust.pk)
        hold_curves(trust.pk)
        make_beside(trust.pk, people_by_unit(trust.pk), today, processes, tell)
        return [*_compared(trust.pk), Checked("cells asked of the plain definition", _asked(trust, today, cells))]


def _compared(trust: int) -> list[Checked]:
    stood = {
        words: STOOD.format(table=table, beside=beside(table), columns=COLUMNS[table])
        for words, table in (
            ("posts through which a level is expected", "curriculum_expectedpost"),
            ("spells", "curriculum_spell"),
            ("holdings", "curriculum_holding"),
        )
    }
    sums = {"changes of curves": CURVES, "sums of months": SUMS}
    checked = [Checked(what, _count(sql, trust)) for what, sql in {**stood, **sums}.items()]
    marks = CoverageMark.objects.filter(trust=trust).order_by("day").values_list("day", flat=True).distinct()
    return [*checked, Checked("marks of curves", sum(_count(MARKS, trust, day) for day in marks))]


def _asked(trust: Trust, today: dt.date, number: int) -> int:
    """Random cells of small units, on days past, today and to come."""
    rng = Random(today.toordinal())
    versions = versions_of(trust.pk)
    units = [*UnitReach.objects.filter(trust=trust).order_by("ancestor").values_list("ancestor", flat=True).distinct()]
    differing = asked = 0
    for unit in rng.sample(units, min(len(units), number)):
        facts = facts_in(trust.pk, [unit])
        if not facts.posts or asked >= number or len({post.person for post in facts.posts}) > SMALL:
            continue
        asked += 1
        on = today + dt.timedelta(days=rng.randint(-900, 400))
        columns = [
            *dict.fromkeys(
                (level, skill) for one in versions for level in one.levels for skill in one.levels[level].skills
            )
        ]
        found = grid(trust, units=[unit], columns=columns, on=on)
        differing += sum(
            cell != plain.cell(facts, unit=unit, level=level, skill=skill, on=on)
            for (_, level, skill), cell in found.items()
        )
    return differing


def _count(sql: str, trust: int, day: dt.date | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"trust": trust, "day": day})
        return int(cursor.fetchone()[0])
