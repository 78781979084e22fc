"""Letters about places in sessions: each brings an invitation that changes or takes away what the last one brought."""

import datetime as dt
import email

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from cms.tasks import session_news
from curriculum.services.booking import CannotGiveUp, give_up_place
from curriculum.services.calendar_feed import mark_read, new_address
from curriculum.services.planned_session import cancel_session, change_session
from curriculum.services.release import give_releases, refuse_releases
from curriculum.services.session_news import LETTER
from tests.factories.hospital import employed, opened_hospital
from tests.factories.planned_session import NOW, at, booked, plan_for, planned
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory
from workforce.enums import Role
from workforce.models import Job, Person
from workforce.services.sweep import sweep_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def hospital():
    return opened_hospital()


@pytest.fixture
def version(hospital):
    return workshop(hospital.target.skill)


@pytest.fixture(autouse=True)
def clock(hospital):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def with_an_address(name, hospital):
    person = employed(name, hospital.ward)
    person.email = f"{name.lower()}@trust.example"
    person.save()
    return person


@pytest.fixture
def uma(hospital):
    return with_an_address("Uma", hospital)


@pytest.fixture
def ola(hospital):
    return with_an_address("Ola", hospital)


@pytest.fixture
def by(hospital):
    return AccountFactory(trust=hospital.trust)


@pytest.fixture
def letters():
    """What the worker sends of what has happened since it last did."""

    def sent():
        mail.outbox.clear()
        for job in Job.objects.filter(name=LETTER, state="WAITING").order_by("pk"):
            session_news(job.pk)
        return list(mail.outbox)

    return sent


def invitation(letter):
    """As a mail program reads it: the method of the part and the event inside it."""
    message = email.message_from_bytes(letter.message().as_bytes())
    [part] = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    [event] = calendar.walk("VEVENT")
    assert str(calendar["method"]) == part.get_param("method")
    return str(calendar["method"]), event


def test_whoever_books_is_invited(version, uma, letters, settings):
    settings.DEFAULT_FROM_EMAIL = "Improvement Academy <academy@trust.example>"
    booked(planned(version), uma)

    [letter] = letters()

    method, event = invitation(letter)
    assert letter.to == ["uma@trust.example"]
    assert letter.subject == "You have a place: The workshop, Friday 20 March 2026"
    assert "09:00 to 12:00\nThe library\n" in letter.body
    assert (method, event["dtstart"].dt, str(event["status"])) == ("REQUEST", at(9), "CONFIRMED")
    assert str(event["organizer"]) == "mailto:academy@trust.example"
    assert str(event["attendee"]) == "mailto:uma@trust.example"


def test_a_session_that_moves_is_the_same_event_and_a_newer_one(version, uma, by, letters):
    session = planned(version, by=by)
    booked(session, uma)
    [(_, old)] = [invitation(letter) for letter in letters()]

    change_session(session=session, plan=plan_for(since=13, until=15), now=NOW, by=by)

    [letter] = letters()
    method, new = invitation(letter)
    assert letter.subject.startswith("Your session has changed")
    assert (method, str(new["uid"]), new["dtstart"].dt) == ("REQUEST", str(old["uid"]), at(13))
    assert new["sequence"] > old["sequence"]


def test_what_is_called_off_is_taken_away_again(version, uma, by, letters):
    session = planned(version, by=by)
    booked(session, uma)
    [(_, old)] = [invitation(letter) for letter in letters()]

    cancel_session(session=session, reason="The trainer is ill", now=NOW, by=by)

    [letter] = letters()
    method, new = invitation(letter)
    assert "The trainer is ill" in letter.body
    assert (method, str(new["uid"]), str(new["status"])) == ("CANCEL", str(old["uid"]), "CANCELLED")
    assert new["sequence"] > old["sequence"]


