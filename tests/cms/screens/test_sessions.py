"""Recording a session on the screen: who may, of whom, what is looked at first, and that nothing typed is lost."""

import datetime as dt
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.screens.sessions import ON_A_PAGE
from curriculum.models import Attendance, DoseEntry, Evidence, TaughtSession
from tests.factories.curriculum import dose_given
from tests.factories.hospital import client_of, employed
from tests.factories.session import held_session, to_be_signed_off, workshop
from tests.factories.workforce import PersonFactory, PostFactory, SiteFactory, TrustFactory, account_with
from workforce.enums import Role
from workforce.rules import today

from .reading import words_of

pytestmark = pytest.mark.django_db
PAGE = "/manage/sessions/record/"
RECORDERS = [Role.COACH, Role.ACADEMY_LEAD, Role.UNIT_MANAGER, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR]
OTHERS = [Role.STAFF, Role.BOARD_READER, Role.EDITOR]


@pytest.fixture
def version(hospital):
    return workshop(hospital.target.skill)


@pytest.fixture
def coach(hospital):
    return hospital.account(Role.COACH)


def form(version, people, **told):
    return {"activity": str(version.activity.uuid), "day": "today", "people": people} | told


def hidden(answer):
    """What the page's own form would send."""
    text = answer.content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(activity|day|site|token)" value="([^"]*)"', text))
    [people] = re.findall(r"<textarea name=\"people\"[^>]*>\s*(.*?)</textarea>", text, re.DOTALL)
    return fields | {"people": html.unescape(people)}


def looked_at_and_sent(client, version, people, **told):
    return client.post(PAGE, hidden(client.post(PAGE, form(version, people))) | told | {"do": "record"})


@pytest.mark.parametrize("role", RECORDERS)
def test_whoever_works_with_people_records_that_they_came(hospital, version, role):
    client = client_of(hospital.account(role))

    answer = looked_at_and_sent(client, version, "Uma Tester")

    assert answer.status_code == 302
    assert [one.person.given_name for one in Attendance.objects.all()] == ["Uma"]
    assert DoseEntry.objects.filter(person=hospital.people["Uma"]).count() == 1


@pytest.mark.parametrize("role", OTHERS)
def test_others_may_not_and_nothing_changes(hospital, version, role):
    client = client_of(hospital.account(role))

    answer = client.post(PAGE, form(version, "Uma Tester", do="record"))

    assert answer.status_code == 403
    assert client.get("/manage/sessions/").status_code == 403
    assert not TaughtSession.objects.exists()


def test_the_list_is_looked_at_before_anything_is_written(hospital, version, coach):
    client = client_of(coach)
    held_session(version, hospital.people["Ola"], by=coach, on=today(), today=today())
    employed("Sam", hospital.ward), employed("Sam", hospital.other_ward)

    answer = client.post(PAGE, form(version, "Tester, Uma\nSam Tester\nOla Tester\nNobody Known\nUma Tester"))

    preview = answer.context["preview"]
    assert [line.person.given_name for line in preview.matched] == ["Uma"]
    assert [len(line.choices) for line in preview.ambiguous] == [3]
    assert {
        words.split(":")[0].split(" for")[0]: [line.text for line in lines] for words, lines in preview.left_out
    } == {
        "Not known here": ["Nobody Known"],
        "Recorded": ["Ola Tester"],
        "In the list twice": ["Uma Tester"],
    }
    assert TaughtSession.objects.count() == 1


def test_one_of_two_with_one_name_has_to_be_chosen(hospital, version, coach):
    client = client_of(coach)
    sam, other = employed("Sam", hospital.ward), employed("Sam", hospital.other_ward)

    refused = looked_at_and_sent(client, version, "Uma Tester\nSam Tester")
    before = TaughtSession.objects.count()
    answer = looked_at_and_sent(client, version, "Uma Tester\nSam Tester", **{"line-2": str(other.uuid)})

    assert (refused.status_code, before) == (422, 0)
    assert "Choose who “Sam Tester” is" in words_of(refused)
    assert answer.status_code == 302
    assert {one.person for one in Attendance.objects.all()} == {hospital.people["Uma"], other}
    assert sam not in {one.person for one in Attendance.objects.all()}


def king(given, unit, title):
    person = PersonFactory(trust=unit.trust, given_name=given, family_name="King")
    PostFactory(person=person, unit=unit, title=title)
    return person


def test_of_a_surname_alone_somebody_is_chosen_by_their_work_and_unit(hospital, version, coach):
    client = client_of(coach)
    king("Ann", hospital.ward, "Staff nurse"), king("Ian", hospital.other_ward, "Porter")

    looked = client.post(PAGE, form(version, "King\nUma Tester"))
    unchosen = looked_at_and_sent(client, version, "King\nUma Tester")
    before = TaughtSession.objects.count()
    ian = hospital.trust.people.get(given_name="Ian")
    answer = looked_at_and_sent(client, version, "King\nUma Tester", **{"line-1": str(ian.uuid)})

    assert "Ann King, Staff nurse, Ward A" in words_of(looked)
    assert "Ian King, Porter, Ward B" in words_of(looked)
    assert "checked" not in looked.content.decode()
    assert (unchosen.status_code, before) == (422, 0)
    assert answer.status_code == 302
    assert {str(one.person) for one in Attendance.objects.all()} == {"Ian King", "Uma Tester"}


def test_a_surname_that_only_one_has_is_still_to_be_chosen_and_can_be_left_out(hospital, version, coach):
    client = client_of(coach)
    king("Ann", hospital.ward, "Staff nurse")

    unchosen = looked_at_and_sent(client, version, "King\nUma Tester")
    before = TaughtSession.objects.count()
    answer = looked_at_and_sent(client, version, "King\nUma Tester", **{"line-1": "nobody"})

    assert (unchosen.status_code, before, answer.status_code) == (422, 0, 302)
    assert [str(one.person) for one in Attendance.objects.all()] == ["Uma Tester"]


def test_nothing_is_told_of_a_surname_out_of_reach_and_a_common_one_asks_for_more(hospital, version):
    manager = client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))
    king("Ian", hospital.other_ward, "Porter")
    for number in range(21):
        PostFactory(
            unit=hospital.ward,
            person=PersonFactory(trust=hospital.trust, given_name=f"N{number}", family_name="Smith"),
        )

    answer = manager.post(PAGE, form(version, "King\nSmith"))

    left_out = {words: [line.text for line in lines] for words, lines in answer.context["preview"].left_out}
    assert left_out == {
        "Not known here": ["King"],
        "Too many people have this name: write the forename too, or a number": ["Smith"],
    }


