"""Certificates on the screen: got by whom they belong to, and read by whoever has the code, which says nothing else."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from cms.presenters.figure import day_words
from curriculum.models import Certificate
from curriculum.queries.certifiable import levels_held
from curriculum.services.certificate import issue_certificate
from curriculum.services.entry import void_source
from tests.cms.pages.conftest import curriculum, learner, module, signed_in, trust  # noqa: F401 fixtures
from tests.cms.screens.checks import form_of, right_answers
from tests.factories.curriculum import TargetFactory, dose_given
from tests.factories.hospital import client_of, employed
from tests.factories.workforce import AccountFactory, PersonFactory
from workforce.enums import Role
from workforce.rules import today

from .reading import words_of

pytestmark = pytest.mark.django_db
LIST = "/my/certificates/"
ISSUE = "/my/certificates/issue/"


@pytest.fixture
def ola(hospital):
    return AccountFactory(person=hospital.people["Ola"])


@pytest.fixture
def uma(hospital):
    return AccountFactory(person=hospital.people["Uma"])


@pytest.fixture
def certificate(ola):
    return certified(ola)


def certified(account):
    [fact] = levels_held(account.person, on=today())
    return issue_certificate(person=account.person, fact=fact, by=account)


def of_level(hospital):
    return {"kind": "LEVEL", "subject": str(hospital.level.uuid)}


def public(certificate, client=None):
    return (client or Client()).get(f"/certificates/{certificate.code}/")


def void_all_of(person):
    for source, kind in set(person.entries.filter(voids_id=None).values_list("source_id", "source_kind")):
        void_source(trust=person.trust, source_kind=kind, source_id=source, by=None)


# one's own


def test_got_from_ones_own_page_and_there_it_is(hospital, ola):
    page = client_of(ola).get("/my/").content.decode()
    sent = client_of(ola).post(ISSUE, of_level(hospital))
    certificate = Certificate.objects.get()
    shown = client_of(ola).get(sent["Location"])

    assert str(hospital.level.uuid) in page
    assert sent["Location"] == f"{LIST}{certificate.code}/"
    assert "Name Ola Tester" in words_of(shown)
    assert f"http://testserver/certificates/{certificate.code}/" in words_of(shown)


def test_pressed_twice_it_is_the_same_one(hospital, ola):
    answers = [client_of(ola).post(ISSUE, of_level(hospital)) for _ in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert Certificate.objects.count() == 1


def test_who_does_not_hold_the_level_gets_none(hospital, uma):
    answer = client_of(uma).post(ISSUE, of_level(hospital), follow=True)

    assert "There is nothing on your record that this would be a certificate of." in words_of(answer)
    assert str(hospital.level.uuid) not in client_of(uma).get("/my/").content.decode()
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("asked", [{}, {"kind": "ACTIVITY", "subject": "x"}, {"kind": "PHD", "subject": "1"}])
def test_what_is_asked_for_in_another_way_is_refused(ola, asked):
    answer = client_of(ola).post(ISSUE, asked)

    assert answer["Location"] == LIST
    assert not Certificate.objects.exists()


def test_nobody_gets_a_certificate_of_what_somebody_else_did(hospital, uma):
    entry = hospital.people["Ola"].entries.get()
    client_of(uma).post(ISSUE, {"kind": "ACTIVITY", "subject": str(entry.source_id)})

    assert not Certificate.objects.exists()


def test_asking_is_no_address_that_somebody_can_be_led_to(hospital, ola):
    assert client_of(ola).get(ISSUE, of_level(hospital)).status_code == 405
    assert not Certificate.objects.exists()


def test_a_single_lesson_is_certified_from_the_record(ola):
    entry = ola.person.entries.get()
    record = client_of(ola).get("/my/record/").content.decode()
    client_of(ola).post(ISSUE, {"kind": "ACTIVITY", "subject": str(entry.source_id)})

    assert f'value="{entry.source_id}"' in record
    assert Certificate.objects.get().since == entry.given_date


def test_the_list_has_ones_own_and_what_one_can_get(hospital, ola, certificate):
    other = certified(AccountFactory(person=hospital.people["Bo1"]))
    before = client_of(AccountFactory(person=hospital.people["Bo2"])).get(LIST)
    mine = client_of(ola).get(LIST)

    assert [one.title for one in before.context["others"]] == ["Everyone"]
    assert [one.code for one in mine.context["certificates"]] == [certificate.code]
    assert mine.context["others"] == []
    assert other.code not in mine.content.decode()


def test_an_empty_list_says_how_one_comes_by_one(uma):
    assert "You have no certificate yet." in words_of(client_of(uma).get(LIST))


@pytest.mark.parametrize("page", ["", "certificate.pdf", "withdraw/"])
@pytest.mark.parametrize("who", ["Uma", "manager", "lead", "administrator", "stranger"])
def test_nobody_else_opens_it_not_even_who_manages_them(hospital, certificate, who, page):
    accounts = {
        "Uma": lambda: AccountFactory(person=hospital.people["Uma"]),
        "manager": lambda: with_person(hospital.account(Role.UNIT_MANAGER, hospital.ward)),
        "lead": lambda: with_person(hospital.account(Role.PROGRAMME_LEAD)),
        "administrator": lambda: with_person(hospital.account(Role.ADMINISTRATOR)),
        "stranger": lambda: AccountFactory(person=PersonFactory()),
    }
    client = client_of(accounts[who]())

    assert client.get(f"{LIST}{certificate.code}/{page}").status_code == 404
    assert client.post(f"{LIST}{certificate.code}/withdraw/").status_code == 404
    assert Certificate.objects.kept().count() == 1


def with_person(account):
    account.person = PersonFactory(trust=account.trust)
    account.save()
    return account


def test_an_account_without_a_person_has_none(hospital, certificate):
    client = client_of(AccountFactory(trust=hospital.trust))

    assert "We do not know yet who you are" in words_of(client.get(LIST))
    assert client.post(ISSUE, of_level(hospital)).status_code == 403
    assert client.get(f"{LIST}{certificate.code}/").status_code == 403


def test_the_paper_says_what_the_page_says(hospital, ola, certificate):
    answer = client_of(ola).get(f"{LIST}{certificate.code}/certificate.pdf")
    words = " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())

    assert answer["Content-Type"] == "application/pdf"
    assert "Ola Tester has reached the level Everyone" in words
    assert f"Reached on {day_words(certificate.since)}, by version {certificate.version.number}" in words
    assert certificate.code in words.replace(" ", "")
    assert f"Issued by {hospital.trust.name} on {day_words(today())}." in words


def test_of_one_that_is_not_valid_any_more_there_is_no_paper(ola, certificate):
    void_all_of(ola.person)
    client = client_of(ola)
    answer = client.get(f"{LIST}{certificate.code}/certificate.pdf", follow=True)

    assert answer.redirect_chain == [(f"{LIST}{certificate.code}/", 302)]
    assert f"It has not been valid since {day_words(today())}." in words_of(answer)
    assert "certificate.pdf" not in answer.content.decode()


def test_taken_back_there_is_nothing_to_read_and_a_new_one_has_another_code(hospital, ola, certificate):
    client = client_of(ola)
    asked = client.get(f"{LIST}{certificate.code}/withdraw/")
    client.post(f"{LIST}{certificate.code}/withdraw/")
    gone = public(certificate)
    client.post(ISSUE, of_level(hospital))

    assert "This cannot be undone." in words_of(asked)
    assert gone.status_code == 404
    assert "Ola" not in gone.content.decode()
    assert client.get(f"{LIST}{certificate.code}/").status_code == 404
    assert Certificate.objects.kept().get().code != certificate.code


def test_only_asking_whether_to_take_it_back_changes_nothing(ola, certificate):
    client_of(ola).get(f"{LIST}{certificate.code}/withdraw/")

    assert public(certificate).status_code == 200


def test_whoever_passes_is_told_what_they_reached_and_offered_its_certificate(signed_in, module, learner):  # noqa: F811
    for key in ("IN-1-01", "IN-1-02"):
        page = signed_in.get(module.get_children().get(lessonpage__key=key).get_url())
        shown = signed_in.post("/my/answers/", form_of(page) | right_answers(key), follow=True)
    sent = signed_in.post(ISSUE, {"kind": "MODULE", "subject": module.code})

    assert f"You have now completed the module {module.title} ." in words_of(shown)
    assert Certificate.objects.get().title == module.title
    assert sent["Location"] == f"{LIST}{Certificate.objects.get().code}/"


def test_the_list_asks_as_much_for_many_as_for_one(hospital, ola):
    person, client = ola.person, client_of(ola)
    client.post(ISSUE, of_level(hospital))
    few = questions(client)
    for days in range(6):
        [given] = dose_given(person, hospital.target.skill, on=today() - dt.timedelta(days=days))
        client.post(ISSUE, {"kind": "ACTIVITY", "subject": str(given.source_id)})

    assert questions(client) == few <= 30


def questions(client):
    client.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)
    return len(asked)


# the public page


def test_whoever_has_the_code_reads_what_is_on_the_paper_and_nothing_else(hospital, ola, certificate):
    ola.person.email = "ola.tester@larkdale.example"
    ola.person.registration_number = "12A3456E"
    ola.person.save()
    answer = public(certificate)
    words = words_of(answer)

    assert answer.status_code == 200
    assert "This certificate is valid Name Ola Tester Level held Everyone" in words
    assert f"Reached on {day_words(certificate.since)} Valid until It does not lapse" in words
    assert f"Issued by {hospital.trust.name}" in words
    for secret in (
        "larkdale.example",
        "12A3456E",
        "Ward A",
        "Test a change",
        "minutes",
        str(ola.person.uuid),
        str(hospital.level.uuid),
        ola.username,
    ):
        assert secret not in answer.content.decode()


def test_it_is_found_by_no_search_and_kept_by_no_cache(certificate):
    for answer in (public(certificate), Client().get(f"/certificates/{'0' * 26}/")):
        assert "noindex" in answer["X-Robots-Tag"]
        assert '<meta name="robots" content="noindex' in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]


def test_whoever_is_signed_in_reads_the_same(hospital, ola, certificate):
    readers = [client_of(hospital.account(Role.ADMINISTRATOR)), client_of(ola), Client()]
    details = {
        public(certificate, reader).content.decode().partition("<main")[2].partition("</main>")[0] for reader in readers
    }

    assert len(details) == 1


def test_taken_away_it_says_since_when_and_not_why(ola, certificate):
    void_all_of(ola.person)
    words = words_of(public(certificate))

    assert "This certificate is no longer valid" in words
    assert f"It has not been valid since {day_words(today())}." in words
    assert "Taken away" not in words
    assert "Valid until" not in words


def test_taken_away_from_somebody_else_it_stays_valid(hospital, certificate):
    void_all_of(hospital.people["Bo1"])

    assert "This certificate is valid" in words_of(public(certificate))


@pytest.mark.parametrize(
    "code", ["0" * 26, "nothing", "%00", "'; select 1", "x" * 2000, "../my", "62237f62-a70c-4943-9cd3-ad67a7d8a2de"]
)
def test_a_code_of_nothing_is_answered_helpfully_and_gives_nothing_away(certificate, code):
    answer = Client().get(f"/certificates/{code}/")

    assert answer.status_code == 404
    assert "Ola" not in answer.content.decode()


def test_a_code_that_was_mistyped_is_told_what_to_do(certificate):
    assert "compare it with the paper" in words_of(Client().get(f"/certificates/{'0' * 26}/"))


def test_the_number_of_a_certificate_opens_nothing(certificate):
    assert Client().get(f"/certificates/{certificate.pk}/").status_code == 404


@pytest.mark.parametrize("field", ["restricted_date", "pseudonymised_date"])
def test_after_erasure_nothing_leaks(ola, certificate, field):
    setattr(ola.person, field, today())
    ola.person.save()
    answer = public(certificate)

    assert answer.status_code == 404
    assert "Ola" not in answer.content.decode()


def test_a_name_is_shown_as_words_never_as_markup(hospital):
    person = employed("<b>Ola</b>", hospital.ward)
    dose_given(person, hospital.target.skill, on=today())
    page = public(certified(AccountFactory(person=person))).content.decode()

    assert "&lt;b&gt;Ola&lt;/b&gt;" in page
    assert "<b>Ola" not in page


def test_a_certificate_of_another_trust_says_which(certificate):
    target = TargetFactory(dose__level__name="Improvers")
    person = PersonFactory(trust=target.trust)
    dose_given(person, target.skill, on=today())
    words = words_of(public(certified(AccountFactory(person=person))))

    assert f"Issued by {target.trust.name}" in words
    assert certificate.trust_name not in words or certificate.trust_name == target.trust.name


def test_it_is_only_read(certificate):
    assert Client().post(f"/certificates/{certificate.code}/").status_code in (403, 405)
