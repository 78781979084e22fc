"""Notices on the screen: one's own, counted in the header, read and followed; and a manager's reminder."""

import datetime as dt

import pytest
from django.urls import reverse

from curriculum.services.coverage import refresh_people
from tests.factories.hospital import client_of, employed
from tests.factories.workforce import AccountFactory
from workforce.enums import ASSIGNMENT, NoticeKind, Role
from workforce.models import Notice
from workforce.services.identifier import identify
from workforce.services.notice import tell

from .reading import words_of

pytestmark = pytest.mark.django_db
PAGE = "/my/notices/"
NOTHING = "needs nothing today"


@pytest.fixture
def uma(hospital):
    return AccountFactory(person=hospital.people["Uma"])


@pytest.fixture
def manager(hospital):
    return client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))


def told(hospital, name, words="Your session moves.", link="/my/record/"):
    person = hospital.people[name]
    return tell(trust=person.trust, person=person, kind=NoticeKind.BOOKING, words=words, link=link, key=words)


def test_what_is_new_is_counted_in_the_header_and_opened_by_pressing(hospital, uma):
    notice, reader = told(hospital, "Uma"), client_of(uma)

    assert "Notices (1) unread" in words_of(reader.get("/my/"))
    answer = reader.post(reverse("my-notice-read", args=[notice.uuid]))

    assert answer.url == "/my/record/"
    assert "unread" not in words_of(reader.get(PAGE))
    assert "Your session moves." in words_of(reader.get(PAGE))


def test_nobody_reads_or_marks_anybody_elses(hospital, uma, manager):
    notice = told(hospital, "Ola", "About Ola.")
    for reader in (client_of(uma), manager):
        assert "About Ola." not in words_of(reader.get(PAGE))
        assert reader.post(reverse("my-notice-read", args=[notice.uuid])).status_code == 404
        assert reader.post(reverse("my-notices-read", args=[notice.uuid])).status_code == 404
    assert Notice.objects.get().read_at is None


def test_a_manager_reminds_somebody_once_a_week_and_the_list_says_so(hospital, uma, manager):
    address = reverse("remind", args=[hospital.people["Uma"].uuid])

    for _ in range(2):
        assert manager.post(address, {"back": "/manage/people/?state=OVERDUE"}).url == "/manage/people/?state=OVERDUE"

    [notice] = Notice.objects.all()
    assert "reminds you of what your work asks of you: “Everyone”." in notice.words
    assert "Reminded on " in words_of(manager.get("/manage/people/"))
    assert "“Everyone”" in words_of(client_of(uma).get(PAGE))


def test_a_second_manager_is_told_that_it_was_done(hospital, uma, manager):
    address = reverse("remind", args=[hospital.people["Uma"].uuid])
    manager.post(address)

    answer = client_of(hospital.account(Role.PROGRAMME_LEAD)).post(address, follow=True)

    assert "was reminded already this week" in words_of(answer)
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("name, why", [("Ola", NOTHING), ("Ada", "is away"), ("Eva", NOTHING)])
def test_nobody_is_reminded_of_what_their_present_post_does_not_ask(hospital, manager, name, why):
    answer = manager.post(reverse("remind", args=[hospital.people[name].uuid]), follow=True)

    assert why in words_of(answer)
    assert not Notice.objects.exists()


def test_nobody_reminds_whom_they_do_not_see_or_themselves(hospital, manager, uma):
    other = reverse("remind", args=[hospital.people["Bo12"].uuid])
    own = hospital.account(Role.UNIT_MANAGER, hospital.ward)
    own.person = hospital.people["Uma"]
    uma.delete()
    own.save()

    assert manager.post(other).status_code == 404
    assert client_of(own).post(reverse("remind", args=[hospital.people["Uma"].uuid])).status_code == 404
    for role in (Role.STAFF, Role.COACH, Role.BOARD_READER, Role.EDITOR):
        assert client_of(hospital.account(role)).post(other).status_code == 403
    assert not Notice.objects.exists()


def test_a_reminder_never_leads_back_off_this_site(hospital, manager):
    address = reverse("remind", args=[hospital.people["Uma"].uuid])

    assert manager.post(address, {"back": "//elsewhere.example/"}).url.startswith("/manage/people/")


def test_all_who_are_due_are_reminded_together_after_a_look_and_nobody_twice_a_week(hospital, uma, manager):
    address, bea = reverse("remind-all"), employed("Bea", hospital.ward)
    AccountFactory(person=bea)
    refresh_people(hospital.trust)
    asked = {"state": "OVERDUE"}
    page = manager.get(address, asked)
    names = [label for _uuid, label in page.context["form"].fields["people"].choices]
    manager.post(f"{address}?state=OVERDUE", {"people": [str(bea.uuid)]})

    left = manager.get(address, asked)
    manager.post(f"{address}?state=OVERDUE", {"people": [str(bea.uuid), str(hospital.people["Uma"].uuid)]})

    assert names == ["Tester, Bea", "Tester, Uma"]
    assert "Reminded already this week Bea Tester Reminded on" in words_of(left)
    assert [*Notice.objects.order_by("pk").values_list("person__given_name", flat=True)] == ["Bea", "Uma"]


def test_nobody_is_said_to_be_reminded_whom_a_reminder_does_not_reach(hospital, manager):
    person = hospital.people["Uma"]
    AccountFactory(person=person, is_active=False)

    answer = words_of(manager.post(reverse("remind", args=[person.uuid]), follow=True))
    people, together = (words_of(manager.get(reverse(page))) for page in ("people", "remind-all"))

    assert "Uma Tester has no account yet, so a reminder would reach nobody." in answer
    assert "No account yet, so no reminder reaches them" in people
    assert "There is nobody to remind." in together
    assert "1 person who needs something has no account yet" in together
    assert not Notice.objects.exists()


def test_a_slip_is_one_press_away_for_whoever_has_no_account(hospital, manager):
    person = hospital.people["Uma"]
    identify(thing=person.posts.get(), system=ASSIGNMENT, value="1001", since=dt.date(2020, 1, 1), by=None)

    page = manager.get(reverse("person", args=[person.uuid]))
    slips = words_of(manager.get(page.context["slip"]))
    others = client_of(hospital.account(Role.PROGRAMME_LEAD)).get(reverse("person", args=[person.uuid]))

    assert "Give them a slip to come in with" in words_of(page)
    assert ("Tester, Uma No account yet" in slips, "Tester, Ola" in slips) == (True, False)
    assert others.context["slip"] == ""


def test_whoever_is_not_in_ones_units_is_not_reminded_with_them(hospital, manager):
    answer = manager.post(reverse("remind-all"), {"people": [str(hospital.people["Bo12"].uuid)]})
    elsewhere = manager.get(reverse("remind-all"), {"unit": str(hospital.other_ward.uuid)})

    assert (answer.status_code, elsewhere.status_code) == (422, 403)
    assert not Notice.objects.exists()