def test_a_choice_that_was_made_up_chooses_nobody(hospital, version, coach):
    client = client_of(coach)
    employed("Sam", hospital.ward), employed("Sam", hospital.other_ward)

    answer = looked_at_and_sent(client, version, "Sam Tester", **{"line-1": str(hospital.people["Ola"].uuid)})

    assert answer.status_code == 422
    assert not Attendance.objects.exists()


def test_a_unit_manager_records_their_own_people_only(hospital, version):
    client = client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))

    answer = looked_at_and_sent(client, version, "Uma Tester\nBo1 Tester")

    assert answer.status_code == 302
    assert [one.person.given_name for one in Attendance.objects.all()] == ["Uma"]


def test_of_people_out_of_reach_no_more_is_told_than_was_typed(hospital, version):
    client = client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))

    answer = client.post(PAGE, form(version, "BO1 TESTER"))

    assert [words for words, _lines in answer.context["preview"].left_out] == ["Outside the units where you record"]
    assert "Ward B" not in words_of(answer)
    assert "Bo1 Tester" not in words_of(answer)


def test_the_rule_for_one_and_the_list_for_many_agree(hospital, version):
    for role in Role:
        account = account_with(role, hospital.ward, person=employed(f"Own{role}", hospital.ward))
        reached = {line.person for line in _matched(account, version, hospital)}

        allowed = {one for one in hospital.people.values() if account.has_perm("curriculum.record_person", one)}

        assert reached == allowed


