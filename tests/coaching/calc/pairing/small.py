"""Small academies, by chance: few coaches and teams, and something of every rule among them."""

import datetime as dt
from random import Random

from coaching.calc.pairing.definition import options
from coaching.calc.pairing.facts import Away, Ban, Coach, Facts, Pin, Slot, Team
from coaching.calc.pairing.problems import problems
from coaching.calc.pairing.weights import Weights

FLOW, MICRO = "FLOW", "MICRO"
PATHWAYS = ("Hip", "Stroke")
SITES = ("East", "West")
SLOTS = (Slot(0, 540, 600), Slot(0, 570, 630), Slot(3, 540, 600))
MORNING = tuple(Slot(day, 480, 720) for day in range(5))


def often(chance: Random, share: float) -> bool:
    return chance.random() < share


def some(chance: Random, among, share: float) -> frozenset:
    return frozenset(one for one in among if often(chance, share))


def coach(chance: Random, name: str, teams: list[str], coaches: list[str]) -> Coach:
    return Coach(
        id=name,
        programmes=some(chance, (FLOW, MICRO), 0.96),
        clinical=often(chance, 0.6),
        inside=some(chance, PATHWAYS, 0.45),
        places=chance.choice((0, 1, 1, 1, 1, 2, 2, 2, 3)),
        load=chance.choice((0, 0, 1)),
        coached=chance.choice((0, 0, 1, 2, 5)),
        past_teams=some(chance, teams, 0.1),
        site=chance.choice((*SITES, *SITES, None)),
        travel_limit=chance.choice((0, 15, 30, 60)),
        online=often(chance, 0.6),
        free=MORNING if often(chance, 0.7) else tuple(sorted(some(chance, SLOTS, 0.6))),
        away=Away(dt.date(2026, 3, 1), None) if often(chance, 0.04) else None,
        conflicts=some(chance, (*teams, *coaches, "member"), 0.03),
        prefers={team: chance.randint(-2, 3) for team in teams if often(chance, 0.4)},
    )


def team(chance: Random, name: str, coaches: list[str]) -> Team:
    managers = {one: tuple(chance.sample(coaches, 2)) for one in ("member", "other") if often(chance, 0.12)}
    return Team(
        id=name,
        programme=chance.choice((FLOW, FLOW, MICRO)),
        pathway=chance.choice(PATHWAYS),
        slot=chance.choice(SLOTS),
        needs_pair=often(chance, 0.75),
        weight=chance.choice((1, 1, 1, 2, 3)),
        site=chance.choice((*SITES, None)),
        online=often(chance, 0.5),
        members=some(chance, coaches, 0.05) | {"member"},
        managers=managers,
        conflicts=some(chance, coaches, 0.03),
        prefers={one: chance.randint(-2, 3) for one in coaches if often(chance, 0.4)},
    )


def academy(chance: Random, *, most_teams: int = 4, most_coaches: int = 7) -> Facts:
    names = [f"t{n}" for n in range(chance.randint(1, most_teams))]
    coaches = [f"c{n}" for n in range(chance.randint(2, most_coaches))]
    facts = Facts(
        coaches=tuple(coach(chance, name, names, coaches) for name in coaches),
        teams=tuple(team(chance, name, coaches) for name in names),
        minutes={("East", "West"): chance.choice((10, 20, 40))} if often(chance, 0.9) else {},
        weights=Weights(travel=chance.randint(0, 2), spread=chance.choice((0, 15, 30)), load=chance.choice((0, 7, 25))),
    )
    return decided(chance, facts)


def decided(chance: Random, facts: Facts) -> Facts:
    """With bans, pins, coaches brought and a proposal before, now and then. Contradictions are left out."""
    teams, coaches = list(facts.team), list(facts.coach)
    if often(chance, 0.3):
        named = frozenset(chance.sample(coaches, min(chance.choice((1, 2)), len(coaches))))
        facts = facts.but(bans=frozenset({Ban(chance.choice(teams), named)}))
    if often(chance, 0.3):
        facts = if_it_holds(facts, pins=frozenset({a_pin(chance, facts)}))
    if often(chance, 0.2):
        pin = a_pin(chance, facts)
        brought = tuple(one.but(brings=pin.coaches) if one.id == pin.team else one for one in facts.teams)
        facts = if_it_holds(facts, teams=brought)
    if often(chance, 0.3):
        facts = facts.but(previous=before(chance, facts))
    return facts


def a_pin(chance: Random, facts: Facts) -> Pin:
    name = chance.choice(list(facts.team))
    pairs = [pair for pair in options(facts, facts.team[name]) if pair] or [(chance.choice(list(facts.coach)),)]
    pair = chance.choice(pairs)
    return Pin(name, frozenset(chance.sample(pair, chance.randint(1, len(pair)))))


def before(chance: Random, facts: Facts) -> dict:
    """Any pairs, also such as have become impossible."""
    lists = {name: [pair for pair in options(facts, one) if pair] for name, one in facts.team.items()}
    return {name: chance.choice(pairs) for name, pairs in lists.items() if pairs and often(chance, 0.7)}


def if_it_holds(facts: Facts, **changed) -> Facts:
    tried = facts.but(**changed)
    return facts if problems(tried) else tried
