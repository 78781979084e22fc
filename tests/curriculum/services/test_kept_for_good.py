"""What somebody holds or was given stays: beside a new attempt, a second assessor, a skill that was left out."""

import datetime as dt
import uuid

import pytest

from curriculum.calc.coverage import State
from curriculum.enums import ActivityKind
from curriculum.models import Attendance, DoseEntry
from curriculum.queries.capability import capability_of
from curriculum.queries.record import record_of, sources_of
from curriculum.services.activity import Part, publish_activity
from curriculum.services.attempt import answer_check
from curriculum.services.entry import Dose
from curriculum.services.framework import draft_version, publish_version
from curriculum.services.kept import keep_answers
from tests.factories.curriculum import TargetFactory
from tests.factories.hospital import opened_hospital
from tests.factories.session import HELD, held_session, to_be_signed_off
from tests.factories.workforce import AccountFactory, PersonFactory
from workforce.rules import today

pytestmark = pytest.mark.django_db
ANSWERS = [{"text": "Yes", "correct": True, "feedback": "Yes."}, {"text": "No", "correct": False, "feedback": "No."}]
CHECK = {"pass_mark": 80, "questions": [{"key": "q1", "prompt": "?", "kind": "single", "answers": ANSWERS}]}


@pytest.fixture
def hospital():
    return opened_hospital()


def states(person):
    return [(level.state, level.essential_held) for level in capability_of(person, on=today()).levels]


def test_who_holds_a_level_and_begins_to_refresh_it_holds_it_still(hospital):
    ola = hospital.people["Ola"]
    before = states(ola)
    part = Part("refresher", ActivityKind.LESSON, "A refresher", 8)
    doses = [Dose(hospital.target.skill_id, 1, 8)]
    version = publish_activity(trust=hospital.trust, part=part, doses=doses, content=CHECK, by=None)

    keep_answers(person=ola, activity=version.activity, answers={"q1": [1]})
    answer_check(person=ola, version=version, attempt=uuid.uuid4(), answers={"q1": [1]}, on=today(), by=None)

    assert State.MET in {state for state, _ in before}
    assert states(ola) == before


def test_several_assessors_who_sign_off_are_all_kept_each_with_what_they_gave():
    skill = TargetFactory().skill
    version, learner = to_be_signed_off(skill), PersonFactory(trust=skill.trust)
    first, second = AccountFactory(trust=skill.trust), AccountFactory(trust=skill.trust)

    held_session(version, learner, by=first, on=HELD)
    held_session(version, learner, by=second, on=HELD + dt.timedelta(days=2))

    assert list(Attendance.objects.order_by("pk").values_list("session__recorded_by", flat=True)) == [
        first.pk,
        second.pk,
    ]
    assert DoseEntry.objects.filter(person=learner, voids_id=None).count() == 2


def test_a_skill_that_is_left_out_of_the_next_version_stays_on_the_record_of_whoever_learned_it(hospital):
    ola = hospital.people["Ola"]
    TargetFactory(dose=hospital.target.dose, skill__code="CHARTS", skill__name="Read a chart")
    draft = draft_version(framework=hospital.target.dose.version.framework, by=None)
    draft.doses.get().targets.filter(skill=hospital.target.skill).delete()
    before = given_to(ola)

    publish_version(version=draft, effective_date=today() + dt.timedelta(days=1), on=today(), by=None, change_note="-")

    later = capability_of(ola, on=today() + dt.timedelta(days=1))
    assert [one.target.skill.name for level in later.levels for one in level.targets] == ["Read a chart"]
    assert given_to(ola) == before == ["Test a change"]


def given_to(person):
    return [entry.skill.name for one in record_of(person, list(sources_of(person))) for entry in one.entries]
