"""The whole example trust from a seed and a day."""

from __future__ import annotations

import datetime as dt
from random import Random

from .facts import Trust
from .lives import Lives
from .others import add_second_posts, others
from .places import SITES, make_units

SEED = 20_260


def make_trust(today: dt.date, seed: int = SEED, scale: float = 1) -> Trust:
    """With a smaller scale: the same units and their leaders, with fewer people."""
    rng = Random(seed)
    units = make_units(today)
    lives = Lives(units, today, rng, scale)
    people = [*lives.all()]
    add_second_posts(lives, people)
    return Trust(SITES, units, [*people, *others(lives)])
