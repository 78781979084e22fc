"""The prescription of real people: what they did, what is published, and what a whole unit needs."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.calc.source import past_training_source
from curriculum.enums import SourceKind
from curriculum.models import Activity, Attempt
from curriculum.queries.my_people import Asked
from curriculum.queries.prescription import Prescriber, prescription_of
from curriculum.queries.prescription_unit import levels_expected, unit_prescription
from curriculum.services.entry import give_dose, void_source
from tests.factories.curriculum import ActivityFactory, ActivityVersionFactory
from tests.factories.hospital import opened_hospital
from workforce.rules import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital():
    """Its skill lapses after twelve months, and is renewed by ten minutes. What its people learned from is retired."""
    hospital = opened_hospital(valid_months=12, renewal_minutes=10)
    Activity.objects.update(retired_date=today())
    return hospital


def published(hospital, *skills, minutes=10, module="", **more):
    activity = ActivityFactory(trust=hospital.trust, module_key=module, **more)
    return ActivityVersionFactory(trust=hospital.trust, activity=activity, minutes=minutes, gives=skills)


def learned(person, version, on):
    """As a check that is passed leaves it."""
    uuid = uuid4()
    Attempt.objects.create(
        trust=person.trust,
        uuid=uuid,
        person=person,
        version=version,
        answered_at=f"{on}T12:00Z",
        score=100,
        passed=True,
    )
    given = {"person": person, "version": version, "source_id": uuid, "given_date": on, "by": None}
    give_dose(**given, source_kind=SourceKind.LESSON)
    return uuid


def ago(days):
    return today() - dt.timedelta(days=days)


def prescribed(hospital, name, months=3, modules=None):
    prescriber = Prescriber(hospital.trust, on=today(), months=months, modules=modules or {})
    return prescription_of(hospital.people[name], [hospital.level.pk], prescriber)


def activities(one):
    return [step.piece.activity for step in one.steps]


def test_who_lacks_a_skill_is_prescribed_what_gives_it_and_who_holds_it_nothing(hospital):
    version = published(hospital, hospital.target.skill)

    assert activities(prescribed(hospital, "Uma")) == [version.activity_id]
    assert activities(prescribed(hospital, "Ola")) == []


def test_what_lapses_within_the_year_ahead_is_renewed_when_the_year_is_asked_for(hospital):
    version = published(hospital, hospital.target.skill)

    assert activities(prescribed(hospital, "Ola", months=12)) == [version.activity_id]


def test_what_was_done_within_a_year_gives_none_again_and_is_not_prescribed(hospital):
    done, another = published(hospital, hospital.target.skill), published(hospital, hospital.target.skill, minutes=60)
    learned(hospital.people["Uma"], done, ago(360))

    assert activities(prescribed(hospital, "Uma", months=12)) == [another.activity_id]


def test_what_was_done_and_taken_away_again_can_be_done_anew(hospital):
    version = published(hospital, hospital.target.skill)
    source = learned(hospital.people["Uma"], version, ago(30))
    void_source(trust=hospital.trust, source_kind=SourceKind.LESSON, source_id=source, by=None)

    assert activities(prescribed(hospital, "Uma")) == [version.activity_id]


def test_the_refresher_of_this_year_is_not_that_of_last_year(hospital):
    last, another = published(hospital, hospital.target.skill), published(hospital, hospital.target.skill, minutes=15)
    learned(hospital.people["Uma"], last, ago(500))

    assert activities(prescribed(hospital, "Uma")) == [another.activity_id]
    assert activities(prescribed(hospital, "Bo12")) == [last.activity_id]  # who did neither takes the shorter


def test_past_training_from_a_file_was_done_too(hospital):
    uma, done = hospital.people["Uma"], published(hospital, hospital.target.skill)
    source = past_training_source(uma.uuid, done.activity.uuid, ago(100))
    give_dose(
        person=uma, version=done, source_kind=SourceKind.PAST_TRAINING, source_id=source, given_date=ago(100), by=None
    )

    assert activities(prescribed(hospital, "Uma", months=12)) == []


def test_another_levels_module_is_prescribed_only_where_ones_own_do_not_bring_it(hospital):
    own = published(hospital, hospital.target.skill, minutes=30, module="IN-1")
    shorter = published(hospital, hospital.target.skill, minutes=10, module="AN-1")
    modules = {hospital.level.pk: ["IN-1"], -1: ["AN-1"]}

    by_own = prescribed(hospital, "Uma", modules=modules)
    Activity.objects.filter(pk=own.activity_id).update(retired_date=today())
    by_another = prescribed(hospital, "Uma", modules=modules)

    assert (activities(by_own), by_own.minutes, by_own.everything) == ([own.activity_id], 30, 30)
    assert (activities(by_another), by_another.everything, by_another.saved) == ([shorter.activity_id], 10, 0)


def test_what_nothing_published_brings_is_told_and_saves_nothing(hospital):
    one = prescribed(hospital, "Uma")

    assert (one.steps, [ask.target.skill for ask in one.beyond]) == ((), [hospital.target.skill_id])


def test_a_unit_needs_what_its_people_need_and_nothing_for_those_who_are_away_or_exempt(hospital):
    version = published(hospital, hospital.target.skill)
    prescriber = Prescriber(hospital.trust, on=today(), months=3, modules={})

    told = unit_prescription(levels_expected(asked_of(hospital, hospital.ward)), prescriber)

    assert (told.of_all, told.in_need) == (2, 1)  # Ola holds it, Uma does not; Ada is away, Eva exempt
    assert (told.people, told.minutes, told.everything) == ({version.activity_id: 1}, 10, 20)


def test_a_large_unit_costs_no_more_questions_than_a_small_one(hospital):
    published(hospital, hospital.target.skill)
    prescriber = Prescriber(hospital.trust, on=today(), months=3, modules={})
    questions = {}
    for unit in (hospital.ward, hospital.other_ward):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            unit_prescription(levels_expected(asked_of(hospital, unit)), prescriber)
        questions[unit] = len(asked)

    assert questions[hospital.ward] == questions[hospital.other_ward]


def asked_of(hospital, unit):
    return Asked(trust=hospital.trust, on=today(), unit=unit.pk)
