"""What stands at the foot of every page, and the pages around signing in."""

import pytest
from django.core import mail
from django.urls import reverse

from cms.presenters.sight import sight_words
from cms.tasks import forgotten
from tests.factories.hospital import client_of
from tests.factories.workforce import AccountFactory, PersonFactory, TrustFactory, account_with, top_of
from workforce.enums import Role
from workforce.models import Job

from .reading import words_of

pytestmark = pytest.mark.django_db
FOOT = ["help", "about-accessibility", "about-privacy", "about-cookies"]


@pytest.mark.parametrize("name", FOOT)
def test_the_foot_of_each_page_leads_to_pages_that_need_no_signing_in(client, name):
    sign_in = client.get(reverse("account_login"))

    assert f'href="{reverse(name)}"' in sign_in.content.decode()
    assert client.get(reverse(name)).status_code == 200


def test_whoever_is_signed_in_reads_whom_to_ask_in_their_own_trust():
    trust = TrustFactory(name="Larkdale")
    chief = account_with(Role.ADMINISTRATOR, top_of(trust))
    chief.first_name, chief.last_name, chief.email = "Ida", "Chief", "ida@larkdale.example"
    chief.save()
    stranger = account_with(Role.ADMINISTRATOR, top_of(TrustFactory()))
    stranger.email = "stranger@elsewhere.example"
    stranger.save()

    words = words_of(client_of(AccountFactory(trust=trust)).get(reverse("help")))

    assert "Ida Chief Administrator ida@larkdale.example" in words
    assert "elsewhere" not in words


def test_whom_to_ask_is_called_as_the_person_the_account_belongs_to_and_an_address_stands_there_once():
    trust = TrustFactory()
    matched = account_with(Role.ADMINISTRATOR, top_of(trust), person=PersonFactory(trust=trust, given_name="Ida"))
    unnamed = account_with(Role.PROGRAMME_LEAD, top_of(trust))
    for account, email in ((matched, "ida@trust.example"), (unnamed, "lead@trust.example")):
        account.email = account.username = email
        account.save()

    words = words_of(client_of(AccountFactory(trust=trust)).get(reverse("help")))

    assert f"Ida {matched.person.family_name} Administrator ida@trust.example" in words
    assert "Programme lead lead@trust.example" in words
    assert (words.count("ida@trust.example"), words.count("lead@trust.example")) == (1, 1)


def test_nobody_reads_names_before_signing_in(client):
    chief = account_with(Role.ADMINISTRATOR, top_of(TrustFactory()))
    chief.email = "ida@larkdale.example"
    chief.save()

    assert "larkdale" not in words_of(client.get(reverse("help")))


def test_who_reads_what_is_one_list_on_every_page_that_says_so():
    client = client_of(AccountFactory(person=PersonFactory()))

    pages = [words_of(client.get(reverse(name))) for name in ("about-privacy", "my")]

    assert [[line for line in sight_words() if line not in page] for page in pages] == [[], []]


def test_the_list_of_who_reads_what_is_made_of_what_the_rules_read():
    named, sessions, claims, *_others = sight_words()

    assert named.endswith(": managers, programme leads and administrators of your unit or of one above it.")
    assert "whoever recorded it, and managers, academy leads, programme leads and administrators" in sessions
    assert ": academy leads and programme leads of your unit" in claims


def test_whoever_is_signed_in_is_called_by_their_name():
    person = PersonFactory(given_name="Ida", family_name="Chief")

    assert "Ida Chief Sign out" in words_of(client_of(AccountFactory(person=person)).get(reverse("help")))


def test_nobody_gives_themselves_a_colleagues_address():
    account = AccountFactory(email="own@trust.example")
    client = client_of(account)

    answers = [
        client.post(reverse("account_email"), {"action_add": "", "email": "colleague@trust.example"}),
        client.post(reverse("account_email"), {"action_primary": "", "email": "colleague@trust.example"}),
    ]
    account.refresh_from_db()

    assert {answer.url for answer in answers} == {reverse("my")}
    assert account.email == "own@trust.example"
    assert not account.emailaddress_set.filter(email="colleague@trust.example").exists()


def test_a_forgotten_password_is_chosen_anew_by_the_link_in_the_letter(client):
    AccountFactory(email="amal@trust.example", username="amal")
    client.post(reverse("account_reset_password"), {"email": "amal@trust.example"})
    forgotten(job_id=Job.objects.latest("pk").pk)  # as a worker does, beside the answer
    link = next(word for word in mail.outbox[0].body.split() if "/account/password/reset/key/" in word)
    page = client.get(link, follow=True)

    done = client.post(
        page.request["PATH_INFO"], dict.fromkeys(("password1", "password2"), "a-long-new-secret"), follow=True
    )

    assert "Choose a password" in words_of(page)
    assert "Your password is kept" in words_of(done)
    assert f'href="{reverse("account_login")}"' in done.content.decode()


def test_a_link_that_was_used_says_where_to_ask_for_a_new_one(client):
    words = words_of(client.get("/account/password/reset/key/1-set-password/"))

    assert "This link no longer works" in words
    assert "Ask for a new one" in words
