import datetime as dt

from curriculum.calc.dose import Entry, LevelDose, Practice, Target
from curriculum.calc.next_step import Offer, essential_held, next_step

TODAY = dt.date(2026, 3, 1)
CHART, MAP = 1, 2


def entry(skill, *, day=TODAY, id=-1, **told):
    return Entry(id=id, skill=skill, depth=told.pop("depth", 1), day=day, **told)


def offer(activity, *gives):
    return Offer(activity, gives)


def test_the_first_offer_that_brings_somebody_closer_is_the_next():
    dose = LevelDose(targets=(Target(CHART, 1), Target(MAP, 1)))
    held = [entry(CHART, id=1, minutes=10)]
    offers = [offer(1, entry(CHART, minutes=10)), offer(2, entry(MAP, minutes=10)), offer(3, entry(MAP, minutes=10))]

    step = next_step(dose, held, offers, on=TODAY)

    assert step.offer.activity == 2
    assert (essential_held(step.before), essential_held(step.after)) == ((1, 2), (2, 2))


def test_minutes_that_the_level_asks_for_as_a_whole_bring_closer_too():
    dose = LevelDose(targets=(Target(CHART, 1),), taught_minutes=60)
    held = [entry(CHART, id=1, minutes=10)]

    step = next_step(dose, held, [offer(1, entry(MAP, minutes=10)), offer(2, entry(CHART, minutes=10))], on=TODAY)

    assert step.offer.activity == 2


def test_a_skill_that_is_missing_comes_before_time_in_one_that_is_held():
    dose = LevelDose(targets=(Target(CHART, 1), Target(MAP, 1)), taught_minutes=60)
    held = [entry(CHART, id=1, minutes=10)]

    step = next_step(dose, held, [offer(1, entry(CHART, minutes=10)), offer(2, entry(MAP, minutes=10))], on=TODAY)

    assert step.offer.activity == 2


def test_practice_that_will_run_out_is_done_again_only_when_it_is_to_be_kept():
    dose = LevelDose(targets=(Target(CHART, 1),), practices=(Practice("VISIT", 1, 12),))
    held = [entry(CHART, id=1, minutes=10), entry(MAP, id=2, practice="VISIT", count=1)]
    visit = offer(1, entry(MAP, practice="VISIT", count=1))

    left_alone = next_step(dose, held, [visit], on=TODAY)
    kept = next_step(dose, held, [visit], on=TODAY, keep_practice=True)

    assert (left_alone, kept.offer.activity) == (None, 1)


def test_practice_that_is_asked_for_brings_closer_and_more_of_it_does_not():
    dose = LevelDose(targets=(Target(CHART, 1),), practices=(Practice("VISIT", 1),))
    held = [entry(CHART, id=1, minutes=10)]
    visit = offer(1, entry(MAP, practice="VISIT", count=1))

    first = next_step(dose, held, [visit], on=TODAY)
    again = next_step(dose, [*held, entry(MAP, id=2, practice="VISIT", count=1)], [visit], on=TODAY)

    assert (first.offer.activity, again) == (1, None)


def test_what_is_held_is_not_repeated_unless_it_is_to_be_renewed():
    dose = LevelDose(targets=(Target(CHART, 1, valid_months=12, renewal_minutes=20),))
    held = [entry(CHART, id=1, day=dt.date(2025, 4, 1), minutes=30)]
    refresher = offer(1, entry(CHART, minutes=20))

    left_alone = next_step(dose, held, [refresher], on=TODAY)
    renewed = next_step(dose, held, [refresher], on=TODAY, renew={CHART})

    assert left_alone is None
    assert renewed.after.targets[0].held.until == dt.date(2027, 3, 1)


def test_a_target_that_is_not_essential_asks_for_nothing():
    dose = LevelDose(targets=(Target(CHART, 1), Target(MAP, 1, essential=False)))

    assert next_step(dose, [entry(CHART, id=1)], [offer(1, entry(MAP, minutes=10))], on=TODAY) is None


def test_depth_three_is_reached_by_being_shown_not_by_minutes():
    dose = LevelDose(targets=(Target(CHART, 3),))
    shown = offer(2, entry(CHART, depth=3, assessment="SIGN_OFF"))

    step = next_step(dose, [], [offer(1, entry(CHART, depth=3, minutes=90)), shown], on=TODAY)

    assert step.offer.activity == 2
