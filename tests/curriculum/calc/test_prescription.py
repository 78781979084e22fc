"""The prescription: the shortest remaining learning that reaches every target, and keeps what would lapse."""

import datetime as dt
from dataclasses import replace
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.calc.asks import AskedTarget, asks_of
from curriculum.calc.dose import Entry, LevelDose, Practice, Target
from curriculum.calc.prescription import Piece, Window, cost, is_had, serves, shortest, within_reach
from curriculum.calc.shortest import shortest_choice

from .histories import CROWDED, doses, histories

TODAY = dt.date(2026, 3, 1)
YEAR = Window(TODAY, dt.date(2027, 3, 1))
CHART, MAP = 1, 2
NUMBERS = count(1)


def gift(skill, minutes=0, depth=1, **more):
    return Entry(id=-next(NUMBERS), skill=skill, depth=depth, day=TODAY, minutes=minutes, **more)


def had(day, skill=CHART, minutes=10, depth=1, **more):
    return Entry(next(NUMBERS), skill, depth, dt.date.fromisoformat(day), minutes, **more)


def lesson(minutes, *gives, **more):
    return Piece(next(NUMBERS), minutes, gives, **more)


def prescribed(targets, entries, pieces, window=YEAR, **level):
    asks = asks_of([LevelDose(targets=tuple(targets), **level)])
    choice = shortest_choice(asks, entries, pieces, window)
    assert cost(choice, pieces) == cost(shortest(asks, entries, pieces, window), pieces)
    return choice


def test_a_skill_that_is_held_for_the_whole_time_ahead_is_never_prescribed():
    targets = [Target(CHART, 1, minutes=10), Target(MAP, 1, minutes=10)]
    pieces = [lesson(10, gift(CHART, 10)), lesson(10, gift(MAP, 10))]

    assert prescribed(targets, [had("2026-01-10")], pieces) == (0, 1)


def test_one_activity_that_serves_two_targets_is_taken_before_two_that_serve_one_each():
    targets = [Target(CHART, 1, minutes=10), Target(MAP, 1, minutes=10)]
    pieces = [lesson(15, gift(CHART, 10)), lesson(15, gift(MAP, 10)), lesson(25, gift(CHART, 10), gift(MAP, 10))]

    assert prescribed(targets, [], pieces) == (0, 0, 1)


def test_what_can_be_begun_at_once_goes_before_a_session_that_is_as_short_though_it_is_more_pieces():
    targets = [Target(CHART, 1, minutes=10), Target(MAP, 1, minutes=10)]
    workshop = lesson(20, gift(CHART, 10), gift(MAP, 10), is_bound=True)
    lessons = [lesson(10, gift(CHART, 10)), lesson(10, gift(MAP, 10))]

    assert prescribed(targets, [], [workshop, *lessons]) == (0, 1, 1)
    assert prescribed(targets, [], [replace(workshop, minutes=15), *lessons]) == (1, 0, 0)


def test_what_lapses_within_sight_is_renewed_by_its_renewal_and_not_by_the_whole_course():
    target = Target(CHART, 1, minutes=60, valid_months=12, renewal_minutes=20)
    pieces = [lesson(60, gift(CHART, 60)), lesson(20, gift(CHART, 20))]

    assert prescribed([target], [had("2025-06-01", minutes=60)], pieces) == (0, 1)
    assert prescribed([target], [had("2025-01-01", minutes=60)], pieces) == (1, 0)  # lapsed: anew


def test_what_lapses_beyond_sight_asks_for_nothing_yet():
    target = Target(CHART, 1, minutes=60, valid_months=12, renewal_minutes=20)
    pieces = [lesson(20, gift(CHART, 20))]

    quarter = Window(TODAY, dt.date(2026, 6, 1))
    assert prescribed([target], [had("2025-08-01", minutes=60)], pieces, quarter) == (0,)


def test_the_refresher_of_year_two_differs_where_another_is_nearly_as_short():
    target = Target(CHART, 1, minutes=60, valid_months=12, renewal_minutes=20)
    entries = [had("2024-06-01", minutes=60), had("2025-05-01", minutes=20)]
    last_year, another = lesson(20, gift(CHART, 20), is_repeat=True), lesson(30, gift(CHART, 20))
    too_long = replace(another, minutes=50)

    assert prescribed([target], entries, [last_year, another]) == (0, 1)
    assert prescribed([target], entries, [last_year, too_long]) == (1, 0)


