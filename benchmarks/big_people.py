"""People, posts, stretches and absences of the big trust as lines for COPY; ids are given, so that they fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .shape import SEED, Shape

GROUPS = [
    ("03", "5", 38),
    ("03", "6", 12),
    ("07", "2", 18),
    ("07", "3", 8),
    ("08", "3", 10),
    ("02", "", 0),
    ("01", "", 8),
]
GROUPS += [("04", "6", 8), ("09", "2", 6)]
KINDS = ["SUBSTANTIVE"] * 90 + ["FIXED_TERM"] * 4 + ["BANK"] * 4 + ["ROTATION", "PLACEMENT"]
FTE = ["1.000"] * 6 + ["0.800", "0.600", "0.500", r"\N"]


@dataclass(frozen=True, slots=True)
class Work:
    """What COPY needs for one person: their stretches are one to three, a second post is one in twenty-five."""

    person: int
    stretches: list[str]
    posts: list[str]
    absence: str | None


def people_lines(shape: Shape, trust: int) -> Iterator[str]:
    for person in range(1, shape.people + 1):
        yield f"{person}\t{trust}\t{person:032x}\tGiven{person}\tFamily{person % 5000}\tperson{person}@big.example\t\t"


def works(shape: Shape, trust: int, leaves: list[int], sites: list[int]) -> Iterator[Work]:
    """A post a person, named like the person; second posts have ids above all people."""
    rng = Random(SEED)
    second = shape.people
    weights = [weight for _, _, weight in GROUPS]
    for person in range(1, shape.people + 1):
        group, band, _ = rng.choices(GROUPS, weights)[0]
        leaf = leaves[person % len(leaves)]
        flags = "{LINE_MANAGER}" if person <= 3 * len(leaves) else "{}"
        base = f"{rng.choice(KINDS)}\t{group}\tRole {group}{band}\t{band}\t{rng.choice(FTE)}\t{flags}"
        since = shape.today - dt.timedelta(days=rng.randrange(30, 5000))
        stretches = _stretches(rng, shape, trust, person, person, leaf, leaves, sites, since, base)
        posts = [f"{person}\t{trust}\t{person}\t{person:032x}"]
        if rng.random() < 0.04:
            second += 1
            posts.append(f"{second}\t{trust}\t{person}\t{second:032x}")
            other = rng.choice(leaves)
            stretches.append(_line(trust, second, person, other, rng.choice(sites), since, None, base))
        yield Work(person, stretches, posts, _absence(rng, shape, trust, person) if rng.random() < 0.06 else None)


def _stretches(
    rng: Random,
    shape: Shape,
    trust: int,
    post: int,
    person: int,
    leaf: int,
    leaves: list[int],
    sites: list[int],
    since: dt.date,
    base: str,
) -> list[str]:
    """One in four has moved once; one in sixteen has left."""
    until = shape.today - dt.timedelta(days=rng.randrange(1, 700)) if rng.random() < 0.06 else None
    end = until or shape.today
    if rng.random() < 0.25 and (end - since).days > 60:
        moved = since + dt.timedelta(days=rng.randrange(30, (end - since).days))
        first = _line(trust, post, person, rng.choice(leaves), rng.choice(sites), since, moved, base)
        return [first, _line(trust, post, person, leaf, rng.choice(sites), moved, until, base)]
    if until is not None and until <= since:
        until = None
    return [_line(trust, post, person, leaf, rng.choice(sites), since, until, base)]


def _line(
    trust: int, post: int, person: int, unit: int, site: int, since: dt.date, until: dt.date | None, base: str
) -> str:
    return f"{trust}\t{post}\t{person}\t{unit}\t{site}\t{since}\t{until or chr(92) + 'N'}\t{base}\t\t"


def _absence(rng: Random, shape: Shape, trust: int, person: int) -> str:
    since = shape.today - dt.timedelta(days=rng.randrange(1, 1500))
    until = since + dt.timedelta(days=rng.randrange(20, 365))
    kind = rng.choice(["PARENTAL", "SICKNESS", "CAREER_BREAK"])
    return f"{trust}\t{person}\t{kind}\t{since}\t{until}"
