import datetime as dt

import pytest

from curriculum.calc.coverage import Cell, State
from curriculum.queries.coverage import grid, people_of_cell, trend
from curriculum.services.coverage import refresh_people
from tests.factories.curriculum import LEARNED, TargetFactory, dose_given
from tests.factories.workforce import PersonFactory, PostFactory, UnitFactory, top_of

pytestmark = pytest.mark.django_db

EVE = LEARNED - dt.timedelta(days=1)
MISSING = dt.date(2019, 1, 1)


@pytest.fixture
def target():
    return TargetFactory()


@pytest.fixture
def ward(target):
    return UnitFactory(trust=target.trust)


@pytest.fixture
def learner(target, ward):
    """Somebody who learned, beside a colleague who did not."""
    learner = PostFactory(unit=ward).person
    PostFactory(unit=ward)
    refresh_people(target.trust)
    dose_given(learner, target.skill)
    return learner


def asked(target, unit, on):
    level, skill = target.dose.level_id, target.skill_id
    return grid(target.trust, units=[unit.pk], columns=[(level, skill), (level, None)], on=on)


def test_coverage_of_a_ward_and_of_the_trust_above_it(target, ward, learner):
    one_of_two = Cell(required=2, met=1, overdue=1, fte_required=2000, fte_met=1000)
    keys = [(target.dose.level_id, target.skill_id), (target.dose.level_id, None)]
    top = top_of(target.trust)

    assert asked(target, ward, LEARNED) == {(ward.pk, *key): one_of_two for key in keys}
    assert asked(target, top, LEARNED) == {(top.pk, *key): one_of_two for key in keys}


def test_a_past_day_is_as_it_was(target, ward, learner):
    cells = asked(target, ward, EVE)

    assert set(cells.values()) == {Cell(required=2, overdue=2, fte_required=2000)}


def test_before_the_framework_there_is_no_data(target, ward, learner):
    assert set(asked(target, ward, MISSING).values()) == {None}


def test_somebody_with_two_posts_counts_once_above_both(target, ward, learner):
    other = UnitFactory(trust=target.trust)
    PostFactory(person=learner, unit=other)
    refresh_people(target.trust)

    cells = grid(
        target.trust,
        units=[ward.pk, other.pk, top_of(target.trust).pk],
        columns=[(target.dose.level_id, None)],
        on=LEARNED,
    )

    assert [cell.met for cell in cells.values()] == [1, 1, 1]
    assert [cell.required for cell in cells.values()] == [2, 1, 2]


def test_a_trend_is_the_same_cell_on_each_day(target, ward, learner):
    points = trend(
        target.trust,
        unit=ward.pk,
        level=target.dose.level_id,
        skill=target.skill_id,
        days=[MISSING, EVE, LEARNED],
    )

    assert [(day, cell and cell.met) for day, cell in points] == [(MISSING, None), (EVE, 0), (LEARNED, 1)]


def test_the_people_of_a_cell_are_those_it_counts(target, ward, learner):
    colleague = PersonFactory(trust=target.trust)
    PostFactory(person=colleague, unit=UnitFactory(trust=target.trust))
    refresh_people(target.trust)

    people = people_of_cell(target.trust, unit=ward.pk, level=target.dose.level_id, skill=target.skill_id, on=LEARNED)

    assert {person.person: person.state for person in people}[learner.pk] == State.MET
    assert sorted(person.state for person in people) == [State.MET, State.OVERDUE]
