"""Prior learning on the screen: claimed on one's own page, decided by somebody else, answered on one's own page."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.navigation import menu_of
from curriculum.calc.prior_learning import Worth
from curriculum.models import Credential, DoseEntry, Holding, PriorLearning
from curriculum.services.credential import Told, keep_credential, retire_credential
from curriculum.services.prior_learning import Claimed, Learned, claim_learning
from tests.factories.curriculum import SkillFactory
from tests.factories.hospital import client_of, employed
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, GrantFactory, account_with
from workforce.enums import Role
from workforce.rules import today

from .reading import words_of

pytestmark = pytest.mark.django_db
WHICH = "/my/prior-learning/claim/"
PAGE = f"{WHICH}other/"
QUEUE = "/manage/prior-learning/"


@pytest.fixture
def uma(hospital):
    return AccountFactory(person=hospital.people["Uma"])


@pytest.fixture
def lead(hospital):
    return client_of(hospital.account(Role.ACADEMY_LEAD))


@pytest.fixture
def form(hospital):
    return {
        "title": "Silver course",
        "given_by": "Another trust",
        "learned": "12/3/2024",
        "expires": "",
        "activity": "",
        "skill_1": str(hospital.target.skill.uuid),
        "depth_1": "2",
        "evidence": "Certificate 4711",
        "token": str(uuid.uuid4()),
    }


def claimed(hospital, account, title="Silver course", minutes=0):
    learned = Learned(
        title=title,
        learned_date=today(),
        skills=[Claimed(hospital.target.skill, 1, minutes)],
        evidence="Certificate 4711",
    )
    return claim_learning(claim=uuid.uuid4(), person=account.person, learned=learned, on=today(), by=account)


def in_the_map(hospital, title="Green belt", depth=2, months=None, skill=None):
    told = Told(title, "A college", months, "Its <b>number</b>.", [(skill or hospital.target.skill, Worth(depth))])
    return keep_credential(trust=hospital.trust, told=told, by=None)


def test_claimed_approved_and_held(uma, lead, form):
    sent = client_of(uma).post(PAGE, form)
    claim = PriorLearning.objects.get()

    lead.post(f"{QUEUE}{claim.uuid}/", {"do": "approve", "words": "Well done"})

    assert sent.status_code == 302
    entry = DoseEntry.objects.get(person=uma.person)
    assert (entry.given_date.isoformat(), entry.depth, entry.assessment) == ("2024-03-12", 2, "CREDENTIAL")
    mine = client_of(uma).get("/my/")
    assert mine.context["levels"][0].state == "You have it"
    assert "Approved by" in words_of(mine)


def test_declined_is_told_on_ones_own_page_with_the_reason(uma, lead, form):
    client_of(uma).post(PAGE, form)

    lead.post(f"{QUEUE}{PriorLearning.objects.get().uuid}/", {"do": "decline", "words": "Who could confirm it?"})

    words = words_of(client_of(uma).get("/my/"))
    assert "Not approved by" in words
    assert "Who could confirm it?" in words
    assert not DoseEntry.objects.filter(person=uma.person).exists()


def test_the_same_as_one_of_our_activities_counts_as_that(hospital, uma, lead, form):
    version = workshop(hospital.target.skill, minutes=60)
    client_of(uma).post(PAGE, form | {"activity": str(version.activity.uuid), "skill_1": "", "depth_1": ""})

    lead.post(f"{QUEUE}{PriorLearning.objects.get().uuid}/", {"do": "approve", "words": ""})

    entry = DoseEntry.objects.get(person=uma.person)
    assert (entry.minutes, entry.assessment) == (60, "")


def test_sent_twice_it_is_claimed_once(uma, form):
    client_of(uma).post(PAGE, form)
    client_of(uma).post(PAGE, form)

    assert PriorLearning.objects.count() == 1


@pytest.mark.parametrize(
    "told, words",
    [
        ({"learned": "some day"}, "Write the day like 12 March 2026"),
        ({"learned": "1/1/2099"}, "still to come"),
        ({"depth_1": ""}, "Choose the depth"),
        ({"skill_1": "", "depth_1": ""}, "Choose one of our activities, or at least one skill below"),
        ({"skill_1": "made-up"}, "Select a valid choice"),
        ({"evidence": ""}, "Say what shows it"),
        ({"expires": "1/1/2020"}, "must be later than the day it was learned"),
        ({"learned": "12 March 1950"}, "Was it really in 1950?"),
        ({"learned": "29/2/2023"}, "February 2023 has 28 days"),
        ({"depth_2": "1"}, "Choose the skill that has this depth"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(uma, form, told, words):
    answer = client_of(uma).post(PAGE, form | told)

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert answer.context["form"]["title"].value() == "Silver course"
    assert not PriorLearning.objects.exists()


def test_an_activity_and_a_skill_are_two_claims_and_neither_is_dropped(hospital, uma, form):
    version = workshop(hospital.target.skill, minutes=60)
    both = form | {"activity": str(version.activity.uuid)}

    answer = client_of(uma).post(PAGE, both)

    assert answer.status_code == 422
    assert "Choose an activity or skills, not both" in words_of(answer)
    assert [answer.context["form"][name].value() for name in ("activity", "skill_1", "depth_1")] == [
        both["activity"],
        form["skill_1"],
        "2",
    ]
    assert not PriorLearning.objects.exists()


def test_what_is_not_sound_is_said_beside_the_question_it_answers(uma, form):
    answer = client_of(uma).post(PAGE, form | {"learned": "12/3/1950", "expires": "1/1/1940"})

    assert [*answer.context["form"].errors] == ["learned"]


def test_an_expired_award_says_so_before_it_is_sent(uma, form):
    answer = client_of(uma).post(PAGE, form | {"expires": "12/3/2025"})

    assert answer.status_code == 422
    assert "It expired on 12 March 2025" in words_of(answer)
    assert "Send it although it has expired" in words_of(answer)
    assert not PriorLearning.objects.exists()


def test_an_award_expires_on_the_first_day_it_is_no_longer_valid(uma, form):
    tomorrow = today() + dt.timedelta(days=1)

    refused = client_of(uma).post(PAGE, form | {"expires": today().strftime("%d/%m/%Y")})
    sent = client_of(uma).post(PAGE, form | {"expires": tomorrow.strftime("%d/%m/%Y")})

    assert (refused.status_code, sent.status_code) == (422, 302)
    assert PriorLearning.objects.get().expires_date == tomorrow


def test_sent_knowingly_an_expired_award_counts_for_the_days_before_only(uma, lead, form):
    client_of(uma).post(PAGE, form | {"expires": "12/3/2025", "past_only": "on"})
    claim = PriorLearning.objects.get()

    asked = words_of(lead.get(f"{QUEUE}{claim.uuid}/"))
    lead.post(f"{QUEUE}{claim.uuid}/", {"do": "approve", "words": ""})

    assert "it counts from 12 March 2024, and no longer from 12 March 2025 on" in asked
    held = Holding.objects.filter(person=uma.person, skill__isnull=False)
    assert [row.until.isoformat() for row in held] == ["2025-03-12"]


def test_a_claim_is_withdrawn_by_whoever_made_it_only(hospital, uma):
    claim = claimed(hospital, uma)
    other = AccountFactory(person=hospital.people["Ola"])

    refused = client_of(other).post(f"/my/prior-learning/{claim.uuid}/withdraw/")
    state = PriorLearning.objects.get().state
    client_of(uma).post(f"/my/prior-learning/{claim.uuid}/withdraw/")

    assert (refused.status_code, state) == (404, "SUBMITTED")
    assert PriorLearning.objects.get().state == "WITHDRAWN"


@pytest.mark.parametrize("role", [Role.STAFF, Role.COACH, Role.EDITOR, Role.BOARD_READER, Role.ADMINISTRATOR])
def test_others_decide_nothing(hospital, uma, role):
    claim = claimed(hospital, uma)

    answer = client_of(hospital.account(role)).post(f"{QUEUE}{claim.uuid}/", {"do": "approve", "words": ""})

    assert answer.status_code == 403
    assert PriorLearning.objects.get().state == "SUBMITTED"


def test_list_and_rule_agree_and_ones_own_is_in_neither(hospital, uma):
    lead = account_with(Role.PROGRAMME_LEAD, hospital.ward, person=employed("Lee", hospital.ward))
    own = claimed(hospital, lead)
    far = claimed(hospital, AccountFactory(person=hospital.people["Bo1"]))
    near = claimed(hospital, uma)

    listed = {view.row for view in client_of(lead).get(QUEUE).context["claims"]}

    assert listed == {near}
    assert {one for one in (own, far, near) if lead.has_perm("curriculum.decide_claim", one)} == {near}
    for hidden in (own, far):
        assert client_of(lead).post(f"{QUEUE}{hidden.uuid}/", {"do": "approve", "words": ""}).status_code == 404
    assert set(PriorLearning.objects.values_list("state", flat=True)) == {"SUBMITTED"}


def test_declining_without_a_word_is_refused(hospital, uma, lead):
    claim = claimed(hospital, uma)

    answer = lead.post(f"{QUEUE}{claim.uuid}/", {"do": "decline", "words": ""})

    assert answer.status_code == 422
    assert "Say why" in words_of(answer)
    assert PriorLearning.objects.get().state == "SUBMITTED"


def test_what_was_decided_meanwhile_is_said(hospital, uma, lead):
    claim = claimed(hospital, uma)
    lead.post(f"{QUEUE}{claim.uuid}/", {"do": "approve", "words": ""})

    answer = lead.post(f"{QUEUE}{claim.uuid}/", {"do": "decline", "words": "No"})

    assert "This claim is closed: Approved" in words_of(answer)


def test_a_long_queue_costs_the_same_questions(hospital, uma, lead):
    claimed(hospital, uma)
    few = _questions(lead)
    for name in ("Bo1", "Bo2", "Bo3"):
        claimed(hospital, AccountFactory(person=hospital.people[name]))

    assert _questions(lead) == few


def in_the_menu(client):
    return next(item["waiting"] for item in client.get("/help/").context["navigation"] if item["href"] == QUEUE)


def test_the_menu_says_how_many_claims_wait_for_ones_own_decision(hospital, uma):
    account = account_with(Role.PROGRAMME_LEAD, hospital.ward, person=employed("Lee", hospital.ward))
    lead = client_of(account)
    nothing = in_the_menu(lead)
    claimed(hospital, account)  # one's own
    claimed(hospital, AccountFactory(person=hospital.people["Bo1"]))  # of another ward
    decided = [claimed(hospital, uma) for _number in range(3)][0]
    before = in_the_menu(lead)
    lead.post(f"{QUEUE}{decided.uuid}/", {"do": "approve", "words": ""})

    assert (nothing, before, in_the_menu(lead)) == (0, 3, 2)
    assert 'Claims (2<span class="nhsuk-u-visually-hidden"> waiting</span>)' in lead.get("/help/").content.decode()
    assert "Claims" not in words_of(client_of(uma).get("/help/"))


def test_the_number_in_the_menu_is_counted_anew_only_when_a_claim_comes_or_goes(
    hospital, uma, rf, django_assert_num_queries
):
    request = rf.get("/help/")
    request.user = hospital.account(Role.ACADEMY_LEAD)
    for _number in range(3):
        claimed(hospital, uma)

    with django_assert_num_queries(3):
        menu_of(request)
    with django_assert_num_queries(2):
        again = menu_of(request)
    claimed(hospital, uma)
    with django_assert_num_queries(3):
        later = menu_of(request)

    assert [sum(item["waiting"] for item in menu) for menu in (again, later)] == [3, 4]


def _questions(client):
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as asked:
        client.get(QUEUE)
    return len(asked)


def test_without_a_map_one_says_oneself_what_it_was(uma):
    assert client_of(uma).get(WHICH).headers["Location"] == PAGE


def test_what_brings_what_one_needs_comes_first_and_a_retired_one_not_at_all(hospital, uma):
    skill = hospital.target.skill
    in_the_map(
        hospital, "A belt", skill=SkillFactory(trust=hospital.trust, framework=skill.framework, group=skill.group)
    )
    in_the_map(hospital)
    retire_credential(credential=in_the_map(hospital, "Old belt"), on=today(), by=uma)

    lines = client_of(uma).get(WHICH).context["lines"]

    assert [(line.row.title, line.helps) for line in lines] == [("Green belt", True), ("A belt", False)]


def test_a_long_map_is_searched(hospital, uma):
    for number in range(13):
        in_the_map(hospital, f"Course {number}")

    found = client_of(uma).get(WHICH, {"q": "COLLEGE 12"})

    assert [line.row.title for line in found.context["lines"]] == ["Course 12"]
    assert "None has these words" in words_of(client_of(uma).get(WHICH, {"q": "nonsense"}))


def test_of_the_map_one_says_only_when_and_what_shows_it(hospital, uma, lead):
    credential = in_the_map(hospital)
    page = f"{WHICH}{credential.uuid}/"
    asked = client_of(uma).get(page)
    client_of(uma).post(page, {"learned": "12/3/2024", "evidence": "No 7", "token": str(uuid.uuid4())})

    lead.post(f"{QUEUE}{PriorLearning.objects.get().uuid}/", {"do": "approve", "words": ""})

    assert [*asked.context["form"].fields] == ["learned", "expires", "evidence"]
    assert "Its &lt;b&gt;number&lt;/b&gt;." in asked.content.decode()
    entry = DoseEntry.objects.get(person=uma.person)
    assert (entry.depth, entry.assessment, entry.given_date.isoformat()) == (2, "CREDENTIAL", "2024-03-12")
    assert "As the map of credentials says" in words_of(client_of(uma).get("/my/prior-learning/"))


def test_one_whose_months_are_over_says_so_before_it_is_sent(hospital, uma):
    page = f"{WHICH}{in_the_map(hospital, months=12).uuid}/"
    form = {"learned": "12/3/2024", "evidence": "No 7", "token": str(uuid.uuid4())}

    refused = client_of(uma).post(page, form)
    sent = client_of(uma).post(page, form | {"past_only": "on"})

    assert "It expired on 12 March 2025" in words_of(refused)
    assert (refused.status_code, sent.status_code) == (422, 302)
    assert PriorLearning.objects.get().expires_date == dt.date(2025, 3, 12)


def test_a_retired_or_anothers_credential_has_no_page(hospital, uma):
    retired = in_the_map(hospital)
    retire_credential(credential=retired, on=today(), by=uma)

    for key in (retired.uuid, uuid.uuid4()):
        assert client_of(uma).get(f"{WHICH}{key}/").status_code == 404


def test_whoever_decides_gives_less_and_it_is_told(hospital, uma, lead):
    claim = claimed(hospital, uma, minutes=60)
    skill = hospital.target.skill_id

    lead.post(f"{QUEUE}{claim.uuid}/", {"do": "approve", "words": "", f"depth_{skill}": "1", f"minutes_{skill}": "45"})

    assert DoseEntry.objects.get(person=uma.person).minutes == 45
    words = words_of(client_of(uma).get("/my/prior-learning/"))
    assert "Given instead" in words
    assert "45 minutes" in words


def test_to_give_more_without_a_word_is_refused_on_the_screen(hospital, uma, lead):
    claim = claimed(hospital, uma)
    more = {"do": "approve", "words": "", f"depth_{hospital.target.skill_id}": "2"}

    refused = lead.post(f"{QUEUE}{claim.uuid}/", more)
    state = PriorLearning.objects.get().state
    lead.post(f"{QUEUE}{claim.uuid}/", more | {"words": "She leads this."})

    assert (refused.status_code, state) == (422, "SUBMITTED")
    assert "You give more than was claimed" in words_of(refused)
    assert DoseEntry.objects.get(person=uma.person).depth == 2


def left_to_managers(hospital, **told):
    credential = in_the_map(hospital, **told)
    Credential.objects.filter(pk=credential.pk).update(managers_decide=True)
    return credential


def claimed_of_the_map(account, credential):
    learned = Learned(learned_date=today(), evidence="Number 4711", credential=credential)
    return claim_learning(claim=uuid.uuid4(), person=account.person, learned=learned, on=today(), by=account)


def test_a_manager_decides_what_the_map_leaves_to_them_of_their_own_people_only(hospital, uma):
    left = claimed_of_the_map(uma, left_to_managers(hospital))
    kept = claimed_of_the_map(uma, in_the_map(hospital, title="Black belt"))
    own_word = claimed(hospital, uma)
    manager = client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))
    other = client_of(hospital.account(Role.UNIT_MANAGER, hospital.other_ward))

    listed = manager.get(QUEUE).context["claims"]
    answers = [
        (one, client.post(f"{QUEUE}{claim.uuid}/", {"do": "approve"}).status_code)
        for one, client, claim in (
            ("another's", other, left),
            ("kept", manager, kept),
            ("not of the map", manager, own_word),
            ("left", manager, left),
        )
    ]

    assert [one.row for one in listed] == [left]
    assert answers == [("another's", 404), ("kept", 404), ("not of the map", 404), ("left", 302)]
    assert dict(PriorLearning.objects.values_list("title", "state")) == {
        "Green belt": "APPROVED",
        "Black belt": "SUBMITTED",
        "Silver course": "SUBMITTED",
    }


def test_a_manager_never_decides_their_own_nor_gives_more_than_the_map_says(hospital, uma):
    credential = left_to_managers(hospital)
    claim = claimed_of_the_map(uma, credential)
    GrantFactory(account=uma, role=Role.UNIT_MANAGER, unit=hospital.ward)
    manager = client_of(hospital.account(Role.UNIT_MANAGER, hospital.ward))
    more = {"do": "approve", "words": "Knows more", f"depth_{hospital.target.skill_id}": "3"}

    own = client_of(uma).post(f"{QUEUE}{claim.uuid}/", {"do": "approve"})
    page = manager.post(f"{QUEUE}{claim.uuid}/", more)

    claim.refresh_from_db()
    assert (own.status_code, page.status_code, claim.state) == (404, 422, "SUBMITTED")
    assert "An academy or programme lead can give more" in words_of(page)
    assert not DoseEntry.objects.filter(person=uma.person).exists()
