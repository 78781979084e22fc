"""Why a proposal is as it is."""

from random import Random

from coaching.calc.pairing.definition import quality, value
from coaching.calc.pairing.facts import Ban, Pin, Slot
from coaching.calc.pairing.problems import Fault
from coaching.calc.pairing.reasons import Loaded, Taken, Want, altered, loads, scores, unserved, why_not
from coaching.calc.pairing.rules import Rule
from coaching.calc.pairing.score import Parts
from coaching.calc.pairing.solver import propose
from coaching.calc.pairing.weights import Weights

from .plain import facts, inside, outside, team
from .small import academy

NAME = "Stroke team"
TUESDAY = (Slot(1, 480, 720),)


def why(given):
    [reason] = unserved(given, propose(given).pairs)
    return reason


def test_a_score_is_told_in_its_parts():
    weights = Weights(travel=2, spread=30, preference=10, continuity=40)
    ruth = inside(site="West", travel_limit=30, coached=0, prefers={NAME: 2})
    amal = outside(coached=3, past_teams=frozenset({NAME}))
    given = facts(ruth, amal, teams=[team(prefers={"Amal": -1})], minutes={("East", "West"): 15}, weights=weights)

    [scored] = scores(given, propose(given).pairs)

    assert scored.pair == ("Ruth", "Amal")
    assert scored.parts == Parts(travel=-30, spread=30, preference=10, continuity=40)


def test_two_first_time_coaches_are_taken_off_and_coaching_online_counts_as_some_minutes():
    far = {"site": "West", "online": True}
    weights = Weights(travel=1, online_minutes=20, spread=30)
    given = facts(inside(**far), outside(), teams=[team(online=True)], minutes={("East", "West"): 50}, weights=weights)

    [scored] = scores(given, propose(given).pairs)

    assert (scored.parts.travel, scored.parts.spread) == (-20, -30)


def test_the_load_of_a_coach_counts_from_the_second_team_on():
    teams = [team(f"{n}", needs_pair=False, slot=Slot(0, 480 + 60 * n, 540 + 60 * n)) for n in range(3)]
    given = facts(outside(places=3, load=1), teams=teams, weights=Weights(load=25))

    assert loads(given, propose(given).pairs) == [Loaded("Amal", 1, ("0", "1", "2"), -25 * (1 + 2 + 3))]


def test_the_parts_add_up_to_the_quality():
    for seed in range(200):
        given = academy(Random(seed))
        pairs = propose(given).pairs

        told = sum(one.parts.total for one in scores(given, pairs)) + sum(one.score for one in loads(given, pairs))

        assert told == quality(given, pairs)


def test_nobody_from_inside_can_take_it_and_the_rule_that_left_nobody_is_told():
    reason = why(facts(inside(free=TUESDAY), inside("Zoe", programmes=frozenset()), outside()))

    assert (reason.want, reason.emptied_by) == (Want.INSIDE, Rule.NOT_FREE)
    assert reason.by_rule == ((Rule.NOT_FREE, 1), (Rule.NOT_QUALIFIED, 1))
    assert [(one.rule, one.coaches) for one in reason.nearest] == [
        (Rule.NOT_FREE, ("Ruth",)),
        (Rule.NOT_QUALIFIED, ("Zoe",)),
    ]


def test_nobody_belongs_to_the_pathway_at_all():
    reason = why(facts(outside()))

    assert (reason.want, reason.emptied_by, reason.nearest) == (Want.INSIDE, None, ())


def test_nobody_from_outside_can_take_it():
    reason = why(facts(inside(), outside(), teams=[team(managers={"Bea": ("Amal",), "Cy": ("Bea", "Amal")})]))

    assert (reason.want, reason.emptied_by) == (Want.OUTSIDE, Rule.LINE_MANAGER)
    assert [(one.member, one.steps) for one in reason.nearest[0].managed] == [("Bea", 1), ("Cy", 2)]


def test_there_is_somebody_for_each_side_and_no_two_go_together():
    reason = why(facts(inside(clinical=False), outside(clinical=False)))

    assert (reason.want, reason.emptied_by) == (Want.PAIR, Rule.NOBODY_CLINICAL)


def test_their_coaches_have_another_team():
    given = facts(teams=[team(), team("Hip team", weight=2)])

    assert why(given).want is Want.TAKEN
    assert why(given).taken == (Taken("Amal", ("Hip team",)), Taken("Ruth", ("Hip team",)))


def test_every_team_that_is_not_served_has_its_reason():
    for seed in range(200):
        given = academy(Random(seed))
        pairs = propose(given).pairs

        reasons = unserved(given, pairs)

        assert {one.team for one in reasons} == given.team.keys() - pairs.keys()
        assert all(one.taken for one in reasons if one.want is Want.TAKEN and not given.pins)


def test_a_pair_asked_for_is_refused_by_its_rules():
    given = facts(inside(), outside(), outside("Zoe", away=None, places=0))

    asked = why_not(given, propose(given), given.team[NAME], ("Ruth", "Zoe"))

    assert [one.rule for one in asked.refusals] == [Rule.NO_PLACE]
    assert asked.instead is None


def test_a_pair_asked_for_against_a_pin_is_told_so():
    pinned = frozenset({Pin("Hip team", frozenset({"Amal"}))})
    given = facts(teams=[team(), team("Hip team", slot=Slot(0, 600, 660))], pins=pinned)

    asked = why_not(given, propose(given), given.team[NAME], ("Ruth", "Amal"))

    assert [one.fault for one in asked.problems] == [Fault.NAMED_BEYOND_PLACES]


def test_a_pair_asked_for_that_could_be_has_its_price():
    given = facts(teams=[team(), team("Hip team", weight=2)])
    before = propose(given)

    asked = why_not(given, before, given.team[NAME], ("Ruth", "Amal"))

    assert asked.instead.pairs == {NAME: ("Ruth", "Amal")}
    assert (asked.served, asked.quality) == (1, 0)
    assert altered(before.pairs, asked.instead.pairs) == ["Hip team", NAME]


def test_the_price_is_never_a_gain():
    for seed in range(100):
        given = academy(Random(seed))
        before = propose(given)
        for name, pair in before.pairs.items():
            banned = given.but(bans=given.bans | {Ban(name, frozenset(pair))})
            other = (
                propose(banned).pairs.get(name) if name not in given.pinned and not given.team[name].brings else None
            )
            if other:
                asked = why_not(given, before, given.team[name], other)
                assert asked.problems or value(given, asked.instead.pairs) <= value(given, before.pairs)