def _matched(account, version, hospital):
    people = "\n".join(str(person) for person in hospital.people.values())
    answer = client_of(account).post(PAGE, form(version, people))
    return answer.context["preview"].matched if answer.status_code == 200 else []


def test_nobody_records_themselves(hospital, version):
    own = employed("Cora", hospital.ward)
    client = client_of(account_with(Role.COACH, hospital.top, person=own))

    answer = client.post(PAGE, form(version, "Cora Tester"))

    assert "ask somebody else to record that you were there" in words_of(answer)


def test_sent_twice_it_is_recorded_once(hospital, version, coach):
    client = client_of(coach)
    sent = hidden(client.post(PAGE, form(version, "Uma Tester"))) | {"do": "record"}

    first, again = client.post(PAGE, sent), client.post(PAGE, sent)

    assert first.url == again.url
    assert (TaughtSession.objects.count(), Attendance.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "told, words",
    [
        ({"day": "31/2/2026"}, "February 2026 has 28 days"),
        ({"day": "last week"}, "Write the day like 12 March 2026"),
        ({"day": "1 January 2099"}, "The day is still to come"),
        ({"day": ""}, "Say on which day it was"),
        ({"people": "  "}, "Say who came, one a line"),
        ({"activity": "made-up"}, "Select a valid choice"),
        ({"people": "Uma Tester\n" * 301}, "At most 300 lines at a time"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(version, coach, told, words):
    sent = form(version, "Uma Tester", do="look") | told

    answer = client_of(coach).post(PAGE, sent)

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert answer.context["form"]["people"].value() == sent["people"]
    assert answer.context["form"]["day"].value() == sent["day"]
    assert not TaughtSession.objects.exists()


@pytest.mark.parametrize("day", ["12/3/2024", "12 March 2024", "12.03.24", "2024-03-12"])
def test_a_day_is_read_as_it_is_written_here(hospital, version, coach, day):
    client = client_of(coach)

    client.post(PAGE, hidden(client.post(PAGE, form(version, "Uma Tester", day=day))) | {"do": "record"})

    assert TaughtSession.objects.get().given_date.isoformat() == "2024-03-12"


def test_going_back_to_change_it_keeps_what_was_typed(version, coach):
    client = client_of(coach)

    answer = client.post(PAGE, hidden(client.post(PAGE, form(version, "Uma Tester\nX"))) | {"do": "change"})

    assert answer.status_code == 200
    assert answer.context["form"]["people"].value() == "Uma Tester\nX"
    assert "There is a problem" not in words_of(answer)


def test_a_token_that_was_tampered_with_is_refused(version, coach):
    client = client_of(coach)

    answer = client.post(PAGE, hidden(client.post(PAGE, form(version, "Uma Tester"))) | {"do": "record", "token": "x"})

    assert answer.status_code == 400
    assert not TaughtSession.objects.exists()


def test_a_session_is_seen_by_whoever_recorded_it_and_whoever_sees_its_people(hospital, version, coach):
    held_session(version, hospital.people["Uma"], hospital.people["Bo1"], by=coach)
    manager = client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))
    uuid = TaughtSession.objects.get().uuid

    page = manager.get(f"/manage/sessions/{uuid}/")
    unseen = client_of(hospital.account(Role.COACH)).get(f"/manage/sessions/{uuid}/")

    assert [one["row"].person.given_name for one in page.context["came"]] == ["Uma"]
    assert "1 more person came whom you may not see by name" in words_of(page)
    assert unseen.status_code == 404
    assert client_of(coach).get(f"/manage/sessions/{uuid}/").status_code == 200


@pytest.fixture
def three(hospital, version, coach):
    """What was held, by a word for it."""
    lean = workshop(hospital.target.skill, title="Lean morning")
    by = {"by": coach, "today": today()}
    return {
        "old": held_session(version, hospital.people["Uma"], on=today() - dt.timedelta(days=100), **by),
        "lean": held_session(lean, hospital.people["Uma"], hospital.people["Ola"], on=today(), **by),
        "ola": held_session(version, hospital.people["Ola"], on=today() - dt.timedelta(days=1), **by),
    }


def found_by(client, three, **told):
    answer = client.get("/manage/sessions/", told)
    names = {session.pk: name for name, session in three.items()}
    return [names[one.pk] for one in answer.context["page"].object_list]


def test_where_it_was_is_kept_and_shown(hospital, version, coach):
    client = client_of(coach)
    site = SiteFactory(trust=hospital.trust, name="Larkdale General")

    looked = client.post(PAGE, form(version, "Uma Tester", site=site.code))
    client.post(PAGE, hidden(looked) | {"do": "record"})

    session = TaughtSession.objects.get()
    shown = [looked, client.get("/manage/sessions/"), client.get(f"/manage/sessions/{session.uuid}/")]
    assert session.site == site
    assert ["Larkdale General" in words_of(answer) for answer in shown] == [True] * 3


def test_a_place_of_another_trust_is_none_to_choose(hospital, version, coach):
    client = client_of(coach)
    theirs = SiteFactory(trust=TrustFactory())

    answer = client.post(PAGE, form(version, "Uma Tester", site=theirs.code))

    assert answer.status_code == 422
    assert "site" in answer.context["form"].errors
    assert not TaughtSession.objects.exists()


def test_sessions_are_searched_by_what_who_and_when(coach, three):
    client = client_of(coach)

    assert found_by(client, three) == ["lean", "ola", "old"]
    assert found_by(client, three, activity="morning lean") == ["lean"]
    assert found_by(client, three, person="tester, uma") == ["lean", "old"]
    assert found_by(client, three, first="today") == ["lean"]
    assert found_by(client, three, last=f"{today() - dt.timedelta(days=1):%d/%m/%Y}") == ["ola", "old"]
    assert found_by(client, three, person="ola", last=f"{today() - dt.timedelta(days=1):%d/%m/%Y}") == ["ola"]
    assert [found_by(client, three, **{name: "%"}) for name in ("activity", "person")] == [[], []]
    assert found_by(client, three, person="Uma")[0] == "lean"  # how many came is not cut to who was searched for
    assert client.get("/manage/sessions/", {"person": "Uma"}).context["page"].object_list[0].came == 2


def test_a_search_that_finds_nothing_says_so_and_leads_back(coach, three):
    words = words_of(client_of(coach).get("/manage/sessions/", {"activity": "dancing"}))

    assert "No session fits what you searched for. Show all" in words


def test_a_name_is_found_only_where_one_may_see_it(hospital, coach, version):
    held_session(version, hospital.people["Uma"], hospital.people["Bo1"], by=coach)
    manager = client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))

    seen = [
        len(manager.get("/manage/sessions/", {"person": name}).context["page"].object_list) for name in ("Uma", "Bo1")
    ]

    assert seen == [1, 0]


