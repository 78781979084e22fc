"""The letter of a week: to whom it goes, when, how often, and what it says."""

import datetime as dt
import threading

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.digest import run
from cms.digest.run import ask_for_digests
from curriculum.models import Activity
from tests.factories.curriculum import ActivityFactory, ActivityVersionFactory
from tests.factories.hospital import client_of, opened_hospital
from tests.factories.workforce import AbsenceFactory, AccountFactory
from workforce.enums import DigestState, JobState, Letters, NoticeKind, Role
from workforce.models import Digest, Job, LetterChoice, Person
from workforce.queries.digest import choice_of
from workforce.rules import today
from workforce.services import digest as digest_service
from workforce.services.digest import choose_letters
from workforce.services.job import Work, run_job
from workforce.services.notice import tell


@pytest.fixture
def hospital(db):
    return letters_of(opened_hospital())


def letters_of(hospital):
    hospital.trust.sends_letters = True
    hospital.trust.save()
    Activity.objects.update(retired_date=today())
    activity = ActivityFactory(trust=hospital.trust, title="Reading a chart")
    ActivityVersionFactory(trust=hospital.trust, activity=activity, minutes=8, gives=[hospital.target.skill])
    return hospital


def account(hospital, name):
    return AccountFactory(person=hospital.people[name], email=f"{name.lower()}@trust.example")


def noon(days=0):
    """Of the Monday that comes (or is), and days later: no quiet hour, and what happened until today has happened."""
    monday = timezone.localdate() + dt.timedelta(days=-timezone.localdate().weekday() % 7)
    day = monday + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def letters(at):
    """One hour's run, with the worker's part of it."""
    mail.outbox.clear()
    with time_machine.travel(at, tick=False):
        ask_for_digests(at=timezone.now())
        for job in Job.objects.filter(name=run.NAME, state=JobState.WAITING):
            run_job(job.pk, run.send_digests)
    return {letter.to[0]: letter for letter in mail.outbox}


def test_who_needs_something_is_written_to_once_a_week_and_who_needs_nothing_never(hospital):
    account(hospital, "Uma"), account(hospital, "Ola")

    assert set(letters(noon())) == {"uma@trust.example"}
    assert letters(noon() + dt.timedelta(hours=1)) == {}
    assert letters(noon(3)) == {}
    assert set(letters(noon(7))) == {"uma@trust.example"}


def test_a_letter_says_what_is_due_what_comes_next_and_how_to_stop(hospital):
    account(hospital, "Uma")

    letter = letters(noon())["uma@trust.example"]

    assert "“Everyone” is overdue." in letter.body
    assert "Reading a chart, 8 minutes" in letter.body
    assert "/letters/stop/" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Everyone" not in letter.subject


def test_nobody_is_written_to_who_is_away_exempt_left_or_has_no_address(hospital):
    for name in ("Ada", "Eva", "Bo12"):
        account(hospital, name)
    AccountFactory(person=hospital.people["Uma"], email="")
    Person.objects.filter(pk=hospital.people["Bo12"].pk).update(left_date=today(), left_reason="RETIRED")

    assert letters(noon()) == {}


def test_what_was_learned_before_the_letter_goes_out_is_not_asked_for(hospital):
    AbsenceFactory(person=account(hospital, "Uma").person, since=today() - dt.timedelta(days=3))

    assert letters(noon()) == {}
    assert not Digest.objects.exists()


def test_who_stopped_letters_by_the_link_gets_none_and_needs_no_sign_in(hospital):
    uma = account(hospital, "Uma")
    link = letters(noon())["uma@trust.example"].extra_headers["List-Unsubscribe"].strip("<>").partition("/letters")[2]

    looked_at = Client().get(f"/letters{link}")
    assert (looked_at.status_code, choice_of(uma).letters) == (200, Letters.WEEKLY)
    assert Client().post(f"/letters{link}", {"List-Unsubscribe": "One-Click"}).status_code == 200

    assert choice_of(uma).letters == Letters.NEVER
    assert letters(noon(7)) == {}
    assert Client().post("/letters/stop/nonsense/").status_code == 404


def test_quiet_hours_are_waited_for(hospital):
    uma = account(hospital, "Uma")
    quiet = {"quiet_since": dt.time(10), "quiet_until": dt.time(15)}
    choose_letters(choice=LetterChoice(trust=hospital.trust, account=uma, **quiet), by=uma)

    assert letters(noon()) == {}
    assert letters(noon() + dt.timedelta(hours=2)) == {}
    assert set(letters(noon() + dt.timedelta(hours=3, minutes=5))) == {"uma@trust.example"}


