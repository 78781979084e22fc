"""Sessions: recorded once, for others, on a day that has been; a mistake is voided once, with a reason."""

import datetime as dt
import threading
import uuid
from contextlib import suppress

import pytest
from django.db import connection

from curriculum.calc.source import past_training_source
from curriculum.enums import SourceKind
from curriculum.models import Attendance, DoseEntry, Holding, TaughtSession
from curriculum.services import session as service
from curriculum.services.bulk import Given, enter_many
from curriculum.services.coverage import refresh_people
from curriculum.services.entry import give_dose
from curriculum.services.session import (
    CannotRecordSession,
    CannotVoidAttendance,
    record_session,
    void_attendances,
)
from tests.factories.curriculum import TargetFactory
from tests.factories.session import HELD, TODAY, held_session, workshop
from tests.factories.workforce import (
    AccountFactory,
    PersonFactory,
    PostFactory,
    SiteFactory,
    TrustFactory,
    UnitFactory,
)
from workforce.models import Decision


@pytest.fixture
def target(db):
    return TargetFactory()


@pytest.fixture
def people(target):
    ward = UnitFactory(trust=target.trust)
    people = [PostFactory(unit=ward).person for _ in range(3)]
    refresh_people(target.trust)
    return people


@pytest.fixture
def coach(target):
    return AccountFactory(person=PersonFactory(trust=target.trust))


@pytest.fixture
def version(target):
    return workshop(target.skill)


def record(version, people, by, **told):
    asked = {"session": uuid.uuid4(), "given_date": HELD, "on": TODAY} | told
    return record_session(version=version, people=people, by=by, **asked)


def holders():
    return set(Holding.objects.filter(skill__isnull=False).on(TODAY).values_list("person", flat=True))


def test_everybody_who_came_is_given_the_dose_and_holds_it_at_once(version, people, coach):
    session = record(version, people[:2], coach).session

    entries = DoseEntry.objects.order_by("person")
    assert [(e.person_id, e.minutes, e.given_date, e.source_kind) for e in entries] == [
        (person.pk, 60, HELD, SourceKind.ATTENDANCE) for person in people[:2]
    ]
    assert {entry.source_id for entry in entries} == {one.uuid for one in session.attendances.all()}
    assert holders() == {person.pk for person in people[:2]}
    assert Decision.objects.filter(did="recorded a session", by=coach).count() == 1


def test_a_session_is_held_at_a_place_of_its_own_trust_only(version, people, coach):
    with pytest.raises(CannotRecordSession, match="does not belong to this trust"):
        record(version, people, coach, site=SiteFactory(trust=TrustFactory()))

    assert not TaughtSession.objects.exists()


def test_the_same_form_sent_twice_records_it_once(version, people, coach):
    key = uuid.uuid4()

    first = record(version, people, coach, session=key)
    again = record(version, people, coach, session=key)

    assert first.session == again.session
    assert (TaughtSession.objects.count(), Attendance.objects.count(), DoseEntry.objects.count()) == (1, 3, 3)


def test_the_same_form_for_another_day_is_refused(version, people, coach):
    key = uuid.uuid4()
    record(version, people, coach, session=key)

    with pytest.raises(CannotRecordSession, match="sent before"):
        record(version, people, coach, session=key, given_date=HELD - dt.timedelta(days=1))

    assert TaughtSession.objects.count() == 1


def test_whoever_is_recorded_that_day_already_is_left_out(version, people, coach):
    record(version, people[:1], coach)

    second = record(version, people[:2], coach)

    assert second.told_before == people[:1]
    assert [one.person for one in second.session.attendances.all()] == people[1:2]
    assert DoseEntry.objects.count() == 2


def test_what_a_file_of_past_training_told_already_is_not_given_again(version, people, coach):
    source = past_training_source(people[0].uuid, version.activity.uuid, HELD)
    given = Given(people[0].pk, version, SourceKind.PAST_TRAINING, source, HELD)
    enter_many(trust=version.trust, rows=[given], by=None)

    with pytest.raises(CannotRecordSession, match="already"):
        record(version, people[:1], coach)

    assert DoseEntry.objects.count() == 1


def test_on_another_day_it_gives_dose_again(version, people, coach):
    record(version, people[:1], coach)

    record(version, people[:1], coach, given_date=HELD + dt.timedelta(days=1))

    assert DoseEntry.objects.count() == 2


@pytest.mark.parametrize(
    "told, words",
    [
        ({"given_date": TODAY + dt.timedelta(days=1)}, "still to come"),
        ({"people": []}, "nobody to record"),
    ],
)
def test_what_is_not_sound_is_refused_and_changes_nothing(version, people, coach, told, words):
    with pytest.raises(CannotRecordSession, match=words):
        record(version, told.pop("people", people), coach, **told)

    assert not TaughtSession.objects.exists()
    assert not DoseEntry.objects.exists()


