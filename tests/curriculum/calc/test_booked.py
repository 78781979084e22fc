"""Booked places, laid over what somebody holds."""

import datetime as dt

from curriculum.calc.asks import AskedTarget, asks_of
from curriculum.calc.booked import Place, as_if_today, in_time, stood
from curriculum.calc.dose import Entry, LevelDose, Target
from curriculum.calc.prescription import Window

TODAY, SESSION = dt.date(2026, 3, 1), dt.date(2026, 4, 10)
QUARTER = Window(TODAY, dt.date(2026, 6, 1))
CHART, MAP = 1, 2


def place(skill, day=SESSION, minutes=60):
    return Place(7, day, (Entry(-1, skill, 1, day, minutes),))


def test_a_place_that_helps_with_what_is_missing_is_counted_as_if_it_were_today():
    booked = place(CHART)

    assert in_time([booked], asks_of([LevelDose((Target(CHART, 1),))]), [], QUARTER) == [booked]
    assert [entry.day for entry in as_if_today([booked], TODAY)] == [TODAY]
    assert booked.gives[0].day == SESSION


def test_a_place_that_helps_with_nothing_that_is_missing_is_not_on_the_way():
    assert in_time([place(MAP)], asks_of([LevelDose((Target(CHART, 1),))]), [], QUARTER) == []


def test_a_place_after_the_day_on_which_something_lapses_comes_too_late():
    target = Target(CHART, 1, valid_months=12)
    held_until_april = [Entry(1, CHART, 1, dt.date(2025, 4, 1), 10)]
    asks = [AskedTarget(target)]

    assert in_time([place(CHART)], asks, held_until_april, QUARTER) == []
    before = place(CHART, day=dt.date(2026, 3, 20))
    assert in_time([before], asks, held_until_april, QUARTER) == [before]


def test_afterwards_one_stands_as_on_the_day_of_the_session_with_all_that_came_before_it():
    dose = LevelDose((Target(CHART, 1), Target(MAP, 1)), taught_minutes=120)
    first, second = place(CHART, day=dt.date(2026, 3, 20)), place(MAP)

    alone, both = (stood(dose, [], [first, second], one, on=TODAY) for one in (first, second))

    assert (alone.after.targets_held, alone.after.held) == (1, None)
    assert (both.before.targets_held, both.after.targets_held, both.after.held.since) == (0, 2, SESSION)