def test_notices_that_were_not_read_are_counted_and_name_nobody(hospital):
    ola = account(hospital, "Ola")
    said = {"kind": NoticeKind.RECORD, "words": "Uma signed you off.", "link": "/my/", "key": "1"}
    tell(trust=hospital.trust, person=ola.person, **said)

    letter = letters(noon())["ola@trust.example"]

    assert "1 notice that you have not read (Your record: 1)." in letter.body
    assert "Uma" not in letter.body
    assert letters(noon(7)) == {}  # told once


def test_a_manager_is_told_how_many_and_no_name(hospital):
    manager = hospital.account(Role.UNIT_MANAGER, hospital.ward)
    manager.person, manager.email = hospital.people["Ola"], "manager@trust.example"
    manager.save()

    letter = letters(noon())["manager@trust.example"]

    assert "Ward A: 1 person is overdue." in letter.body
    assert "Uma" not in letter.body + letter.subject


def test_a_trust_that_sends_none_sends_none(hospital):
    hospital.trust.sends_letters = False
    hospital.trust.save()
    account(hospital, "Uma")

    assert letters(noon()) == {}
    assert not Job.objects.filter(name=run.NAME).exists()


def test_a_letter_that_the_server_refuses_is_sent_later_and_not_for_ever(hospital, monkeypatch):
    account(hospital, "Uma")

    def refuse(self, fail_silently=False):
        raise run.SMTPResponseException(451, "Try again later")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        for hours in range(0, 8, 2):
            letters(noon() + dt.timedelta(hours=hours))

    assert Digest.objects.get().state == DigestState.FAILED
    assert Digest.objects.get().attempts == digest_service.ATTEMPTS


def test_a_letter_of_which_nobody_knows_whether_it_arrived_is_not_sent_twice(hospital, monkeypatch):
    account(hospital, "Uma")

    def breaks(self, fail_silently=False):
        raise ConnectionResetError

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMultiAlternatives.send", breaks)
        letters(noon())

    assert letters(noon() + dt.timedelta(hours=2)) == {}
    assert Digest.objects.get().state == DigestState.TAKEN


@pytest.mark.parametrize("guarded", [False, True])
def test_two_workers_at_once_send_one_letter(real_transactions, monkeypatch, guarded):
    """With the guard off, both send it."""
    hospital = letters_of(opened_hospital())
    account(hospital, "Uma")
    both, real = threading.Barrier(2), run.take

    def meets(digest, *, at):
        both.wait(timeout=20)
        return real(digest, at=at) if guarded else True

    monkeypatch.setattr(run, "take", meets)
    mail.outbox.clear()
    with time_machine.travel(noon(), tick=False):
        digest_service.plan_digests(hospital.trust, week=noon().date(), due={hospital.people["Uma"].pk: timezone.now()})
        arguments = {"week": noon().date().isoformat(), "everybody": False, "trust": hospital.trust.pk}
        jobs = [Job.objects.create(name=run.NAME, arguments=arguments, trust=hospital.trust) for _ in range(2)]
        workers = [threading.Thread(target=send, args=[job]) for job in jobs]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    assert len(mail.outbox) == (1 if guarded else 2)


def send(job):
    from django.db import connection

    work = Work(job)
    work.tell = lambda *told: None  # of the jobs themselves another test tells
    run.send_digests(work)
    connection.close()


def test_one_chooses_letters_and_their_hours_on_ones_account(hospital):
    uma = account(hospital, "Uma")
    chosen = {"letters": "NEVER", "quiet_since": "9", "quiet_until": "9", "is_quiet_at_weekends": "on"}

    assert client_of(uma).post(reverse("own-letters"), chosen).status_code == 302
    assert client_of(uma).post(reverse("own-letters"), chosen | {"letters": "DAILY"}).status_code == 200

    choice = choice_of(uma)
    assert (choice.letters, choice.quiet_since, choice.is_quiet_at_weekends) == (Letters.NEVER, dt.time(9), True)


def test_an_administrator_sees_what_a_letter_looks_like_and_turns_them_off(hospital):
    administrator = client_of(hospital.account(Role.ADMINISTRATOR))

    assert "What a letter looks like" in administrator.get("/manage/letters/").content.decode()
    administrator.post("/manage/letters/off/")
    hospital.trust.refresh_from_db()
    assert not hospital.trust.sends_letters


@pytest.mark.parametrize("role", [Role.STAFF, Role.UNIT_MANAGER, Role.EDITOR, Role.PROGRAMME_LEAD])
def test_nobody_else_turns_letters_on_or_off(hospital, role):
    reader = client_of(hospital.account(role))

    assert reader.get("/manage/letters/").status_code == 403
    assert reader.post("/manage/letters/off/").status_code == 403
    hospital.trust.refresh_from_db()
    assert hospital.trust.sends_letters
