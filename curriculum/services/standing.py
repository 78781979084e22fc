"""Stores how people stand. Of what is stored only the parts that differ are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from django.db import connection, models

from ..calc.curve import Expected, Standing
from ..calc.days import Days, Interval
from ..enums import SpellState
from ..models import ExpectedPost, Holding, Spell
from ..queries.standing import EVERY_LINE

Standings: TypeAlias = Mapping[int, Sequence[Standing]]
Rows: TypeAlias = list[dict[str, Any]]
Part: TypeAlias = tuple[int, int, int]
"""Person, level, and for what is held the line too; else 0."""

GONE = """
DELETE FROM {table} row USING unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS gone(person, level, line)
 WHERE row.trust_id = %s AND row.person_id = gone.person AND row.level_id = gone.level {line}
"""
NULL = r"\N"
OF_THE_LINE = "AND coalesce(row.skill_id, 0) = gone.line"


def store(
    trust: int, old: Standings, new: Standings, lines: Mapping[int, tuple[Sequence[Standing], Sequence[Standing]]]
) -> None:
    """`lines` are the same two by person, without the lines in which they agree: of those no holding is written."""
    _store(trust, ExpectedPost, _posts, old, new)
    _store(trust, Spell, _spells, old, new)
    before = {person: theirs for person, (theirs, _) in lines.items()}
    after = {person: theirs for person, (_, theirs) in lines.items()}
    _store(trust, Holding, _holdings, before, after)


def _store(
    trust: int,
    model: type[models.Model],
    rows_of: Callable[[Standing], dict[int, Rows]],
    old: Standings,
    new: Standings,
) -> None:
    before, after = _parts(rows_of, old), _parts(rows_of, new)
    _forget(trust, model, [part for part in before if before[part] != after.get(part)])
    model._default_manager.bulk_create(
        (
            model(trust_id=trust, person_id=part[0], level_id=part[1], **values)
            for part, rows in after.items()
            if before.get(part) != rows
            for values in rows
        ),
        batch_size=5000,
    )


def _parts(rows_of: Callable[[Standing], dict[int, Rows]], standings: Standings) -> dict[Part, Rows]:
    return {
        (person, one.level, line): rows
        for person, theirs in standings.items()
        for one in theirs
        for line, rows in rows_of(one).items()
    }


def _forget(trust: int, model: type[models.Model], parts: list[Part]) -> None:
    if not parts:
        return
    people, levels, lines = zip(*parts, strict=True)
    sql = GONE.format(table=model._meta.db_table, line=OF_THE_LINE if model is Holding else "")
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(people), list(levels), list(lines), trust])


def _posts(one: Standing) -> dict[int, Rows]:
    return {
        0: [
            {
                "post_id": post.post,
                "unit_id": post.unit,
                "above": list(post.above),
                "since": post.during.since,
                "until": post.during.end,
                "kind": post.kind,
                "staff_group": post.staff_group,
                "band": post.band,
                "site_id": post.site,
                "fte": post.fte,
                "elsewhere": is_elsewhere_too(post, one.posts),
            }
            for post in one.posts
        ]
    }


def is_elsewhere_too(post: Expected, posts: Sequence[Expected]) -> bool:
    """On one of its days the level is expected through a post in another unit as well."""
    since, until = post.during
    return any(other.unit != post.unit and other.during.since < until and since < other.during.until for other in posts)


def _spells(one: Standing) -> dict[int, Rows]:
    told: list[tuple[int, SpellState, Days]] = [
        (EVERY_LINE, SpellState.AWAY, one.away),
        (EVERY_LINE, SpellState.EXEMPT, one.exempt),
        (EVERY_LINE, SpellState.LET_OFF, one.let_off),
        *((line, SpellState.LET_OFF, days) for line, days in sorted(one.let_off_for.items())),
    ]
    return {
        0: [
            {"line": line, "state": state, "since": since, "until": until}
            for line, state, days in told
            for since, until in ends(days)
        ]
    }


def _holdings(one: Standing) -> dict[int, Rows]:
    return {
        line: [{"skill_id": line or None, "since": since, "until": until} for since, until in ends(days)]
        for line, days in one.held.items()
    }


def ends(days: Days) -> Iterable[tuple[Any, Any]]:
    return ((span.since, span.end) for span in days)


# The same rows as lines for COPY.


def told_posts(trust: int, person: int, one: Standing) -> Iterator[str]:
    for post in one.posts:
        above = ",".join(map(str, post.above))
        site, fte = (NULL if value is None else value for value in (post.site, post.fte))
        yield (
            f"{trust}\t{person}\t{one.level}\t{post.post}\t{post.unit}\t{{{above}}}\t{_span(post.during)}\t{post.kind}"
            f"\t{post.staff_group}\t{_text(post.band)}\t{site}\t{fte}\t{is_elsewhere_too(post, one.posts)}"
        )


def told_spells(trust: int, person: int, one: Standing) -> Iterator[str]:
    for row in _spells(one)[0]:
        until = NULL if row["until"] is None else row["until"]
        yield f"{trust}\t{person}\t{one.level}\t{row['line']}\t{row['state'].value}\t{row['since']}\t{until}"


def told_holdings(trust: int, person: int, one: Standing) -> Iterator[str]:
    for line, days in one.held.items():
        for span in days:
            yield f"{trust}\t{person}\t{one.level}\t{line or NULL}\t{_span(span)}"


def _span(span: Interval) -> str:
    return f"{span.since}\t{NULL if span.end is None else span.end}"


def _text(words: str) -> str:
    return words.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
