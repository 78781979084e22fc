"""What contradicts itself is told, each by its name, and nothing is solved; nothing else is an error."""

from random import Random

import pytest

from coaching.calc.pairing.facts import Ban, Facts, Pin, Slot
from coaching.calc.pairing.problems import Fault, Problem, problems
from coaching.calc.pairing.rules import Rule
from coaching.calc.pairing.solver import Contradiction, propose

from .plain import facts, inside, outside, team
from .small import a_pin, academy

NAME = "Stroke team"


def pin(*coaches, to=NAME):
    return Pin(to, frozenset(coaches))


def ban(*coaches, of=NAME):
    return Ban(of, frozenset(coaches))


HIP = team("Hip team")
CASES = {
    "a coach twice": (facts(outside(), outside()), Problem(Fault.COACH_TWICE, coaches=("Amal",))),
    "a team twice": (facts(teams=[team(), team()]), Problem(Fault.TEAM_TWICE, (NAME,))),
    "a pin of nobody known": (facts(pins=frozenset({pin("Zoe")})), Problem(Fault.COACH_UNKNOWN, (NAME,), ("Zoe",))),
    "a team that came with nobody known": (
        facts(teams=[team(brings=frozenset({"Zoe"}))]),
        Problem(Fault.COACH_UNKNOWN, (NAME,), ("Zoe",)),
    ),
    "a ban for no team": (facts(bans=frozenset({ban("Amal", of="?")})), Problem(Fault.TEAM_UNKNOWN, ("?",))),
    "pinned and withdrawn": (
        facts(teams=[team(withdrawn=True)], pins=frozenset({pin("Amal")})),
        Problem(Fault.PINNED_BUT_WITHDRAWN, (NAME,), ("Amal",)),
    ),
    "pinned and banned": (
        facts(pins=frozenset({pin("Amal")}), bans=frozenset({ban("Amal")})),
        Problem(Fault.PINNED_AND_BANNED, (NAME,), ("Amal",)),
    ),
    "a pair pinned and banned": (
        facts(pins=frozenset({pin("Amal", "Ruth")}), bans=frozenset({ban("Amal", "Ruth")})),
        Problem(Fault.PINNED_AND_BANNED, (NAME,), ("Amal", "Ruth")),
    ),
    "two pinned for one side": (
        facts(inside(), outside(), outside("Zoe"), pins=frozenset({pin("Amal"), pin("Zoe")})),
        Problem(Fault.TOO_MANY_NAMED, (NAME,), ("Amal", "Zoe")),
    ),
    "three pinned": (
        facts(inside(), outside(), outside("Zoe"), pins=frozenset({pin("Amal", "Zoe", "Ruth")})),
        Problem(Fault.TOO_MANY_NAMED, (NAME,), ("Amal", "Ruth", "Zoe")),
    ),
    "a ban of nobody": (facts(bans=frozenset({ban()})), Problem(Fault.BAN_WITHOUT_SENSE, (NAME,))),
    "a team of no weight": (facts(teams=[team(weight=0)]), Problem(Fault.WEIGHT_BELOW_ONE, (NAME,))),
    "fewer places than none": (facts(outside(places=-1)), Problem(Fault.NUMBER_BELOW_NOTHING, coaches=("Amal",))),
    "a slot that ends before it begins": (
        facts(teams=[team(slot=Slot(0, 600, 540))]),
        Problem(Fault.SLOT_ENDS_BEFORE_IT_BEGINS, (NAME,)),
    ),
    "a free time that ends before it begins": (
        facts(outside(free=(Slot(0, 600, 540),))),
        Problem(Fault.SLOT_ENDS_BEFORE_IT_BEGINS, coaches=("Amal",)),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_contradicts_itself_is_told_and_nothing_is_solved(case):
    given, problem = CASES[case]

    assert problems(given) == [problem]
    with pytest.raises(Contradiction) as refused:
        propose(given)
    assert refused.value.problems == [problem]


def test_a_pin_that_breaks_a_rule_is_told_with_the_rule():
    given = facts(inside(clinical=False), outside(clinical=False, places=0), pins=frozenset({pin("Ruth", "Amal")}))

    [problem] = problems(given)

    assert (problem.fault, problem.teams, problem.coaches) == (Fault.NAMED_BREAKS_A_RULE, (NAME,), ("Amal", "Ruth"))
    assert [refusal.rule for refusal in problem.refusals] == [Rule.NO_PLACE, Rule.NOBODY_CLINICAL]


def test_two_pins_beyond_one_place_and_two_at_one_time_are_told_with_both_teams():
    pins = frozenset({pin("Amal"), pin("Amal", to="Hip team")})
    later = HIP.but(slot=Slot(0, 600, 660))

    [places] = problems(facts(teams=[team(), later], pins=pins))
    [time] = problems(facts(inside(), outside(places=2), teams=[team(), HIP], pins=pins))

    assert (places.fault, places.teams, places.coaches) == (
        Fault.NAMED_BEYOND_PLACES,
        ("Hip team", NAME),
        ("Amal",),
    )
    assert (time.fault, time.teams, time.coaches) == (Fault.NAMED_AT_ONE_TIME, ("Hip team", NAME), ("Amal",))


def test_whatever_is_pinned_the_answer_is_a_proposal_or_problems_with_a_name():
    refused = 0
    for seed in range(300):
        chance = Random(seed)
        given: Facts = academy(chance)
        pins = frozenset(pin(*chance.sample(list(given.coach), 2), to=name) for name in given.team)
        for tried in (given.but(pins=pins), given.but(pins=frozenset(a_pin(chance, given) for _ in range(3)))):
            try:
                assert propose(tried).is_best
            except Contradiction as contradiction:
                refused += bool(contradiction.problems)

    assert 100 < refused < 600
