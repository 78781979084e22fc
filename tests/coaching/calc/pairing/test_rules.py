"""Each hard rule refuses by itself what it is there for: taken out of the list, its case here is refused by nothing."""

import datetime as dt

import pytest

from coaching.calc.pairing.definition import pairs_for
from coaching.calc.pairing.facts import Away, Ban, Facts, Pin, Slot
from coaching.calc.pairing.rules import OF_COACH, OF_PAIR, Managed, Refusal, Rule, refusals, warnings
from coaching.calc.pairing.solver import propose

from .plain import FLOW, MONDAY_AT_NINE, facts, inside, outside, team

NAME = "Stroke team"
LEAVE = Away(dt.date(2026, 3, 1), dt.date(2026, 9, 1))
TUESDAY = (Slot(1, 480, 720),)
AMAL, BOTH = ("Amal",), ("Ruth", "Amal")

AGAINST_ONE = {
    "neither certified nor in training": (
        facts(inside(), outside(programmes=frozenset({"MICRO"}))),
        Refusal(Rule.NOT_QUALIFIED, NAME, AMAL),
    ),
    "away": (facts(inside(), outside(away=LEAVE)), Refusal(Rule.AWAY, NAME, AMAL, away=LEAVE)),
    "no place left": (facts(inside(), outside(places=0)), Refusal(Rule.NO_PLACE, NAME, AMAL)),
    "a member": (facts(teams=[team(members=frozenset({"Amal"}))]), Refusal(Rule.MEMBER, NAME, AMAL)),
    "a line manager": (
        facts(teams=[team(managers={"Bea": ("Amal", "Zoe"), "Cy": ("Bea", "Amal"), "Di": ("Bea",)})]),
        Refusal(Rule.LINE_MANAGER, NAME, AMAL, managed=(Managed("Bea", 1), Managed("Cy", 2))),
    ),
    "a conflict with the team": (
        facts(inside(), outside(conflicts=frozenset({NAME}))),
        Refusal(Rule.CONFLICT, NAME, AMAL, conflicts=(NAME,)),
    ),
    "a conflict with a member": (
        facts(inside(), outside(conflicts=frozenset({"Bea"})), teams=[team(members=frozenset({"Bea"}))]),
        Refusal(Rule.CONFLICT, NAME, AMAL, conflicts=("Bea",)),
    ),
    "a conflict that the team declared": (
        facts(teams=[team(conflicts=frozenset({"Amal"}))]),
        Refusal(Rule.CONFLICT, NAME, AMAL, conflicts=(NAME,)),
    ),
    "not free on that day": (
        facts(inside(), outside(free=TUESDAY)),
        Refusal(Rule.NOT_FREE, NAME, AMAL, slot=MONDAY_AT_NINE),
    ),
    "free for a part of the time only": (
        facts(inside(), outside(free=(Slot(0, 540, 599), Slot(0, 541, 700)))),
        Refusal(Rule.NOT_FREE, NAME, AMAL, slot=MONDAY_AT_NINE),
    ),
    "too far": (
        facts(inside(), outside(site="West", travel_limit=30), minutes={("East", "West"): 31}),
        Refusal(Rule.TOO_FAR, NAME, AMAL, minutes=31, limit=30),
    ),
    "nobody knows how far": (
        facts(inside(), outside(site="West", travel_limit=30)),
        Refusal(Rule.TRAVEL_UNKNOWN, NAME, AMAL, limit=30),
    ),
    "banned": (facts(bans=frozenset({Ban(NAME, frozenset(AMAL))})), Refusal(Rule.BANNED, NAME, AMAL)),
    "another one is pinned": (
        facts(inside(), outside(), outside("Zoe"), pins=frozenset({Pin(NAME, frozenset({"Zoe"}))})),
        Refusal(Rule.OTHERS_NAMED, NAME, AMAL, others=("Zoe",)),
    ),
    "the team came with another one": (
        facts(inside(), outside(), outside("Zoe"), teams=[team(brings=frozenset({"Zoe"}))]),
        Refusal(Rule.OTHERS_NAMED, NAME, AMAL, others=("Zoe",)),
    ),
}

AGAINST_BOTH = {
    "two from outside": (facts(outside("Ruth"), outside()), Refusal(Rule.NOBODY_INSIDE, NAME, BOTH)),
    "two from inside": (facts(inside(), inside("Amal")), Refusal(Rule.NOBODY_OUTSIDE, NAME, BOTH)),
    "neither is clinical": (
        facts(inside(clinical=False), outside(clinical=False)),
        Refusal(Rule.NOBODY_CLINICAL, NAME, BOTH),
    ),
    "they do not get on": (
        facts(inside(conflicts=frozenset({"Amal"})), outside()),
        Refusal(Rule.CONFLICT, NAME, BOTH, conflicts=("Amal", "Ruth")),
    ),
    "not these two together": (
        facts(bans=frozenset({Ban(NAME, frozenset(BOTH))})),
        Refusal(Rule.BANNED, NAME, BOTH),
    ),
}


