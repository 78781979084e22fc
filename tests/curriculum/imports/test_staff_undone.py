"""A staff file that is taken back leaves nothing in coverage of whom it had brought in."""

import datetime as dt

import pytest

from curriculum.models import ExpectedPost
from curriculum.queries.coverage import grid
from curriculum.queries.why import last_staff_file
from curriculum.services.coverage import refresh_people
from tests.factories.curriculum import TargetFactory
from tests.factories.workforce import UnitFactory, top_of
from tests.workforce.imports.handing_in import again, apply, hand_in, undo
from workforce.models import Person

pytestmark = pytest.mark.django_db

LINES = "Assignment Number,Employee Number,Last Name,Organisation Code\n20001-1,20001,Khan,W7\n"


@pytest.fixture
def target():
    target = TargetFactory()
    UnitFactory(trust=target.trust, code="W7")
    return target


def required(target):
    refresh_people(target.trust)
    top, on = top_of(target.trust).pk, dt.date(2026, 11, 20)
    return grid(target.trust, units=[top], columns=[(target.dose.level_id, None)], on=on).popitem()[1].required


def test_whoever_the_file_had_made_is_counted_no_more(target):
    run = apply(hand_in(target.trust, LINES))
    before = required(target)

    undo(run)

    assert (before, required(target)) == (1, 0)
    assert not Person.objects.exists()
    assert not ExpectedPost.objects.exists()


def test_a_figure_knows_when_the_last_staff_file_was_taken_over(target):
    none_yet = last_staff_file(target.trust)
    hand_in(target.trust, LINES)
    only_read = last_staff_file(target.trust)
    run = apply(hand_in(target.trust, LINES))

    assert (none_yet, only_read) == (None, None)
    assert last_staff_file(target.trust) == again(run).applied_at
