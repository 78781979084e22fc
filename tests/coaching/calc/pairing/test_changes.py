"""The smallest change that would serve a team: what it promises is so."""

from random import Random

from coaching.calc.pairing.changes import (
    LetOnline,
    LiftBan,
    LiftPin,
    MoveSlot,
    OneMorePlace,
    Train,
    TravelFurther,
    after,
    smallest_change,
)
from coaching.calc.pairing.definition import broken_together, options
from coaching.calc.pairing.facts import Ban, Pin, Slot
from coaching.calc.pairing.solver import propose

from .plain import facts, inside, outside, team
from .small import academy

NAME = "Stroke team"
THURSDAY = Slot(3, 540, 600)


def change_for(given, name=NAME):
    remedy = smallest_change(given, propose(given).pairs, given.team[name])
    return remedy and remedy.changes


def test_the_same_time_on_another_day():
    given = facts(inside(), outside(free=(Slot(3, 480, 720),)))
    both = given.but(coaches=(inside(free=(Slot(0, 480, 720), Slot(3, 480, 720))), *given.coaches[1:]))

    assert change_for(both) == (MoveSlot(NAME, THURSDAY),)
    assert change_for(given) is None


def test_coming_online():
    far = outside(site="West", travel_limit=10, online=True)

    assert change_for(facts(inside(), far, minutes={("East", "West"): 40})) == (LetOnline(NAME),)


def test_travelling_further():
    far, further = outside(site="West", travel_limit=30), outside("Zoe", site="West", travel_limit=10)

    assert change_for(facts(inside(), far, further, minutes={("East", "West"): 40})) == (TravelFurther("Amal", 40),)


def test_one_more_place():
    apart = team("Hip team", weight=2, slot=Slot(0, 600, 660))

    assert change_for(facts(inside(places=2), outside(), teams=[team(), apart])) == (OneMorePlace("Amal"),)


def test_two_changes_where_one_would_not_do():
    apart = team("Hip team", weight=2, slot=Slot(0, 600, 660))

    assert change_for(facts(teams=[team(), apart])) == (OneMorePlace("Amal"), OneMorePlace("Ruth"))


def test_joining_the_programme():
    assert change_for(facts(inside(), outside(programmes=frozenset()))) == (Train("Amal", "FLOW"),)


def test_lifting_a_ban_or_a_pin_that_somebody_set():
    ban, pin = Ban(NAME, frozenset({"Amal"})), Pin(NAME, frozenset({"Zoe"}))
    clinical = {"clinical": False}

    assert change_for(facts(bans=frozenset({ban}))) == (LiftBan(ban),)
    given = facts(inside(**clinical), outside(), outside("Zoe", **clinical), pins=frozenset({pin}))
    assert change_for(given) == (LiftPin(pin),)


def test_what_moves_others_is_told_with_them():
    """Once the ban is lifted Amal can come here, and Zoe goes in her place."""
    stroke, hip = team(), team("Hip team", needs_pair=False, weight=2, prefers={"Amal": 9})
    far = outside("Zoe", site="West", free=(Slot(0, 480, 720),), travel_limit=60, conflicts=frozenset({NAME}))
    ban = Ban(NAME, frozenset({"Amal"}))
    given = facts(inside(), outside(), far, teams=[stroke, hip], minutes={("East", "West"): 30}, bans=frozenset({ban}))

    remedy = smallest_change(given, propose(given).pairs, given.team[NAME])

    assert (remedy.changes, remedy.pair, remedy.altered) == ((LiftBan(ban),), ("Ruth", "Amal"), ("Hip team",))


def test_what_is_promised_is_so_and_nobody_is_left_out_for_it():
    found = 0
    for seed in range(150):
        given = academy(Random(seed))
        pairs = propose(given).pairs
        for name in given.team.keys() - pairs.keys():
            if remedy := smallest_change(given, pairs, given.team[name]):
                changed = after(given, *remedy.changes)
                if not remedy.altered:
                    then = {**pairs, name: remedy.pair}
                    assert remedy.pair in options(changed, changed.team[name])
                    assert not broken_together(changed, then)
                weight = sum(given.team[one].weight for one in {*pairs, name})
                assert propose(changed).served.value >= weight
                found += 1

    assert found > 50