def test_a_search_is_kept_from_page_to_page(hospital, version, coach):
    for days in range(ON_A_PAGE + 1):
        held_session(version, hospital.people["Uma"], by=coach, on=today() - dt.timedelta(days=days), today=today())
    client = client_of(coach)

    first = client.get("/manage/sessions/", {"person": "Uma"}).content.decode()
    second = client.get("/manage/sessions/?person=Uma&page=2")

    assert 'href="?person=Uma&amp;page=2"' in first
    assert len(second.context["page"].object_list) == 1


@pytest.mark.parametrize(
    "query, words",
    [
        ("first=31/4/2026", "April 2026 has 30 days"),
        ("last=soon", "Write the day like 12 March 2026"),
        ("first=2026-03-02&last=2026-03-01", "lies before the first"),
        ("person=%00", "no longer than a line"),
        ("activity=" + "a" * 200, "no longer than a line"),
        ("page=0", "There is no such page"),
    ],
)
def test_a_search_that_cannot_be_read_is_refused_kindly(coach, query, words):
    answer = client_of(coach).get(f"/manage/sessions/?{query}")

    assert answer.status_code == 400
    assert words in words_of(answer)


def test_one_is_taken_away_with_a_reason_that_the_person_reads(hospital, version, coach):
    session = held_session(version, hospital.people["Uma"], hospital.people["Bo1"], by=coach)
    client, address = client_of(coach), f"/manage/sessions/{session.uuid}/void/{hospital.people['Uma'].uuid}/"

    unsaid = client.post(address, {"reason": ""})
    answer = client.post(address, {"reason": "Was not there"})

    assert unsaid.status_code == 422
    assert answer.status_code == 302
    assert [one.void_reason for one in session.attendances.order_by("person__given_name")] == ["", "Was not there"]


