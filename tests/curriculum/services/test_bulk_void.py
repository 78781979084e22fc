import uuid

import pytest

from curriculum.enums import SourceKind
from curriculum.models import DoseEntry
from curriculum.services.bulk import Outcome, enter_many
from curriculum.services.bulk_void import void_many
from tests.factories.curriculum import ActivityVersionFactory, TargetFactory
from tests.factories.workforce import PersonFactory
from workforce.models import ChangedPerson

from .test_bulk import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    target = TargetFactory()
    return ActivityVersionFactory(trust=target.trust, gives=[target.skill])


@pytest.fixture
def rows(version):
    return [given(PersonFactory(trust=version.trust), version) for _ in range(3)]


def void(version, *rows, kind=SourceKind.PAST_TRAINING) -> int:
    return void_many(trust=version.trust, source_kind=kind, sources=[row.source_id for row in rows], by=None)


def test_what_many_sources_gave_is_taken_away_and_nothing_else(version, rows):
    enter_many(trust=version.trust, rows=rows, by=None)
    ChangedPerson.objects.all().delete()

    voided = void(version, *rows[:2])

    assert voided == 2
    voids = DoseEntry.objects.filter(voids_id__isnull=False)
    assert sorted(voids.values_list("source_id", flat=True)) == sorted(row.source_id for row in rows[:2])
    assert set(ChangedPerson.objects.values_list("person", flat=True)) == {row.person for row in rows[:2]}


def test_a_source_that_was_voided_is_not_voided_again(version, rows):
    enter_many(trust=version.trust, rows=rows, by=None)
    void(version, *rows)

    assert void(version, *rows) == 0
    assert DoseEntry.objects.count() == 6


def test_the_same_id_of_another_kind_of_source_stays(version, rows):
    enter_many(trust=version.trust, rows=rows, by=None)

    assert void(version, *rows, kind=SourceKind.ATTENDANCE) == 0
    assert DoseEntry.objects.count() == 3


def test_a_voided_source_gives_again_only_where_that_is_said(version, rows):
    enter_many(trust=version.trust, rows=rows, by=None)
    void(version, rows[0])

    silent = enter_many(trust=version.trust, rows=rows, by=None)
    said = enter_many(trust=version.trust, rows=rows, by=None, again=True)
    once_more = enter_many(trust=version.trust, rows=rows, by=None, again=True)

    assert [silent, said, once_more] == [Outcome(0, 3), Outcome(1, 2), Outcome(0, 3)]
    entries = DoseEntry.objects.filter(source_id=rows[0].source_id, voids_id=None)
    assert sorted(entries.values_list("revision", flat=True)) == [1, 2]


def test_a_source_given_again_can_be_voided_again(version, rows):
    for _ in range(2):
        enter_many(trust=version.trust, rows=rows, by=None, again=True)
        void(version, *rows)

    assert DoseEntry.objects.filter(voids_id__isnull=False).count() == 6


def test_sources_that_gave_nothing_take_nothing_away(version):
    assert void_many(trust=version.trust, source_kind="PAST_TRAINING", sources=[uuid.uuid4()], by=None) == 0
