import datetime as dt

from curriculum.calc.dose import Entry, LevelDose, Practice, Target
from curriculum.calc.next_step import Offer, brings_closer, essential_held, step_of

TODAY = dt.date(2026, 3, 1)
CHART, MAP = 1, 2


def entry(skill, *, day=TODAY, id=-1, **told):
    return Entry(id=id, skill=skill, depth=told.pop("depth", 1), day=day, **told)


def step(dose, held, *gives):
    return step_of(dose, held, Offer(1, gives), on=TODAY)


def test_what_gives_a_skill_that_is_missing_brings_closer_and_what_gives_one_that_is_held_does_not():
    dose = LevelDose(targets=(Target(CHART, 1), Target(MAP, 1)))
    held = [entry(CHART, id=1, minutes=10)]

    again, missing = step(dose, held, entry(CHART, minutes=10)), step(dose, held, entry(MAP, minutes=10))

    assert (brings_closer(again), brings_closer(missing)) == (False, True)
    assert (essential_held(missing.before), essential_held(missing.after)) == ((1, 2), (2, 2))


def test_minutes_that_the_level_asks_for_as_a_whole_bring_closer_too():
    dose = LevelDose(targets=(Target(CHART, 1),), taught_minutes=60)
    held = [entry(CHART, id=1, minutes=10)]

    assert brings_closer(step(dose, held, entry(CHART, minutes=10)))
    assert not brings_closer(step(dose, held, entry(MAP, minutes=10)))


def test_practice_that_will_run_out_is_done_again_only_when_it_is_to_be_kept():
    dose = LevelDose(targets=(Target(CHART, 1),), practices=(Practice("VISIT", 1, 12),))
    held = [entry(CHART, id=1, minutes=10), entry(MAP, id=2, practice="VISIT", count=1)]
    visit = step(dose, held, entry(MAP, practice="VISIT", count=1))

    assert (brings_closer(visit), brings_closer(visit, keep_practice=True)) == (False, True)


def test_what_is_held_is_brought_no_closer_unless_it_is_to_be_renewed():
    dose = LevelDose(targets=(Target(CHART, 1, valid_months=12, renewal_minutes=20),))
    held = [entry(CHART, id=1, day=dt.date(2025, 4, 1), minutes=30)]
    refresher = step(dose, held, entry(CHART, minutes=20))

    assert (brings_closer(refresher), brings_closer(refresher, {CHART})) == (False, True)
    assert refresher.after.targets[0].held.until == dt.date(2027, 3, 1)


def test_a_target_that_is_not_essential_asks_for_nothing():
    dose = LevelDose(targets=(Target(CHART, 1), Target(MAP, 1, essential=False)))

    assert not brings_closer(step(dose, [entry(CHART, id=1)], entry(MAP, minutes=10)))


def test_depth_three_is_reached_by_being_shown_not_by_minutes():
    dose = LevelDose(targets=(Target(CHART, 3),))

    assert not brings_closer(step(dose, [], entry(CHART, depth=3, minutes=90)))
    assert brings_closer(step(dose, [], entry(CHART, depth=3, assessment="SIGN_OFF")))
