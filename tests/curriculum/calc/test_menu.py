"""What is offered to whom: what lies behind somebody comes back for a skill that they miss, and for nothing else."""

import datetime as dt
from dataclasses import replace
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.calc.asks import AskedMinutes, AskedTarget, asks_of
from curriculum.calc.dose import Entry, LevelDose, Target
from curriculum.calc.menu import Behind, helps, menu
from curriculum.calc.prescription import Piece, Window, cost, is_had, serves, shortest, within_reach
from curriculum.calc.shortest import shortest_choice

from .histories import doses, histories
from .test_prescription import on_offer, pieces_of, windows

TODAY = dt.date(2026, 3, 1)
YEAR = Window(TODAY, dt.date(2027, 3, 1))
CHART, MAP = 1, 2
NUMBERS = count(1)


def lesson(minutes, skill):
    number = next(NUMBERS)
    return Piece(number, minutes, (Entry(-number, skill, 1, TODAY, minutes),))


def had(skill, minutes, day=dt.date(2024, 6, 1), **more):
    return Entry(next(NUMBERS), skill, 1, day, minutes, **more)


def offered(level, own, entries, behind, others=()):
    whole = menu(asks_of([level]), own, others, frozenset(piece.activity for piece in (*own, *others)))
    missing = [ask for ask in whole.asks if not is_had(ask, entries, YEAR)]
    return [piece.activity for piece in whole.left_for(behind).for_missing(missing, entries, YEAR)]


def test_what_was_done_long_ago_never_fills_up_minutes_while_its_skill_is_held():
    done, new = lesson(10, CHART), lesson(60, CHART)
    level = LevelDose((Target(CHART, 1),), taught_minutes=70)
    behind = Behind(ever={done.activity})

    assert offered(level, [done, new], [had(CHART, 10)], behind) == [new.activity]
    assert offered(level, [done], [had(CHART, 10)], behind) == []


def test_what_was_done_comes_back_when_its_skill_has_lapsed():
    done, another = lesson(10, CHART), lesson(10, MAP)
    level = LevelDose((Target(CHART, 1, valid_months=12), Target(MAP, 1)))

    activities = offered(level, [done, another], [had(CHART, 10), had(MAP, 10)], Behind(ever={done.activity}))

    assert done.activity in activities


def test_a_passed_test_takes_its_lessons_off_as_long_as_something_else_fills_up_the_minutes():
    spared, workshop = lesson(10, CHART), lesson(60, CHART)
    level = LevelDose((Target(CHART, 1),), taught_minutes=60)
    shown = had(CHART, 0, assessment="TEST")

    assert offered(level, [spared, workshop], [shown], Behind(shown={spared.activity})) == [workshop.activity]


def test_what_one_was_spared_is_offered_before_what_another_level_is_taught():
    spared, for_others = lesson(60, CHART), lesson(60, CHART)
    level = LevelDose((Target(CHART, 1),), taught_minutes=60)
    shown = had(CHART, 0, assessment="TEST")

    assert offered(level, [spared], [shown], Behind(shown={spared.activity}), [for_others]) == [spared.activity]


def test_a_refresher_is_offered_to_whoever_has_reached_its_skill_and_to_nobody_else():
    refresher, course = replace(lesson(10, CHART), is_refresher=True), lesson(60, CHART)
    level = LevelDose((Target(CHART, 1, minutes=60, valid_months=24, renewal_minutes=10),), taught_minutes=60)
    own, nothing = [refresher, course], Behind()

    assert offered(level, own, [], nothing) == [course.activity]
    assert offered(level, own, [had(CHART, 30)], nothing) == [course.activity]  # begun, and not reached
    assert offered(level, own, [had(CHART, 60)], nothing) == [refresher.activity, course.activity]  # about to lapse
    assert offered(level, own, [had(CHART, 60, dt.date(2025, 12, 1))], nothing) == [course.activity]  # held for long


def test_a_refresher_never_fills_up_the_minutes_of_a_level_nor_stands_in_for_what_another_level_is_taught():
    refresher, for_others = replace(lesson(60, CHART), is_refresher=True), lesson(60, CHART)
    level = LevelDose((Target(CHART, 1),), taught_minutes=60)
    entries = [had(CHART, 0, assessment="TEST")]

    assert offered(level, [refresher], entries, Behind(), [for_others]) == [for_others.activity]
    assert offered(level, [refresher], [], Behind(), [for_others]) == [for_others.activity]


behinds = st.builds(lambda ever, shown: (ever, shown), st.sets(st.integers(0, 4)), st.sets(st.integers(0, 4)))


@settings(max_examples=200, deadline=None)
@given(
    levels=st.lists(doses(), min_size=1, max_size=2),
    entries=histories(),
    told=on_offer,
    window=windows,
    behind=behinds,
    own=st.integers(0, 5),
)
def test_nothing_is_done_again_for_what_is_held_and_the_fast_way_is_as_short_as_the_shortest(
    levels, entries, told, window, behind, own
):
    pieces = [replace(piece, times=1, is_repeat=False) for piece in pieces_of(told, window.on)]
    so_far = [entry for entry in entries if entry.day <= window.on]
    once = frozenset(piece.activity for piece in pieces)
    whole = menu(asks_of(levels), pieces[:own], pieces[own:], once)
    missing = [ask for ask in whole.asks if not is_had(ask, so_far, window)]

    left = whole.left_for(Behind(ever=behind[0], shown=behind[1])).for_missing(missing, so_far, window)
    choice = shortest_choice(missing, so_far, left, window)

    taken = [piece for piece, times in zip(left, choice, strict=True) if times]
    targets = [ask for ask in missing if not isinstance(ask, AskedMinutes)]
    assert all(helps(piece, targets) for piece in taken if piece.is_done)
    assert serves(choice, within_reach(missing, so_far, left, window), so_far, left, window)
    assert cost(choice, left) == cost(shortest(missing, so_far, left, window), left)


def test_what_was_done_helps_its_skill_and_not_the_minutes_of_a_level():
    done = replace(lesson(10, CHART), is_done=True)
    level = LevelDose((Target(CHART, 1),), taught_minutes=60)

    assert helps(done, [AskedTarget(level.targets[0])])
    assert not helps(done, [AskedMinutes(level)])