def test_minutes_already_given_are_not_asked_for_again():
    pieces = [lesson(10, gift(CHART, 10)), lesson(20, gift(CHART, 20))]

    assert prescribed([Target(CHART, 1, minutes=20)], [had("2026-01-10", minutes=10)], pieces) == (1, 0)


def test_from_depth_three_on_only_somebody_who_signs_it_off_does_it():
    pieces = [lesson(90, gift(CHART, 90, depth=3)), lesson(30, gift(CHART, depth=3, assessment="SIGN_OFF"))]

    assert prescribed([Target(CHART, 3)], [], pieces) == (0, 1)


def test_practice_is_prescribed_as_often_as_it_is_missing_and_runs_out():
    coaching = lesson(60, gift(MAP, practice="COACHING", count=1), times=3)
    came = [had("2026-01-10"), had("2026-02-01", MAP, 0, practice="COACHING", count=1)]
    long_ago = [had("2026-01-10"), had("2025-03-20", MAP, 0, practice="COACHING", count=1)]
    asked = {"practices": (Practice("COACHING", 3, 12),)}
    month = Window(TODAY, dt.date(2026, 4, 1))

    assert prescribed([Target(CHART, 1)], came, [coaching], month, **asked) == (2,)
    assert prescribed([Target(CHART, 1)], long_ago, [coaching], month, **asked) == (3,)


def test_minutes_of_the_level_as_a_whole_are_filled_up_with_the_shortest():
    pieces = [lesson(45, gift(CHART, 45)), lesson(30, gift(CHART, 30)), lesson(15, gift(MAP, 15))]

    assert prescribed([Target(CHART, 1)], [had("2026-01-10")], pieces, taught_minutes=30) == (0, 1, 0)


def test_what_nothing_on_offer_serves_is_left_out_and_the_rest_is_prescribed():
    targets, pieces = [Target(CHART, 3), Target(MAP, 1, minutes=10)], [lesson(10, gift(MAP, 10))]

    assert prescribed(targets, [], pieces) == (1,)
    assert within_reach(asks_of([LevelDose(tuple(targets))]), [], pieces, YEAR) == [AskedTarget(targets[1])]


def test_a_target_that_two_levels_ask_for_is_prescribed_once():
    target = Target(CHART, 1, minutes=10)

    assert asks_of([LevelDose((target,)), LevelDose((target,))]) == [AskedTarget(target)]


on_offer = st.lists(
    st.builds(
        lambda minutes, gives, *more: (minutes, gives, *more),
        st.sampled_from((0, 5, 10, 15, 20, 30)),
        histories(),
        st.integers(1, 2),
        st.booleans(),
        st.booleans(),
    ),
    max_size=5,
)
windows = st.builds(
    lambda on, days: Window(on, on + dt.timedelta(days)), st.sampled_from(CROWDED), st.sampled_from((1, 30, 90, 400))
)


def pieces_of(offered, on):
    """One entry a skill, given today; nobody offers a credential that expires."""
    return [
        Piece(number, minutes, tuple({e.skill: replace(e, id=-1 - e.id - 10 * number, day=on, expires=None)
                                      for e in gives if e.voids is None}.values()), *more)
        for number, (minutes, gives, *more) in enumerate(offered)
    ]  # fmt: skip


@settings(max_examples=300, deadline=None)  # the first to choose loads the solver
@given(levels=st.lists(doses(), min_size=1, max_size=2), entries=histories(), offered=on_offer, window=windows)
def test_the_fast_way_serves_all_that_can_be_served_and_nothing_shorter_does(levels, entries, offered, window):
    asks, pieces = asks_of(levels), pieces_of(offered, window.on)
    so_far = [entry for entry in entries if entry.day <= window.on]

    choice = shortest_choice(asks, so_far, pieces, window)

    assert serves(choice, within_reach(asks, so_far, pieces, window), so_far, pieces, window)
    assert cost(choice, pieces) == cost(shortest(asks, so_far, pieces, window), pieces)


@given(levels=st.lists(doses(), min_size=1, max_size=2), entries=histories(), offered=on_offer, window=windows)
def test_who_has_everything_that_is_asked_for_is_prescribed_nothing(levels, entries, offered, window):
    asks, pieces = asks_of(levels), pieces_of(offered, window.on)
    so_far = [entry for entry in entries if entry.day <= window.on]
    had_already = [ask for ask in asks if is_had(ask, so_far, window)]

    assert sum(shortest_choice(had_already, so_far, pieces, window)) == 0
