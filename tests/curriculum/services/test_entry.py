import datetime as dt
import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from curriculum.enums import SourceKind, VersionState
from curriculum.models import DoseEntry, Holding
from curriculum.services.coverage import refresh_people
from curriculum.services.entry import CannotGiveDose, CannotVoid, correct_source, give_dose, void_source
from tests.factories.curriculum import LEARNED, ActivityVersionFactory, SkillFactory, TargetFactory, dose_given
from tests.factories.workforce import AccountFactory, PersonFactory, PostFactory
from workforce.models import Decision

pytestmark = pytest.mark.django_db

SOURCE = uuid.UUID("11111111-2222-4333-8444-555555555555")


@pytest.fixture
def target():
    return TargetFactory(minutes=10)


@pytest.fixture
def person(target):
    person = PostFactory(person=PersonFactory(trust=target.trust)).person
    refresh_people(target.trust)
    return person


def rows_of(person):
    rows = DoseEntry.objects.filter(person=person).order_by("pk")
    return list(rows.values_list("skill", "minutes", "revision", "voids_id"))


def held_by(person):
    return list(Holding.objects.filter(person=person, skill__isnull=False).values_list("skill", "since", "until"))


def test_dose_is_given_once_however_often_it_is_told(person, target):
    first = dose_given(person, target.skill, source_id=SOURCE)

    again = dose_given(person, target.skill, source_id=SOURCE)

    assert [entry.pk for entry in again] == [entry.pk for entry in first]
    assert rows_of(person) == [(target.skill_id, 10, 1, None)]


def test_dose_that_reaches_a_target_is_held_from_its_day(person, target):
    dose_given(person, target.skill)

    assert held_by(person) == [(target.skill_id, LEARNED, None)]


def test_a_voided_source_is_taken_away_for_all_days(person, target):
    account = AccountFactory(trust=person.trust)
    dose_given(person, target.skill, source_id=SOURCE)

    taken = void_source(trust=person.trust, source_kind=SourceKind.LESSON, source_id=SOURCE, by=account)

    assert taken == 1
    assert held_by(person) == []
    assert Decision.objects.filter(by=account, did="voided dose").count() == 1


def test_voiding_twice_takes_nothing_more(person, target):
    dose_given(person, target.skill, source_id=SOURCE)
    void_source(trust=person.trust, source_kind=SourceKind.LESSON, source_id=SOURCE, by=None)

    taken = void_source(trust=person.trust, source_kind=SourceKind.LESSON, source_id=SOURCE, by=None)

    assert taken == 0
    assert len(rows_of(person)) == 2


def test_voiding_what_was_never_recorded_is_refused(person):
    with pytest.raises(CannotVoid, match="nothing to take away"):
        void_source(trust=person.trust, source_kind=SourceKind.LESSON, source_id=SOURCE, by=None)

    assert rows_of(person) == []


def test_a_corrected_source_is_its_next_revision(person, target):
    dose_given(person, target.skill, source_id=SOURCE)
    other = ActivityVersionFactory(trust=person.trust, gives=[target.skill], gives__minutes=4)
    day = dt.date(2024, 6, 1)

    correct_source(
        person=person, version=other, source_kind=SourceKind.LESSON, source_id=SOURCE, given_date=day, by=None
    )

    first = DoseEntry.objects.filter(person=person).order_by("pk")[0]
    assert rows_of(person) == [
        (target.skill_id, 10, 1, None),
        (target.skill_id, 0, 1, first.pk),
        (target.skill_id, 4, 2, None),
    ]
    assert held_by(person) == []


def test_a_source_given_to_somebody_else_is_refused(person, target):
    dose_given(person, target.skill, source_id=SOURCE)
    other = PersonFactory(trust=person.trust)

    with pytest.raises(CannotGiveDose, match="somebody else"):
        dose_given(other, target.skill, source_id=SOURCE)

    assert rows_of(other) == []


def test_dose_of_a_draft_is_refused(person, target):
    draft = ActivityVersionFactory(
        trust=person.trust, gives=[target.skill], state=VersionState.DRAFT, published_at=None
    )

    with pytest.raises(CannotGiveDose, match="published"):
        give_dose(
            person=person,
            version=draft,
            source_kind=SourceKind.LESSON,
            source_id=SOURCE,
            given_date=LEARNED,
            by=None,
        )

    assert rows_of(person) == []


def test_dose_for_the_future_is_refused(person, target):
    with pytest.raises(CannotGiveDose, match="still to come"):
        dose_given(person, target.skill, on=dt.date(2999, 1, 1))

    assert rows_of(person) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE curriculum_doseentry SET minutes = 60",
        "DELETE FROM curriculum_doseentry",
        "TRUNCATE curriculum_doseentry",
        "INSERT INTO curriculum_doseentry (trust_id, uuid, person_id, skill_id, depth, minutes, practice_kind,"
        " practice_count, assessment, given_date, source_kind, source_id, revision, voids_id)"
        " SELECT trust_id, gen_random_uuid(), person_id, skill_id, 1, 0, '', 0, '', given_date, source_kind, source_id,"
        " revision, id FROM curriculum_doseentry WHERE voids_id IS NOT NULL",
        "INSERT INTO curriculum_doseentry (trust_id, uuid, person_id, skill_id, depth, minutes, practice_kind,"
        " practice_count, assessment, given_date, source_kind, source_id, revision)"
        " SELECT trust_id, gen_random_uuid(), person_id, skill_id, 1, 60, '', 0, '', given_date, source_kind,"
        " source_id, 2 FROM curriculum_doseentry WHERE source_id = '11111111-2222-4333-8444-555555555555'",
    ],
    ids=["update", "delete", "truncate", "void of a void", "revision of what is not voided"],
)
def test_the_database_itself_refuses_to_change_the_ledger(person, target, sql):
    dose_given(person, target.skill, source_id=SOURCE)
    mistake, skill = uuid.uuid4(), SkillFactory(framework=target.skill.framework)
    dose_given(person, skill, source_id=mistake)
    void_source(trust=person.trust, source_kind=SourceKind.LESSON, source_id=mistake, by=None)
    before = rows_of(person)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert rows_of(person) == before