def test_given_up_and_booked_again_it_is_one_event_still(version, uma, by, letters):
    session = planned(version)
    found = []
    for _ in range(2):
        [booking] = booked(session, uma)
        found += letters()
        give_up_place(booking=booking, now=NOW, by=by)
        found += letters()

    events = [invitation(letter) for letter in found]

    assert [method for method, _ in events] == ["REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    assert len({str(event["uid"]) for _, event in events}) == 1
    assert [event["sequence"] for _, event in events] == sorted({event["sequence"] for _, event in events})


def test_what_was_overtaken_before_the_worker_came_is_not_sent(version, uma, by, letters):
    session = planned(version, by=by)
    [booking] = booked(session, uma)
    give_up_place(booking=booking, now=NOW, by=by)
    booked(session, uma)
    change_session(session=session, plan=plan_for(since=13, until=15), now=NOW, by=by)

    found = letters()

    assert {invitation(letter)[0] for letter in found} == {"REQUEST"}
    assert {invitation(letter)[1]["dtstart"].dt for letter in found} == {at(13)}


def test_whoever_waits_is_invited_once_a_place_comes_free(version, uma, ola, by, letters):
    session = planned(version, capacity=1)
    booked(session, ola, uma)
    first = letters()
    [booking] = session.bookings.filter(person=ola)

    give_up_place(booking=booking, now=NOW, by=by)

    told = {letter.to[0]: (letter.subject.partition(":")[0], invitation(letter)[0]) for letter in letters()}
    assert [letter.to for letter in first] == [["ola@trust.example"]]
    assert told == {
        "ola@trust.example": ("You gave up your place", "CANCEL"),
        "uma@trust.example": ("A place has come free for you", "REQUEST"),
    }


def test_whoever_waited_in_vain_is_told_and_nothing_is_taken_from_their_calendar(version, uma, ola, by, letters):
    session = planned(version, capacity=1)
    booked(session, ola, uma)
    letters()

    cancel_session(session=session, reason="Ill", now=NOW, by=by)

    [letter] = [letter for letter in letters() if letter.to == ["uma@trust.example"]]
    assert letter.subject.startswith("The session that you wait for is called off")
    assert not letter.alternatives


def test_a_managers_answer_makes_it_certain_or_takes_it_away(hospital, version, uma, ola, letters):
    manager = hospital.account(Role.UNIT_MANAGER)
    given, refused = booked(planned(version, needs_release=True), uma, ola)
    before = {str(invitation(letter)[1]["status"]) for letter in letters()}

    give_releases(bookings=[given], minutes={given.pk: 180}, by=manager)
    refuse_releases(bookings=[refused], words="Too few of us that day", now=NOW, by=manager)

    told = {letter.to[0]: letter for letter in letters()}
    assert before == {"TENTATIVE"}
    assert str(invitation(told["uma@trust.example"])[1]["status"]) == "CONFIRMED"
    assert invitation(told["ola@trust.example"])[0] == "CANCEL"
    assert "Too few of us that day" in told["ola@trust.example"].body


def test_whoever_leads_is_invited_and_whoever_no_longer_does_is_told(version, uma, ola, by, letters):
    session = planned(version, by=by, facilitators=(uma,))
    first = [letter.subject.partition(":")[0] for letter in letters()]

    change_session(session=session, plan=plan_for(facilitators=(ola,)), now=NOW, by=by)

    told = {letter.to[0]: (letter.subject.partition(":")[0], invitation(letter)[0]) for letter in letters()}
    assert first == ["You lead a session"]
    assert told == {
        "uma@trust.example": ("You no longer lead this session", "CANCEL"),
        "ola@trust.example": ("You lead a session", "REQUEST"),
    }


def test_a_calendar_that_reads_the_sessions_by_itself_is_not_invited_besides(version, uma, letters):
    account = AccountFactory(person=uma)
    new_address(account=account)
    mark_read(account.calendar_feed, on=NOW.date())
    booked(planned(version), uma)

    [letter] = letters()

    assert not letter.alternatives
    assert "invitation" not in letter.body


def test_an_address_that_no_calendar_reads_any_more_changes_nothing(version, uma, letters):
    account = AccountFactory(person=uma)
    new_address(account=account)
    mark_read(account.calendar_feed, on=NOW.date() - dt.timedelta(days=20))
    booked(planned(version), uma)

    [letter] = letters()

    assert invitation(letter)[0] == "REQUEST"


def test_nobody_is_written_to_who_has_left_or_has_no_address_or_once_it_has_begun(
    hospital, version, uma, ola, letters, clock
):
    ann = with_an_address("Ann", hospital)
    Person.objects.filter(pk=ann.pk).update(email="")
    booked(planned(version), uma, ann)
    uma.left_date, uma.left_reason = NOW.date(), "RETIRED"
    uma.save()
    left = letters()
    booked(planned(version, since=13, until=14), ola)
    clock.move_to(at(13))

    assert (left, letters()) == ([], [])


@pytest.fixture
def mail_server_away(settings):
    """At a port where nobody listens."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    return settings


def test_while_the_mail_server_is_away_letters_wait_longer_each_time(version, uma, letters, mail_server_away, clock):
    booked(planned(version), uma)
    waits = []
    for _ in range(8):
        letters()
        [job] = Job.objects.filter(name=LETTER, state="WAITING")
        waits.append(job.requested_at - timezone.now())
        clock.move_to(job.requested_at)

    minutes = [wait.total_seconds() / 60 for wait in waits]
    assert minutes == [2, 4, 8, 16, 32, 60, 60, 60]


def test_once_it_is_back_the_letter_comes_and_says_what_is_so_then(version, uma, by, letters, mail_server_away, clock):
    session = planned(version, by=by)
    booked(session, uma)
    letters()
    mail_server_away.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    change_session(session=session, plan=plan_for(since=13, until=15), now=NOW, by=by)

    too_soon = sweep_jobs(at=NOW + dt.timedelta(minutes=2))
    woken = sweep_jobs(at=NOW + dt.timedelta(minutes=4))

    assert (too_soon, woken) == (0, 1)
    assert {invitation(letter)[1]["dtstart"].dt for letter in letters()} == {at(13)}


def test_what_was_refused_tells_nobody(version, uma, by, letters):
    [booking] = booked(planned(version), uma)
    give_up_place(booking=booking, now=NOW, by=by)
    letters()

    with pytest.raises(CannotGiveUp):
        give_up_place(booking=booking, now=NOW, by=by)

    assert letters() == []