def test_nobody_records_themselves(version, people):
    account = AccountFactory(person=people[0])

    with pytest.raises(CannotRecordSession, match="Nobody records their own dose"):
        record(version, people, account)

    assert not DoseEntry.objects.exists()


def test_people_of_another_trust_are_refused(version, people, coach):
    with pytest.raises(CannotRecordSession, match="does not belong"):
        record(version, [*people, PersonFactory()], coach)

    assert not DoseEntry.objects.exists()


def test_one_person_is_taken_away_and_the_others_stay(version, people, coach):
    session = held_session(version, *people, by=coach)
    one = session.attendances.get(person=people[0])

    void_attendances(attendances=[one], reason="Was ill that day", by=coach)

    one.refresh_from_db()
    assert one.void_reason == "Was ill that day"
    assert holders() == {person.pk for person in people[1:]}


def test_a_whole_session_is_taken_away(version, people, coach):
    session = held_session(version, *people, by=coach)

    taken = void_attendances(attendances=session.attendances.all(), reason="The wrong day", by=coach)

    assert taken == 3
    assert holders() == set()
    assert DoseEntry.objects.exclude(voids_id=None).count() == 3


def test_a_void_of_a_void_is_refused(version, people, coach):
    session = held_session(version, *people, by=coach)
    void_attendances(attendances=session.attendances.all(), reason="The wrong day", by=coach)

    with pytest.raises(CannotVoidAttendance, match="taken away already"):
        void_attendances(attendances=session.attendances.all(), reason="Once more", by=coach)

    assert set(session.attendances.values_list("void_reason", flat=True)) == {"The wrong day"}
    assert DoseEntry.objects.exclude(voids_id=None).count() == 3


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201])
def test_a_reason_is_asked_for(version, people, coach, reason):
    session = held_session(version, *people, by=coach)

    with pytest.raises(CannotVoidAttendance, match="Say why"):
        void_attendances(attendances=session.attendances.all(), reason=reason, by=coach)

    assert not DoseEntry.objects.exclude(voids_id=None).exists()


def test_what_was_taken_away_is_brought_back_by_recording_it_once_more(version, people, coach):
    session = held_session(version, *people, by=coach)
    void_attendances(attendances=session.attendances.all(), reason="The wrong day", by=coach)

    record(version, people, coach)

    assert holders() == {person.pk for person in people}
    assert TaughtSession.objects.count() == 2


def test_a_lesson_is_not_recorded_like_this(target, people, coach):
    lesson = workshop(target.skill)
    lesson.activity.kind = "LESSON"

    with pytest.raises(CannotRecordSession, match="not one that is recorded"):
        record(lesson, people, coach)


def test_dose_of_other_sources_stands_beside_it(version, people, coach):
    give_dose(
        person=people[0],
        version=version,
        source_kind=SourceKind.LESSON,
        source_id=uuid.uuid4(),
        given_date=HELD,
        by=None,
    )

    assert record(version, people[:1], coach).told_before == []


class TestAtOnce:
    """Two people record the same session from two machines at the same moment."""

    @pytest.fixture
    def target(self, real_transactions):
        return TargetFactory()

    @pytest.fixture
    def both(self, version, people, coach, monkeypatch):
        return lambda seconds: self.at_once(version, people, coach, monkeypatch, seconds)

    def at_once(self, version, people, coach, monkeypatch, seconds):
        there, looked, refused = threading.Barrier(2), threading.Barrier(2), []
        real = service.recorded_on

        def slowly(*asked):
            found = real(*asked)
            with suppress(threading.BrokenBarrierError):
                looked.wait(timeout=seconds)
            return found

        def one():
            there.wait()
            try:
                record(version, people, coach)
            except CannotRecordSession as refusal:
                refused.append(str(refusal))
            finally:
                connection.close()

        monkeypatch.setattr(service, "recorded_on", slowly)
        threads = [threading.Thread(target=one) for _ in range(2)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        return refused

    def test_each_person_is_given_it_once(self, both):
        refused = both(seconds=0.3)

        assert [words.split()[0] for words in refused] == ["All"]
        assert (TaughtSession.objects.count(), DoseEntry.objects.count()) == (1, 3)

    def test_without_the_lock_they_would_be_given_it_twice(self, both, monkeypatch):
        """Shows that the test above can fail: the race is there, and it is the lock that closes it."""
        monkeypatch.setattr(service, "hold_people", lambda people: None)

        both(seconds=20)

        assert DoseEntry.objects.count() == 6
