"""Does what can be learned serve what is asked for?"""

import datetime as dt

import pytest

from curriculum.calc.dose import Entry, Target
from curriculum.calc.serving import Beyond, Dose, Gap, beyond, gap

CHART, MAP = 1, 2
TODAY = dt.date(2026, 3, 1)


def entry(number, skill, depth, minutes=0, assessment=""):
    return Entry(-number, skill, depth, TODAY, minutes, assessment=assessment)


@pytest.mark.parametrize(
    "offered, why",
    [
        ([], Gap.NOTHING),
        ([entry(1, MAP, 2, 60)], Gap.NOTHING),
        ([entry(1, CHART, 1, 90)], Gap.TOO_SHALLOW),
        ([entry(1, CHART, 2, 20), entry(2, CHART, 1, 30)], Gap.TOO_SHORT),
        ([entry(1, CHART, 2, 20), entry(2, CHART, 1, 40)], None),
        ([entry(1, CHART, 2, assessment="SIGN_OFF")], None),
    ],
)
def test_a_target_is_served_when_all_there_is_together_reaches_it(offered, why):
    assert gap(Target(CHART, 2, minutes=60), offered) == why


def test_a_depth_that_is_shown_to_somebody_needs_a_sign_off():
    taught = [entry(1, CHART, 3, 600)]

    assert gap(Target(CHART, 3), taught) == Gap.NOT_SIGNED_OFF
    assert gap(Target(CHART, 3), [*taught, entry(2, CHART, 3, assessment="SIGN_OFF")]) is None


@pytest.mark.parametrize(
    "dose, why",
    [
        (Dose(MAP, 1, 10), Beyond.NOBODY_ASKS),
        (Dose(CHART, 3, 10), Beyond.TOO_DEEP),
        (Dose(CHART, 2, 61), Beyond.TOO_LONG),
        (Dose(CHART, 2, 60), None),
    ],
)
def test_a_dose_is_too_much_when_no_level_asks_for_as_much(dose, why):
    assert beyond(dose, [Target(CHART, 1, minutes=20), Target(CHART, 2, minutes=60)]) == why


def test_no_length_is_too_long_where_a_level_does_not_say_how_long():
    assert beyond(Dose(CHART, 1, 600), [Target(CHART, 1, minutes=20), Target(CHART, 1)]) is None
