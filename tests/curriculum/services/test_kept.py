"""A note is written without a lock: where something came between reading and writing, both count."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from curriculum.calc.kept import Kept, Took
from curriculum.models import Progress
from curriculum.services import kept
from curriculum.services.attempt import answer_check
from curriculum.services.kept import keep_note
from tests.factories.curriculum import ActivityVersionFactory
from tests.factories.workforce import PersonFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
HERE, THERE = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.fixture
def version():
    return ActivityVersionFactory()


@pytest.fixture
def person(version):
    return PersonFactory(trust=version.trust)


@pytest.fixture
def tells(person, version):
    def tell(number=1, page=HERE, **chosen):
        note = Kept(number, chosen, timezone.now() - dt.timedelta(seconds=5), page, number)
        return keep_note(person=person, activity=version.activity, note=note)

    return tell


@pytest.fixture
def between(monkeypatch):
    """Does something once, after a note has read and before it writes."""

    def come(doing):
        seen, waiting = kept._seen, [doing]

        def sees(*told):
            found = seen(*told)
            if waiting:
                waiting.pop()()
            return found

        monkeypatch.setattr(kept, "_seen", sees)

    return come


def answers():
    return Progress.objects.values_list("answers", flat=True).get()


def test_of_two_first_notes_none_is_lost(tells, between):
    between(lambda: tells(page=THERE, q2=[0]))

    tells(q1=[1])

    assert answers() == {"q1": [1], "q2": [0]}


def test_of_two_later_notes_none_is_lost(tells, between):
    tells(q1=[0])
    between(lambda: tells(page=THERE, q2=[0]))

    tells(2, q3=[1])

    assert answers() == {"q1": [0], "q2": [0], "q3": [1]}


def test_answers_that_were_sent_between_are_not_kept_once_more(tells, between, person, version):
    sent = {"person": person, "version": version, "attempt": uuid.uuid4(), "on": TODAY(), "by": None}
    between(lambda: answer_check(**sent, answers={}))

    outcome = tells(q1=[1])

    assert (outcome.took, answers()) == (Took.SENT, {})


def test_a_note_heard_twice_is_written_once(tells):
    tells(q1=[1])
    touched = Progress.objects.get().touched_at

    assert tells(q1=[0]).took == Took.ECHO
    assert (answers(), Progress.objects.get().touched_at) == ({"q1": [1]}, touched)
