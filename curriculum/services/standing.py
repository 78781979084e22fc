"""Stores how people stand. Of what is stored only the parts that differ are written, as lines for COPY."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from django.db import connection

from ..calc.curve import Expected, Standing
from ..calc.days import Days, Interval
from ..enums import SpellState
from ..queries.standing import EVERY_LINE
from .copying import NULL, copy_rows, text

Standings: TypeAlias = Mapping[int, Sequence[Standing]]
Told: TypeAlias = Callable[[int, int, Standing], Iterator[str]]
Part: TypeAlias = tuple[int, int, int]
"""Person, level, and for what is held the line too; else 0."""

POSTS, SPELLS, HOLDINGS = "curriculum_expectedpost", "curriculum_spell", "curriculum_holding"
COLUMNS = {
    POSTS: "trust_id, person_id, level_id, post_id, unit_id, above, since, until, kind,"
    " staff_group, band, site_id, fte, elsewhere",
    SPELLS: "trust_id, person_id, level_id, line, state, since, until",
    HOLDINGS: "trust_id, person_id, level_id, skill_id, since, until",
}
GONE = """
DELETE FROM {table} row USING unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS gone(person, level, line)
 WHERE row.trust_id = %s AND row.person_id = gone.person AND row.level_id = gone.level {line}
"""
OF_THE_LINE = "AND coalesce(row.skill_id, 0) = gone.line"


def store(
    trust: int, old: Standings, new: Standings, lines: Mapping[int, tuple[Sequence[Standing], Sequence[Standing]]]
) -> None:
    """`lines` are the same two by person, without the lines in which they agree: of those no holding is written."""
    _store(trust, POSTS, told_posts, old, new)
    _store(trust, SPELLS, told_spells, old, new)
    before = {person: theirs for person, (theirs, _) in lines.items()}
    after = {person: theirs for person, (_, theirs) in lines.items()}
    _store(trust, HOLDINGS, told_holdings, before, after)


def _store(trust: int, table: str, told: Told, old: Standings, new: Standings) -> None:
    before, after = _parts(trust, table, told, old), _parts(trust, table, told, new)
    _forget(trust, table, [part for part in before if before[part] != after.get(part)])
    rows = (row for part, rows in after.items() if before.get(part) != rows for row in rows)
    copy_rows(f"{table} ({COLUMNS[table]})", rows)


def _parts(trust: int, table: str, told: Told, standings: Standings) -> dict[Part, list[str]]:
    parts: dict[Part, list[str]] = defaultdict(list)
    for person, theirs in standings.items():
        for one in theirs:
            for row in told(trust, person, one):
                parts[person, one.level, _line_of(row) if table == HOLDINGS else 0].append(row)
    return parts


def _line_of(holding: str) -> int:
    skill = holding.split("\t", 4)[3]
    return 0 if skill == NULL else int(skill)


def _forget(trust: int, table: str, parts: list[Part]) -> None:
    if not parts:
        return
    people, levels, lines = zip(*parts, strict=True)
    sql = GONE.format(table=table, line=OF_THE_LINE if table == HOLDINGS else "")
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(people), list(levels), list(lines), trust])


def is_elsewhere_too(post: Expected, posts: Sequence[Expected]) -> bool:
    """On one of its days the level is expected through a post in another unit as well."""
    since, until = post.during
    return any(other.unit != post.unit and other.during.since < until and since < other.during.until for other in posts)


def told_posts(trust: int, person: int, one: Standing) -> Iterator[str]:
    for post in one.posts:
        above = ",".join(map(str, post.above))
        site, fte = (NULL if value is None else value for value in (post.site, post.fte))
        yield (
            f"{trust}\t{person}\t{one.level}\t{post.post}\t{post.unit}\t{{{above}}}\t{_span(post.during)}\t{post.kind}"
            f"\t{post.staff_group}\t{text(post.band)}\t{site}\t{fte}\t{is_elsewhere_too(post, one.posts)}"
        )


def told_spells(trust: int, person: int, one: Standing) -> Iterator[str]:
    told: list[tuple[int, SpellState, Days]] = [
        (EVERY_LINE, SpellState.AWAY, one.away),
        (EVERY_LINE, SpellState.EXEMPT, one.exempt),
        (EVERY_LINE, SpellState.LET_OFF, one.let_off),
        *((line, SpellState.LET_OFF, days) for line, days in sorted(one.let_off_for.items())),
    ]
    for line, state, days in told:
        for span in days:
            yield f"{trust}\t{person}\t{one.level}\t{line}\t{state.value}\t{_span(span)}"


def told_holdings(trust: int, person: int, one: Standing) -> Iterator[str]:
    for line, days in one.held.items():
        for span in days:
            yield f"{trust}\t{person}\t{one.level}\t{line or NULL}\t{_span(span)}"


def _span(span: Interval) -> str:
    return f"{span.since}\t{NULL if span.end is None else span.end}"
