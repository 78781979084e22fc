import datetime as dt
import uuid

import pytest
from django.db.models import F
from django.utils import timezone

from curriculum.enums import ActivityKind, Assessment
from curriculum.models import Attempt, DoseEntry, Progress
from curriculum.services.activity import Part, publish_activity, retire_activities
from curriculum.services.attempt import CannotAnswer, answer_check, keep_answers
from curriculum.services.entry import Dose
from tests.factories.curriculum import SkillFactory
from tests.factories.workforce import PersonFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2024, 3, 2)
ANSWERS = [{"text": "Yes", "correct": True, "feedback": "Yes."}, {"text": "No", "correct": False, "feedback": "No."}]
CHECK = {"pass_mark": 80, "questions": [{"key": "q1", "prompt": "?", "kind": "single", "answers": ANSWERS}]}
RIGHT, WRONG = {"q1": [0]}, {"q1": [1]}


@pytest.fixture
def skill():
    return SkillFactory()


@pytest.fixture
def person(skill):
    return PersonFactory(trust=skill.trust)


@pytest.fixture
def lesson(skill):
    return version_of(skill, ActivityKind.LESSON, Dose(skill.pk, 1, 8))


def version_of(skill, kind, dose, content=CHECK):
    part = Part(key=f"the-{kind}", kind=kind, title="A lesson", minutes=10)
    return publish_activity(trust=skill.trust, part=part, doses=[dose], content=content, by=None)


def answer(person, version, answers=RIGHT, *, on=TODAY, attempt=None):
    return answer_check(
        person=person, version=version, attempt=attempt or uuid.uuid4(), answers=answers, on=on, by=None
    )


def given_to(person):
    return list(DoseEntry.objects.filter(person=person).values_list("minutes", "assessment", "given_date"))


def test_a_passed_check_gives_the_lessons_dose_on_the_day(person, lesson):
    attempt = answer(person, lesson)

    assert (attempt.score, attempt.passed) == (100, True)
    assert given_to(person) == [(8, "", TODAY)]


def test_a_check_that_was_not_passed_gives_nothing_and_may_be_tried_again(person, lesson):
    assert answer(person, lesson, WRONG).passed is False
    assert given_to(person) == []

    assert answer(person, lesson).passed is True
    assert given_to(person) == [(8, "", TODAY)]


def test_the_same_form_posted_twice_is_one_attempt_and_the_first_answer_stands(person, lesson):
    form = uuid.uuid4()
    first = answer(person, lesson, attempt=form)

    second = answer(person, lesson, WRONG, attempt=form)

    assert second == first
    assert Attempt.objects.count() == 1
    assert given_to(person) == [(8, "", TODAY)]


def test_a_lesson_taken_again_within_twelve_months_counts_once(person, lesson):
    answer(person, lesson)

    answer(person, lesson, on=dt.date(2025, 3, 1))

    assert given_to(person) == [(8, "", TODAY)]


def test_a_lesson_taken_again_after_twelve_months_counts_again(person, lesson):
    answer(person, lesson)

    answer(person, lesson, on=dt.date(2025, 3, 2))

    assert len(given_to(person)) == 2


def test_an_attempt_is_scored_by_the_version_that_was_shown(person, lesson, skill):
    turned = {**CHECK, "questions": [{**CHECK["questions"][0], "answers": ANSWERS[::-1]}]}
    version_of(skill, ActivityKind.LESSON, Dose(skill.pk, 1, 8), turned)

    assert answer(person, lesson).passed is True


def test_a_question_left_out_is_asked_for_and_the_answers_are_kept(person, lesson):
    with pytest.raises(CannotAnswer) as refusal:
        answer(person, lesson, {})

    assert refusal.value.questions == ["q1"]
    assert (Attempt.objects.count(), given_to(person)) == (0, [])


def test_somebody_elses_form_is_refused_and_gives_nothing(person, lesson):
    form = uuid.uuid4()
    answer(PersonFactory(trust=person.trust), lesson, attempt=form)

    with pytest.raises(CannotAnswer):
        answer(person, lesson, attempt=form)

    assert given_to(person) == []


def test_a_passed_test_shows_the_skill_whole(person, skill):
    test = version_of(skill, ActivityKind.TEST, Dose(skill.pk, 1, assessment=Assessment.TEST))

    answer(person, test)

    assert given_to(person) == [(0, "TEST", TODAY)]


def test_a_test_that_was_not_passed_waits_two_weeks_and_gives_nothing_before(person, skill):
    test = version_of(skill, ActivityKind.TEST, Dose(skill.pk, 1, assessment=Assessment.TEST))
    today = timezone.localdate()
    answer(person, test, WRONG, on=today)

    Attempt.objects.update(answered_at=F("answered_at") - dt.timedelta(days=13))
    with pytest.raises(CannotAnswer, match="again from"):
        answer(person, test, on=today)
    before = (Attempt.objects.count(), given_to(person))
    Attempt.objects.update(answered_at=F("answered_at") - dt.timedelta(days=1))
    answer(person, test, on=today)

    assert before == (1, [])
    assert [row[1] for row in given_to(person)] == ["TEST"]


def test_a_test_that_was_passed_may_be_taken_again_on_any_day(person, skill):
    test = version_of(skill, ActivityKind.TEST, Dose(skill.pk, 1, assessment=Assessment.TEST))
    answer(person, test)

    assert answer(person, test).passed


def test_whoever_tries_again_begins_afresh(person, lesson):
    keep_answers(person=person, activity=lesson.activity, answers=RIGHT)

    answer(person, lesson, WRONG)

    assert [(kept.answers, kept.finished_at) for kept in Progress.objects.all()] == [({}, None)]


def test_answers_kept_on_one_device_are_there_on_another(person, lesson):
    keep_answers(person=person, activity=lesson.activity, answers=WRONG)
    keep_answers(person=person, activity=lesson.activity, answers=RIGHT)

    assert [progress.answers for progress in Progress.objects.all()] == [RIGHT]


def sent_after_the_withdrawal(person, lesson, opened):
    return answer_check(
        person=person,
        version=lesson,
        attempt=uuid.uuid4(),
        answers=RIGHT,
        on=TODAY,
        by=None,
        opened=opened,
    )


def test_what_was_opened_before_the_withdrawal_counts_whenever_it_is_sent(person, lesson):
    withdrawn = TODAY - dt.timedelta(days=2)
    retire_activities(trust=person.trust, keys=[lesson.activity.key], on=withdrawn, by=None)

    sent_after_the_withdrawal(person, read_anew(lesson), opened=withdrawn)

    assert given_to(person) == [(8, "", TODAY)]


def test_what_was_opened_after_the_withdrawal_gives_nothing(person, lesson):
    withdrawn = TODAY - dt.timedelta(days=2)
    retire_activities(trust=person.trust, keys=[lesson.activity.key], on=withdrawn, by=None)

    with pytest.raises(CannotAnswer, match="withdrawn on 29 February 2024"):
        sent_after_the_withdrawal(person, read_anew(lesson), opened=TODAY)

    assert (given_to(person), Attempt.objects.count()) == ([], 0)


def read_anew(version):
    return type(version).objects.select_related("activity").get(pk=version.pk)
