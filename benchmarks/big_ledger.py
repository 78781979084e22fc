"""The ledger of the big trust: some fifty entries a person, six at a time, as courses give them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

from .shape import COURSES, SEED, SKILLS, Shape

SKILLS_A_COURSE = SKILLS // COURSES
ASSESSED = 0.12  # share of courses that end with a sign-off


def ledger_lines(shape: Shape, trust: int, skills: list[int]) -> Iterator[str]:
    rng = Random(SEED + 1)
    number = 0
    blocks = [skills[start : start + SKILLS_A_COURSE] for start in range(0, SKILLS, SKILLS_A_COURSE)]
    for person in range(1, shape.people + 1):
        for course in _courses(rng):
            day = shape.today - dt.timedelta(days=int(rng.random() ** 1.6 * 2100))
            depth = 1 + (rng.random() < 0.45) + (rng.random() < 0.2)
            assessed = "SIGN_OFF" if rng.random() < ASSESSED else ""
            tail = f"{depth}\t{rng.choice((15, 20, 30, 45, 60))}\t\t0\t{assessed}\t{day}\tATTENDANCE"
            source = f"{number:032x}"
            for skill in blocks[course]:
                number += 1
                yield f"{trust}\t{number:032x}\t{person}\t{skill}\t{tail}\t{source}\t1"


def _courses(rng: Random) -> list[int]:
    """Two in five were at every course and at two of them again; the others at five or six."""
    if rng.random() < 0.43:
        return [*range(COURSES), rng.randrange(COURSES), rng.randrange(COURSES)]
    return [rng.randrange(COURSES) for _ in range(rng.choice((5, 5, 6)))]
