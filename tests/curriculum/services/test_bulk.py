import datetime as dt
import uuid

import pytest

from curriculum.enums import SourceKind
from curriculum.models import DoseEntry
from curriculum.queries.coverage import grid
from curriculum.services.bulk import Given, Outcome, enter_many, give_many
from curriculum.services.entry import CannotGiveDose
from tests.factories.curriculum import ActivityVersionFactory, LevelDoseFactory, TargetFactory
from tests.factories.workforce import PersonFactory, PostFactory
from workforce.models import ChangedPerson

pytestmark = pytest.mark.django_db
MAY = dt.date(2026, 5, 1)


@pytest.fixture
def target():
    return TargetFactory()


@pytest.fixture
def post(target):
    return PostFactory(person=PersonFactory(trust=target.trust))


@pytest.fixture
def version(target):
    return ActivityVersionFactory(trust=target.trust, gives=[target.skill])


def given(person, version, **told) -> Given:
    values = {"source_kind": SourceKind.PAST_TRAINING, "source_id": uuid.uuid4(), "given_date": MAY}
    return Given(person=person.pk, version=version, **values | told)


def test_many_are_entered_and_coverage_is_current_at_the_end(target, post, version):
    outcome = give_many(trust=target.trust, rows=[given(post.person, version)], by=None)

    assert outcome == Outcome(entries=1, told_before=0)
    entry = DoseEntry.objects.get()
    assert (entry.person, entry.skill, entry.minutes, entry.given_date) == (post.person, target.skill, 10, MAY)
    unit, level = post.stretches.get().unit_id, target.dose.level_id
    cells = grid(target.trust, units=[unit], columns=[(level, None)], on=MAY)
    assert (cells[unit, level, None].required, cells[unit, level, None].met) == (1, 1)
    assert not ChangedPerson.objects.exists()


def test_the_same_rows_again_change_nothing(target, post, version):
    rows = [given(post.person, version)]
    give_many(trust=target.trust, rows=rows, by=None)

    outcome = give_many(trust=target.trust, rows=rows * 3, by=None)

    assert outcome == Outcome(entries=0, told_before=3)
    assert DoseEntry.objects.count() == 1


def test_a_day_to_come_is_refused_and_nothing_of_the_part_is_entered(target, post, version):
    rows = [given(post.person, version), given(post.person, version, given_date=dt.date(2999, 1, 1))]

    with pytest.raises(CannotGiveDose, match="still to come"):
        give_many(trust=target.trust, rows=rows, by=None)

    assert not DoseEntry.objects.exists()


def test_somebody_of_another_trust_is_refused(target, version):
    with pytest.raises(CannotGiveDose, match="does not belong"):
        give_many(trust=target.trust, rows=[given(PersonFactory(), version)], by=None)

    assert not DoseEntry.objects.exists()


def test_an_activity_of_another_trust_is_refused(target, post):
    elsewhere = ActivityVersionFactory()
    LevelDoseFactory()

    with pytest.raises(CannotGiveDose, match="different trusts"):
        give_many(trust=target.trust, rows=[given(post.person, elsewhere)], by=None)

    assert not DoseEntry.objects.exists()


def test_entered_only_it_tells_who_changed(target, post, version):
    ChangedPerson.objects.all().delete()

    enter_many(trust=target.trust, rows=[given(post.person, version)], by=None)

    assert [*ChangedPerson.objects.values_list("person", flat=True)] == [post.person_id]


def test_a_thousand_take_as_few_questions_as_one(target, post, version, django_assert_max_num_queries):
    rows = [given(post.person, version) for _ in range(1000)]

    with django_assert_max_num_queries(12):
        outcome = enter_many(trust=target.trust, rows=rows, by=None)

    assert outcome == Outcome(entries=1000, told_before=0)