def against(facts: Facts, names=BOTH):
    return list(refusals(facts, tuple(facts.coach[one] for one in names), facts.team[NAME]))


def test_against_a_coach_from_inside_and_one_from_outside_stands_nothing():
    assert against(facts()) == []
    assert propose(facts()).pairs == {NAME: BOTH}


@pytest.mark.parametrize("case", [*AGAINST_ONE, *AGAINST_BOTH])
def test_what_a_rule_is_there_for_is_refused_with_what_it_takes_to_say_it_and_never_proposed(case):
    given, refusal = (AGAINST_ONE | AGAINST_BOTH)[case]

    assert against(given) == [refusal]
    assert BOTH not in list(pairs_for(given, given.team[NAME]))
    assert propose(given).pairs.get(NAME) != BOTH


def test_every_rule_has_such_a_case():
    told = {refusal.rule for _given, refusal in (AGAINST_ONE | AGAINST_BOTH).values()}

    assert told == set(Rule) - {Rule.WRONG_NUMBER, Rule.AT_ONE_TIME}
    assert (len(OF_COACH), len(OF_PAIR)) == (10, 6)


def test_one_coach_is_too_few_for_a_pair_and_two_are_too_many_for_a_team_that_takes_one():
    alone = facts(teams=[team(needs_pair=False)])

    assert Rule.WRONG_NUMBER in [refusal.rule for refusal in against(facts(), AMAL)]
    assert [refusal.rule for refusal in against(alone)] == [Rule.WRONG_NUMBER]
    assert against(alone, AMAL) == []


def test_a_coach_has_no_two_teams_at_one_time():
    stroke, other = team(needs_pair=False), team("Hip team", needs_pair=False, slot=Slot(0, 570, 630))
    later = other.but(slot=Slot(0, 600, 660))

    assert len(propose(facts(outside(places=2), teams=[stroke, other])).pairs) == 1
    assert len(propose(facts(outside(places=2), teams=[stroke, later])).pairs) == 2


def test_a_coach_has_no_more_teams_than_places():
    teams = [team(f"{n}", needs_pair=False, slot=Slot(0, 480 + 60 * n, 540 + 60 * n)) for n in range(3)]

    assert len(propose(facts(outside(places=2), teams=teams)).pairs) == 2


def test_the_coach_from_inside_may_be_a_member_and_a_line_manager_and_the_second_is_told():
    managed = team(members=frozenset({"Ruth", "Bea"}), managers={"Bea": ("Ruth",)})
    given = facts(teams=[managed])

    assert propose(given).pairs == {NAME: BOTH}
    told = list(warnings(given, (given.coach["Ruth"], given.coach["Amal"]), managed))
    assert told == [Refusal(Rule.LINE_MANAGER, NAME, ("Ruth",), managed=(Managed("Bea", 1),))]


def test_the_coach_who_brought_a_microsystem_may_be_of_it_and_nobody_else_may():
    theirs = team(needs_pair=False, members=frozenset({"Amal", "Ruth"}), managers={"Bea": ("Amal",)})
    brought = facts(teams=[theirs.but(brings=frozenset(AMAL))])

    assert propose(facts(teams=[theirs])).pairs == {}
    assert propose(brought).pairs == {NAME: AMAL}
    assert [one.rule for one in warnings(brought, (brought.coach["Amal"],), brought.team[NAME])] == [Rule.LINE_MANAGER]


def test_three_levels_up_is_no_line_manager():
    assert against(facts(teams=[team(managers={"Bea": ("Cy", "Di", "Amal")})])) == []


def test_whoever_is_too_far_may_come_online_if_team_and_coach_will():
    far = {"site": "West", "travel_limit": 10}
    minutes = {("West", "East"): 60}
    online = team(online=True)

    assert against(facts(inside(), outside(**far, online=True), teams=[online], minutes=minutes)) == []
    assert against(facts(inside(), outside(**far), teams=[online], minutes=minutes)) != []
    assert against(facts(inside(), outside(**far, online=True), minutes=minutes)) != []


def test_a_team_that_meets_online_only_takes_those_who_coach_online():
    nowhere = team(site=None, needs_pair=False)

    assert propose(facts(outside(online=True), teams=[nowhere])).pairs == {NAME: AMAL}
    assert propose(facts(outside(), teams=[nowhere])).pairs == {}


def test_a_microsystem_takes_one_coach_from_outside_the_team():
    assert propose(facts(inside(clinical=False), teams=[team(needs_pair=False, programme=FLOW)])).pairs == {
        NAME: ("Ruth",)
    }
