"""The proposal beside the best of all that there are."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.calc.pairing.definition import best, broken_together, options, value
from coaching.calc.pairing.effort import Effort
from coaching.calc.pairing.facts import Ban, Facts, Pin
from coaching.calc.pairing.problems import problems
from coaching.calc.pairing.reasons import altered
from coaching.calc.pairing.solver import Stage, propose

from .plain import facts, inside, outside, team
from .small import academy, coach

ACADEMIES = st.integers(0, 10**9).map(lambda seed: academy(Random(seed)))
MANY = settings(max_examples=150, deadline=None)
BY_PRICES = Effort(at_once=0, first=1)
HARDLY_ANY = Effort(at_once=0, first=1, rounds=1, links=2, nodes=0)


def shuffled(facts: Facts, chance: Random) -> Facts:
    coaches, teams = list(facts.coaches), list(facts.teams)
    chance.shuffle(coaches)
    chance.shuffle(teams)
    return facts.but(coaches=tuple(coaches), teams=tuple(teams))


def is_the_best(facts: Facts, effort: Effort) -> bool:
    proposal = propose(facts, effort=effort)
    return proposal.is_best and value(facts, proposal.pairs) == value(facts, best(facts))


@pytest.mark.parametrize("hundred", range(20))
def test_of_many_small_academies_the_proposal_is_the_best_there_is(hundred):
    for seed in range(hundred * 100, hundred * 100 + 100):
        assert is_the_best(academy(Random(seed)), Effort()), seed


@pytest.mark.parametrize("hundred", range(6))
def test_so_it_is_when_links_are_only_tried_as_prices_ask_for_them(hundred):
    for seed in range(hundred * 100, hundred * 100 + 100):
        assert is_the_best(academy(Random(seed)), BY_PRICES), seed


@given(ACADEMIES)
@MANY
def test_no_rule_is_broken_and_the_value_is_that_of_the_definition(facts):
    proposal = propose(facts)

    assert value(facts, proposal.pairs) == value(facts, best(facts))
    assert all(pair in options(facts, facts.team[name]) for name, pair in proposal.pairs.items())
    assert not broken_together(facts, proposal.pairs)


@given(ACADEMIES)
@MANY
def test_a_proposal_that_was_hardly_worked_on_breaks_no_rule_and_is_honest_about_its_gap(facts):
    proposal, most = propose(facts, effort=HARDLY_ANY), value(facts, best(facts))
    found = value(facts, proposal.pairs)

    assert all(pair in options(facts, facts.team[name]) for name, pair in proposal.pairs.items())
    assert not broken_together(facts, proposal.pairs)
    assert (proposal.served.value, proposal.quality.value) == (found.served, found.quality)
    assert proposal.served.most >= most.served
    if found[:2] == most[:2]:
        assert proposal.kept.most >= most.kept
    if found[:3] == most[:3]:
        assert proposal.quality.most >= most.quality
    if proposal.is_best:
        assert found[:4] == most[:4]


@given(ACADEMIES, st.randoms(use_true_random=False))
@MANY
def test_rows_in_another_order_give_the_same_proposal(facts, chance):
    assert propose(shuffled(facts, chance)) == propose(facts)


def test_rows_in_another_order_give_the_same_proposal_that_is_not_the_best():
    facts = academy(Random(3), most_teams=40, most_coaches=60)

    assert propose(shuffled(facts, Random(5)), effort=HARDLY_ANY) == propose(facts, effort=HARDLY_ANY)


@given(ACADEMIES, st.integers(0, 10**9))
@MANY
def test_one_coach_more_never_serves_fewer(facts, seed):
    more = coach(Random(seed), "new", list(facts.team), list(facts.coach))

    before, after = propose(facts), propose(facts.but(coaches=(*facts.coaches, more)))

    assert served(after, facts) >= served(before, facts)


def served(proposal, facts):
    """A team that somebody pinned a coach to goes before all others: with one coach more its pin may hold at last."""
    return sum(team in proposal.pairs for team in facts.pinned), proposal.served.value


@given(ACADEMIES, st.randoms(use_true_random=False))
@MANY
def test_a_pair_that_is_pinned_stays_and_nothing_else_is_altered_for_it(facts, chance):
    before = propose(facts)
    if not before.pairs:
        return
    name = chance.choice(sorted(before.pairs))
    pinned = facts.but(pins=facts.pins | {Pin(name, frozenset(before.pairs[name]))})

    if not problems(pinned):  # the coach was pinned to a team that nobody could join them for
        assert propose(pinned).pairs == before.pairs


@given(ACADEMIES, st.randoms(use_true_random=False))
@MANY
def test_what_is_banned_is_not_proposed_again(facts, chance):
    before = propose(facts)
    if not before.pairs:
        return
    name = chance.choice(sorted(before.pairs))
    banned = facts.but(bans=facts.bans | {Ban(name, frozenset(before.pairs[name]))})
    if not problems(banned):
        assert propose(banned).pairs.get(name) != before.pairs[name]


@given(ACADEMIES, st.randoms(use_true_random=False))
@MANY
def test_after_one_change_the_fewest_pairs_are_altered(facts, chance):
    """Beside every choice that serves as many."""
    before = propose(facts).pairs
    gone = chance.choice(list(facts.coach))
    again = facts.but(previous=before, coaches=tuple(one for one in facts.coaches if one.id != gone))
    if problems(again):
        return

    now = propose(again)

    assert value(again, now.pairs)[:3] == value(again, best(again))[:3]
    assert now.kept.value == len(before) - len([name for name in altered(before, now.pairs) if name in before])


@given(ACADEMIES)
@MANY
def test_without_a_change_nothing_is_altered(facts):
    before = propose(facts).pairs

    assert propose(facts.but(previous=before)).pairs == before


def test_the_weightier_team_is_served_and_a_pinned_one_before_it():
    light, heavy = team("light", needs_pair=False), team("heavy", needs_pair=False, weight=3)
    given_ = facts(outside(), teams=[light, heavy])
    half = facts(inside(), outside(), teams=[team("light"), heavy], pins=frozenset({Pin("light", frozenset({"Amal"}))}))

    assert propose(given_).pairs == {"heavy": ("Amal",)}
    assert propose(half).pairs == {"light": ("Ruth", "Amal")}


def test_a_formed_pair_is_kept_whatever_it_is_worth():
    formed = team(brings=frozenset({"Ruth", "Amal"}), prefers={"Amal": -9})
    heavy = team("Hip team", weight=9, prefers={"Amal": 9})

    assert propose(facts(teams=[formed, heavy])).pairs == {"Stroke team": ("Ruth", "Amal")}


def test_nothing_to_pair_is_no_mistake():
    assert propose(Facts((), ())).pairs == {}
    assert propose(facts(outside(), teams=[team(withdrawn=True)])).pairs == {}


def test_progress_is_told_stage_by_stage_and_the_work_can_be_ended_from_there():
    told = []

    propose(facts(), tell=lambda stage, done, total: told.append((stage, done, total)))

    assert told[0] == (Stage.READING, 0, 5)
    assert [done for _stage, done, _total in told] == sorted(done for _stage, done, _total in told)

    def stop(stage, done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        propose(facts(), tell=stop)
