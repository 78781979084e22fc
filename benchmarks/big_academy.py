"""An academy for the bench of pairing, by a seed: teams that all want the same coaches, and something of every rule.

Fit is half the coach's popularity and half chance, so that teams compete (with chance alone every solver is quick).
"""

from __future__ import annotations

import datetime as dt
from random import Random

from coaching.calc.pairing.facts import Away, Ban, Coach, Facts, Slot, Team
from coaching.calc.pairing.weights import Weights

PATHWAYS = [f"pathway {n}" for n in range(20)]
SITES = [f"site {n}" for n in range(6)]
SLOTS = [Slot(day, hour * 60, hour * 60 + 60) for day in range(5) for hour in (8, 12, 16)]
POINTS = 10_000


def academy(teams: int, coaches: int, seed: int = 7) -> Facts:
    chance = Random(seed)
    names = [f"coach {n:04}" for n in range(coaches)]
    popularity = {name: chance.randint(1, POINTS) for name in names}
    ids = [f"team {n:04}" for n in range(teams)]
    everybody = tuple(coach(chance, number, name, names, ids) for number, name in enumerate(names))
    return Facts(
        coaches=everybody,
        teams=tuple(team(chance, number, one, popularity) for number, one in enumerate(ids)),
        minutes={(one, other): chance.randint(5, 50) for one in SITES for other in SITES if one < other},
        weights=Weights(travel=20, online_minutes=30, spread=1500, preference=1, load=1000, continuity=2000),
        bans=frozenset(Ban(chance.choice(ids), frozenset({chance.choice(names)})) for _ in ids),
    )


def coach(chance: Random, number: int, name: str, names: list[str], teams: list[str]) -> Coach:
    return Coach(
        id=name,
        programmes=frozenset({"FLOW"}) if chance.random() < 0.97 else frozenset(),
        clinical=chance.random() < 0.5,
        inside=frozenset({PATHWAYS[number % len(PATHWAYS)], *chance.sample(PATHWAYS, chance.random() < 0.2)}),
        places=chance.randint(1, 3),
        load=chance.choice((0, 0, 1)),
        coached=chance.choice((0, 0, 0, 1, 1, 2, 2, 4, 4, 4)),
        past_teams=frozenset(chance.sample(teams, chance.random() < 0.3)),
        site=chance.choice(SITES),
        travel_limit=chance.choice((15, 30, 45, 60)),
        online=chance.random() < 0.6,
        free=tuple(sorted(chance.sample(SLOTS, 11))),
        away=Away(dt.date(2026, 3, 1), None) if chance.random() < 0.03 else None,
        conflicts=frozenset(chance.sample(names, chance.choice((0, 0, 1)))),
        prefers={one: chance.randint(-1000, 2000) for one in chance.sample(teams, 3)},
    )


def team(chance: Random, number: int, name: str, popularity: dict[str, int]) -> Team:
    coaches = list(popularity)
    members = chance.sample(coaches, 3)
    return Team(
        id=name,
        programme="FLOW",
        pathway=PATHWAYS[number % len(PATHWAYS)],
        slot=chance.choice(SLOTS),
        needs_pair=chance.random() < 0.85,
        weight=chance.choice((1, 1, 1, 2, 3)),
        site=chance.choice(SITES),
        online=chance.random() < 0.6,
        members=frozenset(members),
        managers={member: tuple(chance.sample(coaches, 2)) for member in members},
        prefers={one: (wanted + chance.randint(1, POINTS)) // 2 for one, wanted in popularity.items()},
    )