def test_taken_away_twice_is_refused_kindly(hospital, version, coach):
    session = held_session(version, hospital.people["Uma"], by=coach)
    client, address = client_of(coach), f"/manage/sessions/{session.uuid}/void/"
    client.post(address, {"reason": "The wrong day"})

    answer = client.post(address, {"reason": "Again"})

    assert answer.status_code == 422
    assert "This was taken away already" in words_of(answer)
    assert session.attendances.get().void_reason == "The wrong day"


def test_what_was_taken_away_already_says_so_and_asks_for_nothing(hospital, version, coach):
    session = held_session(version, hospital.people["Uma"], hospital.people["Bo1"], by=coach)
    client, address = client_of(coach), f"/manage/sessions/{session.uuid}/void/"
    client.post(f"{address}{hospital.people['Uma'].uuid}/", {"reason": "The wrong day"})

    one = client.get(f"{address}{hospital.people['Uma'].uuid}/")
    rest = client.get(address)

    assert "This was taken away already. To bring it back, record the session once more." in words_of(one)
    assert "Uma Tester: The wrong day" in words_of(one)
    assert 'name="reason"' not in one.content.decode()
    assert "From: Bo1 Tester." in words_of(rest)
    assert 'name="reason"' in rest.content.decode()


def test_a_manager_who_sees_it_may_not_take_it_away(hospital, version, coach):
    session = held_session(version, hospital.people["Uma"], by=coach)

    answer = client_of(hospital.account(Role.UNIT_MANAGER)).post(
        f"/manage/sessions/{session.uuid}/void/", {"reason": "No"}
    )

    assert answer.status_code == 403
    assert session.attendances.get().void_reason == ""


def test_long_lists_cost_the_same_questions(hospital, version, coach):
    client = client_of(coach)
    held_session(version, hospital.people["Uma"], by=coach)

    few = [_questions(client, address) for address in _addresses()]
    for name in ("Bo1", "Bo2", "Bo3"):
        held_session(version, hospital.people[name], hospital.people[f"{name[:2]}{int(name[2]) + 6}"], by=coach)
    many = [_questions(client, address) for address in _addresses()]

    assert many == few


def _addresses():
    return ["/manage/sessions/", f"/manage/sessions/{TaughtSession.objects.latest('pk').uuid}/"]


def _questions(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


class TestSignOff:
    @pytest.fixture
    def skill(self, hospital):
        return hospital.target.skill

    @pytest.fixture
    def signed(self, skill):
        return to_be_signed_off(skill, depth=1)

    def form(self, version, **told):
        return {"activity": str(version.activity.uuid), "day": "today", "words": "Ran a test on Ward A"} | told

    def address(self, person):
        return f"/manage/people/{person.uuid}/sign-off/"

    def test_a_coach_who_holds_the_skill_signs_it_off(self, hospital, signed, skill):
        cora = employed("Cora", hospital.ward)
        dose_given(cora, skill, on=today())
        uma = hospital.people["Uma"]

        answer = client_of(account_with(Role.COACH, hospital.top, person=cora)).post(
            self.address(uma), self.form(signed)
        )

        assert answer.status_code == 302
        entry = DoseEntry.objects.get(person=uma)
        assert (entry.assessment, entry.source_kind, entry.depth) == ("SIGN_OFF", "SIGN_OFF", 1)
        assert Evidence.objects.get().words == "Ran a test on Ward A"

    def test_a_coach_who_does_not_hold_it_is_refused_and_keeps_what_was_typed(self, hospital, signed):
        coach = account_with(Role.COACH, hospital.top, person=employed("Cora", hospital.ward))

        answer = client_of(coach).post(self.address(hospital.people["Uma"]), self.form(signed))

        assert answer.status_code == 422
        assert "You do not hold it today" in words_of(answer)
        assert "Ran a test on Ward A" in answer.content.decode()
        assert not DoseEntry.objects.filter(person=hospital.people["Uma"]).exists()

    def test_a_coach_is_offered_only_what_they_can_do_themselves(self, hospital, signed):
        coach = account_with(Role.COACH, hospital.top, person=employed("Cora", hospital.ward))

        words = words_of(client_of(coach).get(self.address(hospital.people["Uma"])))

        assert "You hold nothing today that can be signed off." in words
        assert "What was seen?" not in words

    def test_the_academy_lead_answers_for_an_assessor(self, hospital, signed):
        lead = hospital.account(Role.ACADEMY_LEAD)

        answer = client_of(lead).post(self.address(hospital.people["Uma"]), self.form(signed))

        assert answer.status_code == 302

    @pytest.mark.parametrize("role", [Role.STAFF, Role.BOARD_READER, Role.EDITOR, Role.ADMINISTRATOR])
    def test_other_roles_sign_nothing_off(self, hospital, signed, role):
        answer = client_of(hospital.account(role)).post(self.address(hospital.people["Uma"]), self.form(signed))

        assert answer.status_code == 403
        assert not TaughtSession.objects.exists()

    def test_nobody_signs_off_themselves(self, hospital, signed):
        uma = hospital.people["Uma"]

        answer = client_of(account_with(Role.ACADEMY_LEAD, hospital.top, person=uma)).post(
            self.address(uma), self.form(signed)
        )

        assert answer.status_code == 404
        assert not TaughtSession.objects.exists()

    def test_people_elsewhere_are_not_there(self, hospital, signed):
        manager = hospital.account(Role.UNIT_MANAGER, hospital.ward)

        answer = client_of(manager).post(self.address(hospital.people["Bo1"]), self.form(signed))

        assert answer.status_code == 404

    def test_the_persons_page_has_the_way_to_it_for_who_may(self, hospital, signed):
        uma = hospital.people["Uma"]
        ways = {
            role: self.address(uma)
            in client_of(hospital.account(role)).get(f"/manage/people/{uma.uuid}/").content.decode()
            for role in (Role.PROGRAMME_LEAD, Role.ADMINISTRATOR)
        }

        assert ways == {Role.PROGRAMME_LEAD: True, Role.ADMINISTRATOR: False}


@pytest.mark.parametrize("role, is_led", [(Role.COACH, True), (Role.UNIT_MANAGER, False)])
def test_whoever_runs_sessions_that_people_book_is_led_to_those_instead(hospital, role, is_led):
    page = client_of(hospital.account(role)).get("/manage/sessions/").content.decode()

    assert ('href="/manage/sessions/mine/"' in page) == is_led
